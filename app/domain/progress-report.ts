/** What a report of progress is made of: what was measured in a period, and the sentences that answer it. Nothing is said of what was not. */
import type { CalendarDay } from './calendar-day'
import type { StrengthSeries } from './progress'
import { axisMarks, type AxisMark, type Course } from './progress-marks'
import { type PainAnswer, painAnswer } from './progress-pain'
import { firstDayOf } from './progress-range'
import type { Progress } from './progress-shown'
import { symmetryAnswer, type SymmetryPoint } from './progress-symmetry'
import { adherenceSentence } from './progress-work'
import { type StrengthAnswer, strengthAnswer, type Writing } from './progress-words'
import type { Refusal } from './refusal'
import {
  type MeasuredBy,
  type ReportedDecision,
  type ReportedExercise,
  type ReportFacts,
  reportFormat,
  type StrengthChange,
} from './report-content'
import { amountAimedAt, measuredSeries } from './report-measured'
import { percentChange } from './strength'

/** More exercises than these make a book of it. */
export const mostReportedExercises = 4

export type ReportGiven = Pick<ReportFacts, 'clinic' | 'writing' | 'client' | 'program' | 'decisions'> & {
  today: CalendarDay
  /** One for each exercise that was chosen; where the client did none, one without. */
  progress: readonly [Progress, ...Progress[]]
  adverseEventsOn: CalendarDay[]
  measuredBy: MeasuredBy[]
}

export function reportFacts({ progress, today, ...given }: ReportGiven): ReportFacts {
  const [shown] = progress
  const period = { range: shown.range, from: firstDayOf(shown.range, today), until: today }
  const isWithin = (day: CalendarDay) => (period.from === null || day >= period.from) && day <= period.until
  const chosen = progress.filter(({ exercise }) => exercise !== null)
  const subjects = chosen.map(({ exercise }) => exercise)
  return {
    format: reportFormat,
    clinic: given.clinic,
    writing: given.writing,
    period,
    client: given.client,
    program: given.program,
    decisions: decisionsFor(given.decisions, isWithin),
    marks: marksWithin(shown.course, period),
    adverseEvents: given.adverseEventsOn.filter(isWithin).length,
    exercises: chosen.map((each) => exerciseOf(each, given.writing, period.from)),
    measured: measuredSeries(progress),
    pain: {
      ...painOf(shown),
      points: shown.pain.map(({ on, nrs }) => ({ on, nrs })),
      goal: amountAimedAt(shown.goals, { kind: 'pain', subject: '', side: 'both' }),
    },
    work: {
      sentence: shown.work.weeks.length > 0 ? adherenceSentence(shown.work) : null,
      weeks: shown.weeks.map(({ weekOf, volumeG, sessions, planned }) => ({ weekOf, volumeG, sessions, planned })),
    },
    measuredBy: given.measuredBy.filter(({ kind, subject }) => !ofExercises.has(kind) || subjects.includes(subject)),
  }
}

const notInPeriod = { verdict: 'cannot-say', sentence: 'Not measured in this time.', note: null } as const

const ofExercises: ReadonlySet<string> = new Set(['one-rm', 'rep-max', 'endurance'])

function exerciseOf(progress: Progress, writing: Writing, from: CalendarDay | null): ReportedExercise {
  const { strength, symmetry, involved, goals } = progress
  const other = involved?.side === 'left' ? 'right' : 'left'
  const otherWords = involved?.limb ? `${other} ${involved.limb.endsWith('arm') ? 'arm' : 'leg'}` : `${other} side`
  return {
    exercise: progress.exercise ?? '',
    involved,
    strength: strength.map((series) => ({
      ...series,
      // Of what lies before the period nothing is said: no "no test yet" where there was one.
      answer: series.points.length > 0 || from === null ? strengthOf(series, progress, writing) : notInPeriod,
      change: strengthChange(series),
      goalG: amountAimedAt(goals, { kind: 'one-rm', subject: series.exercise, side: series.side }),
    })),
    symmetry: isNow(symmetry, from)
      ? { ...symmetryAnswer(symmetry, otherWords), points: symmetry }
      : { ...symmetryAnswer([], otherWords), sentence: notInPeriod.sentence, points: [] },
  }
}

/** Says of what the numbers are the best and the worst, as the page does. */
function painOf({ pain, bucket }: Progress): PainAnswer {
  const { note, ...answer } = painAnswer(pain)
  return { ...answer, note: [note, `The worst of each ${bucket}.`].filter(Boolean).join(' ') }
}

function strengthOf(series: StrengthSeries, { clearedOn, bucket }: Progress, writing: Writing): StrengthAnswer {
  const answer = strengthAnswer(series, clearedOn, writing)
  const isGathered = bucket !== 'day' && series.points.some(({ kind }) => kind !== 'tested')
  return isGathered && answer.note ? { ...answer, note: `${answer.note} Of sets, the best of each ${bucket}.` } : answer
}

/** Symmetry is of all time, for its first baseline; what ended before the period says nothing of it. */
function isNow(symmetry: readonly SymmetryPoint[], from: CalendarDay | null): boolean {
  const last = symmetry.at(-1)
  return last === undefined || from === null || last.on >= from
}

export function strengthChange({ points, measure }: Pick<StrengthSeries, 'points' | 'measure'>): StrengthChange | null {
  const tested = points.filter(({ kind }) => kind === 'tested')
  const [first, ...more] = tested.length > 1 ? tested : points
  const last = more.at(-1)
  if (!first || !last) return null
  const isAlike = measure === 'one-rm' && first.kind === last.kind
  return { first, last, percent: isAlike ? percentChange(first.loadG ?? 0, last.loadG ?? 0) : null }
}

function decisionsFor(decisions: ReportedDecision[], isWithin: (day: CalendarDay) => boolean): ReportedDecision[] {
  const within = decisions.filter(({ on }) => isWithin(on))
  return within.length > 0 ? within : decisions.slice(-1)
}

function marksWithin(course: Course, { from, until }: ReportFacts['period']): AxisMark[] {
  return axisMarks(course).filter((mark) => {
    const [begins, ends] = 'on' in mark ? [mark.on, mark.on] : [mark.from, mark.until ?? until]
    return begins <= until && (from === null || ends >= from)
  })
}

/** Whether there is anything that another practice could learn. */
export function hasAnythingMeasured({ exercises, measured, pain, work }: ReportFacts): boolean {
  const isMeasured = exercises.some(({ strength, symmetry }) =>
    [...strength, symmetry].some(({ points }) => points.length > 0),
  )
  return isMeasured || measured.length > 0 || pain.points.length > 0 || work.weeks.length > 0
}

export const reportMeaning = 'I send this report of progress and answer for what it says'

type Words = { addresseeName: string; summary: string }

/** Why it cannot be sent as it is; null: it can. */
export function whyNotSend(facts: ReportFacts, { addresseeName, summary }: Words): Refusal | null {
  if (!hasAnythingMeasured(facts)) return 'nothing-to-report'
  if (!addresseeName) return 'recipient-missing'
  return summary ? null : 'summary-missing'
}
