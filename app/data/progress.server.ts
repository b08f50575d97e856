/** A client's progress: one exercise's strength, symmetry, pain, girth and work, over a range of days. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import { exercises as catalogue } from '~/domain/exercises'
import { isArm, type Limb, sideOf } from '~/domain/limb'
import { type StrengthSeries, strengthSeries } from '~/domain/progress'
import type { Course } from '~/domain/progress-marks'
import { painSeries } from '~/domain/progress-pain'
import { firstDayOf, type Range, rangeFor } from '~/domain/progress-range'
import { type SymmetryPoint, symmetrySeries } from '~/domain/progress-symmetry'
import type { GirthSeries, Progress } from '~/domain/progress-shown'
import { type Adherence, adherence } from '~/domain/progress-work'
import { type CourseRow, findCourse, findStrength, type GirthReading, type ProgramCourse } from './progress-rows.server'

export type ProgressAsked = { exercise: string | null; range: Range | null; today: CalendarDay }

/** Two statements. An exercise the client never did, and no range, give what shows the most. */
export async function findProgress(query: Query, clientId: string, asked: ProgressAsked): Promise<Progress> {
  const course = await findCourse(query, clientId)
  const chosen = course.exercises.find(({ exercise }) => exercise === asked.exercise) ?? course.exercises[0] ?? null
  const range = asked.range ?? rangeFor(chosen?.lastOn ?? lastDayOf(course), asked.today)
  const from = firstDayOf(range, asked.today)
  const isWithin = ({ on }: { on: CalendarDay }) => from === null || on >= from
  const { tests, sets } = chosen ? await findStrength(query, clientId, chosen.exercise) : { tests: [], sets: [] }
  const series = strengthSeries(tests, sets)
  const limb = limbOf(chosen?.exercise ?? null, course.limb)
  return {
    exercises: course.exercises,
    exercise: chosen?.exercise ?? null,
    range,
    bucket: 'day',
    formula: 'epley',
    involved: limb && { side: sideOf(limb), limb, isChosen: false },
    strength: series.map((each) => ({ ...each, points: each.points.filter(isWithin) })),
    symmetry: symmetryOf(series, limb),
    course: courseOf(course),
    clearedOn: course.programs.findLast(({ clearedOn }) => clearedOn.length > 0)?.clearedOn[0] ?? null,
    endurance: [],
    force: [],
    motion: [],
    scores: [],
    goals: [],
    pain: painSeries(course.pain.filter(isWithin)),
    girth: girthSeries(course.girth.filter(isWithin)),
    weeks: course.weeks
      .filter(({ weekOf }) => from === null || weekOf >= from)
      .map((week) => ({ ...week, planned: null })),
    work: workOf(course.programs, asked.today),
  }
}

function lastDayOf({ pain, girth, weeks }: CourseRow): CalendarDay | null {
  return (
    [pain.at(-1)?.on, girth.at(-1)?.on, weeks.at(-1)?.weekOf]
      .filter((day) => day !== undefined)
      .sort()
      .at(-1) ?? null
  )
}

/** A program for the knee says nothing about the sides of a biceps curl. */
function limbOf(exercise: string | null, limb: Limb | null): Limb | null {
  const region = catalogue.find(({ name }) => name === exercise)?.region
  return limb !== null && region === (isArm(limb) ? 'arm' : 'leg') ? limb : null
}

function symmetryOf(series: StrengthSeries[], limb: Limb | null): SymmetryPoint[] {
  const involved = limb && series.find(({ side }) => side === sideOf(limb))
  const other = limb && series.find(({ side }) => side !== 'both' && side !== sideOf(limb))
  return involved && other ? symmetrySeries(involved, other) : []
}

function courseOf({ programs, windows, redFlags }: CourseRow): Course {
  return {
    clearedOn: [...new Set(programs.flatMap(({ clearedOn }) => clearedOn))].sort(),
    holds: programs.flatMap(({ holds }) => holds),
    windows,
    redFlags,
  }
}

/** Programs side by side are each held to their own plan. */
function workOf(programs: ProgramCourse[], today: CalendarDay): Adherence {
  const each = programs.map(({ plans, sessionsOn, holds }) => adherence(plans, sessionsOn, holds, today))
  const sum = (count: (work: Adherence) => number) => each.reduce((total, work) => total + count(work), 0)
  return {
    weeks: each.flatMap(({ weeks }) => weeks),
    planned: sum(({ planned }) => planned),
    kept: sum(({ kept }) => kept),
    extra: sum(({ extra }) => extra),
  }
}

function girthSeries(readings: GirthReading[]): GirthSeries[] {
  const bySite = new Map<string, GirthSeries>()
  for (const { on, site, side, mm } of readings) {
    const series = bySite.get(`${site} ${side}`) ?? { site, side, points: [] }
    series.points.push({ on, mm })
    bySite.set(`${site} ${side}`, series)
  }
  return [...bySite.values()]
}
