/** A client's progress: what each chart shows of one exercise and of all else, over a range of days. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import { exerciseNamed, limbsOf } from '~/domain/exercises'
import { type Limb, sideOf } from '~/domain/limb'
import { type StrengthSeries, strengthSeries } from '~/domain/progress'
import { bucketFor, bucketIn, bucketStarts, startsWithPast } from '~/domain/progress-buckets'
import type { Course } from '~/domain/progress-marks'
import { firstDayOf, type Range, rangeFor } from '~/domain/progress-range'
import type { Involved, Progress } from '~/domain/progress-shown'
import { type SymmetryPoint, symmetrySeries } from '~/domain/progress-symmetry'
import { firstWeekOf, weeksOfWork } from '~/domain/progress-weeks'
import type { Formula } from '~/domain/strength'
import { type Adherence, adherence, mondayOf } from '~/domain/progress-work'
import { findChoices, type ProgressChoices } from './progress-choices.server'
import type { CourseRead, ProgramCourse } from './progress-course.server'
import { findDrawn } from './progress-drawn.server'
import { measuredSeries } from './progress-measured.server'
import type { StrengthRead } from './progress-strength.server'

/** `involved`: the side in question as the reader chose it; else it is the program's. */
export type ProgressAsked = {
  exercise: string | null
  range: Range | null
  today: CalendarDay
  involved?: 'left' | 'right' | null
}

/** Two statements. An exercise the client never did, and no range, give what shows the most. */
export async function findProgress(query: Query, clientId: string, asked: ProgressAsked): Promise<Progress> {
  const choices = await findChoices(query, clientId)
  const chosen = choices.exercises.find(({ exercise }) => exercise === asked.exercise) ?? choices.exercises[0] ?? null
  const exercise = chosen?.exercise ?? null
  const range = asked.range ?? rangeFor(chosen?.lastOn ?? choices.lastOn, asked.today)
  const shown = shownDays(range, choices, asked.today)
  const involved = involvedIn(exercise, choices.limb, asked.involved ?? null)
  const { strength, course } = await findDrawn(query, clientId, { exercise, ...shown })
  const series = strength ? seriesOf(strength, shown.starts, choices.formula) : []
  return {
    exercises: choices.exercises,
    exercise,
    range,
    bucket: shown.bucket,
    formula: choices.formula,
    involved,
    strength: series.map((each) => ({ ...each, points: each.points.filter(({ on }) => on >= shown.from) })),
    symmetry: symmetryOf(series, involved),
    ...measuredSeries(course.measured),
    pain: course.pain,
    weeks: weeksOfWork(course.weeks, course.programs, shown.firstMonday, asked.today),
    work: workOf(course.programs, asked.today, shown.from),
    course: courseOf(course),
    clearedOn: clearedOnOf(course.programs),
    goals: choices.goals,
  }
}

type Shown = {
  from: CalendarDay
  bucket: Progress['bucket']
  /** The first days of buckets, those of the past before the range among them. */
  starts: CalendarDay[]
  startsWithin: CalendarDay[]
  firstMonday: CalendarDay
}

/** All that there is ends with its last day: an old log is drawn as finely as it is long. */
function shownDays(range: Range, { firstOn, lastOn }: ProgressChoices, today: CalendarDay): Shown {
  const first = firstOn ?? today
  const from = firstDayOf(range, today) ?? first
  const until = range === 'all' ? (lastOn ?? today) : today
  const bucket = bucketFor(from, until)
  return {
    from,
    bucket,
    starts: startsWithPast(first, from, until),
    startsWithin: bucketStarts(from, until, bucket),
    firstMonday: range === 'all' ? mondayOf(from) : firstWeekOf(from),
  }
}

function seriesOf({ tests, sets, alike }: StrengthRead, starts: CalendarDay[], formula: Formula): StrengthSeries[] {
  return strengthSeries(tests, sets, { formula, bucketOf: bucketIn(starts), alike })
}

/** A program for the knee says nothing about the sides of a biceps curl; who looks may say it all the same. */
function involvedIn(exercise: string | null, limb: Limb | null, chosen: 'left' | 'right' | null): Involved | null {
  const known = exercise === null ? null : exerciseNamed(exercise)
  const trained = known ? limbsOf(known) : []
  if (chosen) return { side: chosen, limb: trained.find((each) => sideOf(each) === chosen) ?? null, isChosen: true }
  return limb && trained.includes(limb) ? { side: sideOf(limb), limb, isChosen: false } : null
}

function symmetryOf(series: StrengthSeries[], involved: Involved | null): SymmetryPoint[] {
  const own = involved && series.find(({ side }) => side === involved.side)
  const other = involved && series.find(({ side }) => side !== 'both' && side !== involved.side)
  return own && other ? symmetrySeries(own, other) : []
}

/** A program that never had the exercise says nothing of how it went since; where none has it, the newest one speaks. */
function clearedOnOf(programs: ProgramCourse[]): CalendarDay | null {
  const cleared = programs.filter(({ clearedOn }) => clearedOn.length > 0)
  return (cleared.findLast(({ isOfExercise }) => isOfExercise) ?? cleared.at(-1))?.clearedOn[0] ?? null
}

/** A red flag holds all programs of a client at once: one hold on the axis. */
function courseOf({ programs, windows, redFlags }: CourseRead): Course {
  const holds = programs.flatMap((program) => program.holds)
  return {
    clearedOn: [...new Set(programs.flatMap(({ clearedOn }) => clearedOn))].sort(),
    holds: [...new Map(holds.map((hold) => [`${hold.from} ${hold.until}`, hold])).values()],
    windows,
    redFlags,
  }
}

/** Programs side by side are each held to their own plan. */
function workOf(programs: ProgramCourse[], today: CalendarDay, since: CalendarDay): Adherence {
  const each = programs.map(({ plans, sessionsOn, holds }) => adherence(plans, sessionsOn, holds, today, since))
  const sum = (count: (work: Adherence) => number) => each.reduce((total, work) => total + count(work), 0)
  return {
    weeks: each.flatMap(({ weeks }) => weeks),
    planned: sum(({ planned }) => planned),
    kept: sum(({ kept }) => kept),
    extra: sum(({ extra }) => extra),
  }
}
