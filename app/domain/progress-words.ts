/** The sentence that answers before a chart shows: is this getting stronger, by how much, and how is that known. */
import type { CalendarDay } from './calendar-day'
import { dayFormat, numberFormat, once } from './formatters'
import type { StrengthMeasure, StrengthPoint, StrengthSeries } from './progress'
import { type Formula, percentChange } from './strength'
import { inUnit, type LoadUnit } from './units'

/** How the clinic writes numbers, and in what. */
export type Writing = { locale: string; units: LoadUnit }

export const strengthVerdicts = ['yes', 'no', 'about-the-same', 'cannot-say'] as const
export type StrengthVerdict = (typeof strengthVerdicts)[number]

/** `note` says how the numbers were come by. */
export type StrengthAnswer = { verdict: StrengthVerdict; sentence: string; note: string | null }

export const formulaNames: Record<Formula, string> = {
  epley: 'Epley',
  brzycki: 'Brzycki',
  lombardi: 'Lombardi',
  oconner: "O'Conner",
  wathan: 'Wathan',
  mayhew: 'Mayhew',
  lander: 'Lander',
}

export function dayWords(day: CalendarDay, locale: string): string {
  return dayFormat(locale, 'UTC').format(Date.parse(`${day}T00:00:00Z`))
}

function numberWords(value: number, locale: string): string {
  return numberFormat(locale, 1, 0).format(value)
}

const changeFormat = once(
  (locale: string) => new Intl.NumberFormat(locale, { signDisplay: 'exceptZero', maximumFractionDigits: 0 }),
)

/** "+31 %", whole. */
function changeWords(from: number, to: number, locale: string): string {
  const change = percentChange(from, to)
  return change === null ? '' : `${changeFormat(locale).format(change)} %`
}

function loadWords(loadG: number | null, { locale, units }: Writing): string {
  return numberWords(inUnit(loadG ?? 0, units), locale)
}

function setWords({ loadG, reps }: StrengthPoint, writing: Writing): string {
  return loadG === null ? `${reps} repetitions` : `${loadWords(loadG, writing)} ${writing.units} × ${reps}`
}

/** "26 → 34 kg"; where one was tested and the other estimated, each says so. */
function loadsWords(from: StrengthPoint, to: StrengthPoint, writing: Writing): string {
  const [before, after] = [loadWords(from.loadG, writing), loadWords(to.loadG, writing)]
  const { units } = writing
  if (from.kind === to.kind) return `${before} → ${after} ${units}`
  return `${before} ${units} ${from.kind} → ${after} ${units} ${to.kind}`
}

/** The last point on or before the clearance, else the first after it. */
function baselineOf(points: StrengthPoint[], since: CalendarDay | null): StrengthPoint | undefined {
  return (since ? points.findLast((point) => point.on <= since) : undefined) ?? points[0]
}

/** Tests are compared with tests where two of them can be. */
function comparedOf(points: StrengthPoint[], since: CalendarDay | null): [StrengthPoint, StrengthPoint] | null {
  const tested = points.filter((point) => point.kind === 'tested')
  for (const candidates of [tested, points]) {
    const [from, to] = [baselineOf(candidates, since), candidates.at(-1)]
    if (from && to && from.on < to.on) return [from, to]
  }
  return null
}

function sinceWords(from: StrengthPoint, clearedOn: CalendarDay | null, locale: string): string {
  return clearedOn && from.on <= clearedOn ? 'since clearance' : `since ${dayWords(from.on, locale)}`
}

const verdictWords = { yes: 'Yes', no: 'No', 'about-the-same': 'About the same' }

function verdictOf(from: number, to: number): keyof typeof verdictWords {
  const change = Math.round(percentChange(from, to) ?? 0)
  if (change === 0) return 'about-the-same'
  return change > 0 ? 'yes' : 'no'
}

function methodWords({ points, formula }: StrengthSeries): string {
  const hasTests = points.some((point) => point.kind === 'tested')
  if (points.every((point) => point.kind === 'tested')) return 'Tested 1RM.'
  const estimates = `estimates by ${formulaNames[formula]}, sets of 10 or fewer to RPE 9 or marked as a test, no cuff.`
  return hasTests ? `Tested 1RM; ${estimates}` : `No tested 1RM: ${estimates}`
}

function oneRmAnswer(series: StrengthSeries, clearedOn: CalendarDay | null, writing: Writing): StrengthAnswer {
  const note = methodWords(series)
  const [compared, last] = [comparedOf(series.points, clearedOn), series.points.at(-1)]
  if (!compared) {
    const load = `${loadWords(last?.loadG ?? null, writing)} ${writing.units} on ${dayWords(last?.on ?? '', writing.locale)}`
    const isBefore = clearedOn !== null && last !== undefined && last.on <= clearedOn
    return {
      verdict: 'cannot-say',
      sentence: `${isBefore ? 'Not measured since clearance' : 'Measured once in this time'}: ${load}.`,
      note,
    }
  }
  const [from, to] = compared
  const verdict = verdictOf(from.loadG ?? 0, to.loadG ?? 0)
  const loads = loadsWords(from, to, writing)
  const change = changeWords(from.loadG ?? 0, to.loadG ?? 0, writing.locale)
  const since = sinceWords(from, clearedOn, writing.locale)
  return { verdict, sentence: `${verdictWords[verdict]}: ${loads} ${since} (${change}).`, note }
}

const bestNames: Record<Exclude<StrengthMeasure, 'one-rm'>, string> = {
  'heaviest-set': 'Heaviest set of the day',
  'most-reps': 'Longest set of the day',
}

function bestSetAnswer(
  points: StrengthPoint[],
  name: string,
  clearedOn: CalendarDay | null,
  writing: Writing,
): StrengthAnswer {
  const note = 'No 1RM to compare: too few tests, and too few sets of 10 or fewer repetitions to RPE 9 without a cuff.'
  const [from, to] = [baselineOf(points, clearedOn), points.at(-1)]
  if (!from || !to) return { verdict: 'cannot-say', sentence: 'Nothing to compare yet.', note }
  const after = setWords(to, writing)
  if (from.on === to.on) return { verdict: 'cannot-say', sentence: `${name}: ${after}, once in this time.`, note }
  const since = sinceWords(from, clearedOn, writing.locale)
  return { verdict: 'cannot-say', sentence: `${name}: ${setWords(from, writing)} → ${after} ${since}.`, note }
}

/**
 * "Yes: 26 → 34 kg since clearance (+31 %)." Changes under half a percent are called about the same; a log without
 * tests gets its heaviest sets and no verdict.
 */
export function strengthAnswer(
  series: StrengthSeries,
  clearedOn: CalendarDay | null,
  writing: Writing,
): StrengthAnswer {
  if (series.measure !== 'one-rm') {
    return bestSetAnswer(series.points, bestNames[series.measure], clearedOn, writing)
  }
  if (series.points.length > 0) return oneRmAnswer(series, clearedOn, writing)
  const restricted = series.notEstimated.some(({ why }) => why === 'restricted')
  const note = restricted ? '1RM is never estimated from sets with restriction.' : null
  return { verdict: 'cannot-say', sentence: '1RM cannot be estimated: no test yet.', note }
}
