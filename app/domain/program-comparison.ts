/** Programs of one client held against each other, each from its own first clearance: which one brought more strength. */
import { addDays, type CalendarDay, daysBetween } from './calendar-day'
import type { Side } from './limb'
import { estimateOneRm, type Formula, percentChange } from './strength'

export type Tested = { on: CalendarDay; loadG: number }
/** Sets that say something about a maximum: without a cuff, 1 to 10 repetitions, marked as a test or at RPE 9 or more. */
export type Estimable = { on: CalendarDay; loadG: number; reps: number }

/** The best of a day. */
export type Maximum = { on: CalendarDay; loadG: number; isTested: boolean }

/** Oldest first, one a day; a tested 1RM beats an estimate of the same day (clinical-rules, "Strength"). */
export function maximaOf(tests: readonly Tested[], sets: readonly Estimable[], formula: Formula): Maximum[] {
  const estimated = sets.flatMap(({ on, loadG, reps }): Maximum[] => {
    const estimate = estimateOneRm({ loadG, reps, formula, isRestricted: false, isTestOrRpe9: true })
    return estimate.ok ? [{ on, loadG: estimate.loadG, isTested: false }] : []
  })
  const byDay = new Map<CalendarDay, Maximum>()
  for (const next of [...estimated, ...tests.map((test) => ({ ...test, isTested: true }))]) {
    const best = byDay.get(next.on)
    const isBetter = !best || (next.isTested === best.isTested ? next.loadG > best.loadG : next.isTested)
    if (isBetter) byDay.set(next.on, next)
  }
  return [...byDay.values()].sort((one, other) => (one.on < other.on ? -1 : 1))
}

/** A test soon after the last session still tells of the program: for so many days, and not past another's clearance. */
const daysAfterItsEnd = 14

/** The last day whose maximum counts for a program; `clearances` are those of all the client's programs. */
export function countsUntil(
  { clearedOn, endedOn }: { clearedOn: CalendarDay; endedOn: CalendarDay | null },
  clearances: readonly CalendarDay[],
  today: CalendarDay,
): CalendarDay {
  if (endedOn === null) return today
  const next = clearances.filter((day) => day > clearedOn && day >= endedOn).sort()[0]
  const latest = addDays(endedOn, daysAfterItsEnd)
  return next !== undefined && next < latest ? next : latest
}

/** `until` is the last day whose maximum counts. */
export type Course = { clearedOn: CalendarDay; until: CalendarDay; isStarted: boolean }

/** `day` counts from the clearance; what was measured before it stands at 0. `percent` is the change since the first. */
export type GainPoint = Maximum & { day: number; percent: number }

const noGainReasons = ['not-started', 'no-maximum', 'one-maximum'] as const
export type NoGain = (typeof noGainReasons)[number]

export type Gain = {
  points: GainPoint[]
  first: Maximum | null
  last: Maximum | null
  /** Percent, and percent a week of the program; null where `why` says so. */
  change: number | null
  changeAWeek: number | null
  why: NoGain | null
}

/** The baseline is the last maximum on or before the clearance, else the first after it; then those within the program. */
function withBaseline(maxima: readonly Maximum[], { clearedOn, until }: Course): Maximum[] {
  const within = maxima.filter(({ on }) => on > clearedOn && on <= until)
  const before = maxima.findLast(({ on }) => on <= clearedOn)
  return before ? [before, ...within] : within
}

/** Tests are compared with tests where two of them can be, as on the page of progress. */
function compared(maxima: readonly Maximum[], course: Course): Maximum[] {
  const tests = withBaseline(
    maxima.filter(({ isTested }) => isTested),
    course,
  )
  return tests.length > 1 ? tests : withBaseline(maxima, course)
}

export function gainOf(maxima: readonly Maximum[], course: Course): Gain {
  const found = compared(maxima, course)
  const [first = null, last = null] = [found[0], found.at(-1)]
  const none = { points: [], first, last: null, change: null, changeAWeek: null }
  if (!course.isStarted) return { ...none, why: 'not-started' }
  if (!first || !last) return { ...none, why: 'no-maximum' }
  if (first === last) return { ...none, why: 'one-maximum' }
  const points = found.map((maximum) => ({
    ...maximum,
    day: Math.max(0, daysBetween(course.clearedOn, maximum.on)),
    percent: percentChange(first.loadG, maximum.loadG) ?? 0,
  }))
  const days = (points.at(-1)?.day ?? 0) - (points[0]?.day ?? 0)
  const change = points.at(-1)?.percent ?? 0
  return { points, first, last, change, changeAWeek: days > 0 ? (change / days) * 7 : null, why: null }
}

const mostPoints = 60

/** Where there are more points than a line can show, the last of each week: the first and the last of all stay. */
export function thinned(points: readonly GainPoint[]): GainPoint[] {
  if (points.length <= mostPoints) return [...points]
  const byWeek = new Map(points.slice(1).map((point) => [Math.floor(point.day / 7), point]))
  return [...points.slice(0, 1), ...byWeek.values()]
}

export type ComparedProgram = {
  id: string
  name: string
  clearedOn: CalendarDay
  /** Null: it runs. */
  endedOn: CalendarDay | null
  /** From the clearance to its end, or to today; both among them. */
  days: number
  sessions: { done: number; planned: number; kept: number }
  pain: { from: number | null; to: number | null }
  holds: number
  redFlags: number
  gain: Gain
}

export type ProgramComparison = {
  /** What has a maximum, tested or estimated: the most tested first. */
  choices: { exercise: string; sides: Side[] }[]
  exercise: string | null
  side: Side | null
  formula: Formula
  /** The newest clearance first; points only of those that are drawn. */
  programs: ComparedProgram[]
  /** Programs with a clearance, also those beyond the list. */
  total: number
}

export const mostDrawn = 5

/** The newest that can be compared. */
export function drawnOf<Row extends Pick<ComparedProgram, 'gain'>>(programs: readonly Row[]): Row[] {
  return programs.filter(({ gain }) => gain.why === null).slice(0, mostDrawn)
}

export type Ranked = ComparedProgram & { gain: { change: number } }
export type Ranking =
  | { verdict: 'none' }
  | { verdict: 'one'; best: Ranked }
  /** `fastest` is another that brought more a week; null: the best did that too. */
  | { verdict: 'more' | 'alike'; best: Ranked; next: Ranked; fastest: ComparedProgram | null }

const aWeek = ({ gain }: ComparedProgram) => gain.changeAWeek ?? Number.NEGATIVE_INFINITY

/** By the whole change, to whole percent, as it is written: what reads alike is alike. */
export function rankingOf(programs: readonly ComparedProgram[]): Ranking {
  const ranked = programs.filter((program): program is Ranked => program.gain.change !== null)
  ranked.sort((one, other) => other.gain.change - one.gain.change)
  const [best, next] = ranked
  if (!best) return { verdict: 'none' }
  if (!next) return { verdict: 'one', best }
  const fastest = ranked.reduce((most, each) => (aWeek(each) > aWeek(most) ? each : most))
  return {
    verdict: Math.round(best.gain.change) === Math.round(next.gain.change) ? 'alike' : 'more',
    best,
    next,
    fastest: fastest === best ? null : fastest,
  }
}
