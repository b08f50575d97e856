/** What was measured beside strength, first beside last, and who measured all of it. */
import type { MeasuredBy, ReportFacts } from '~/domain/report-content'
import type { MeasuredSeries } from '~/domain/report-measured'
import type { SheetFact } from '../certificate-words'
import { formatDay, formatLoad, formatNumber } from '../format'
import type { ReportSection } from './report-parts'

type Format = ReportFacts['writing']
type Kind = MeasuredSeries['kind']

const space = '\u00a0'
const sideWords = { left: 'left', right: 'right', both: 'both sides' } as const

/** How many of its amounts make one of its unit, how exactly it is measured, and what the unit is called. */
const scales: Record<Kind, { per: number; digits: number; unit: string }> = {
  endurance: { per: 1, digits: 0, unit: 'repetitions' },
  'isometric-force': { per: 1000, digits: 1, unit: 'N' },
  girth: { per: 10, digits: 1, unit: 'cm' },
  'range-of-motion': { per: 1, digits: 0, unit: '°' },
  score: { per: 100, digits: 2, unit: 'points' },
}

/** Beyond these nobody reads on. */
const mostListed = 30

function amountWords(amount: number, kind: Kind, format: Format): string {
  const { per, digits, unit } = scales[kind]
  const number = new Intl.NumberFormat(format.locale, {
    minimumFractionDigits: kind === 'girth' ? 1 : 0,
    maximumFractionDigits: digits,
  }).format(amount / per)
  return `${number}${unit === '°' ? '' : space}${unit}`
}

function differenceWords(from: number, to: number, kind: Kind, format: Format): string {
  const words = amountWords(Math.abs(to - from), kind, format)
  return from === to ? 'no change' : `${to > from ? '+' : '−'}${words}`
}

export function measuredSection({ measured, writing }: ReportFacts): ReportSection[] {
  if (measured.length === 0) return []
  const shown = measured.slice(0, mostListed)
  const facts = shown.map((series) => ({ term: subjectWords(series, writing), value: seriesWords(series, writing) }))
  const more = measured.length - shown.length
  const notes = more > 0 ? [`And ${more} more, which stand in the client’s record.`] : []
  return [{ heading: 'What else was measured', answers: [], facts, notes, charts: [] }]
}

function subjectWords({ kind, subject, side, loadG, isPassive }: MeasuredSeries, format: Format): string {
  const where = side === 'both' && kind === 'score' ? '' : `, ${sideWords[side]}`
  if (kind === 'endurance') return `${subject}${where}, ${loadG ? `at ${formatLoad(loadG, format)}` : 'own weight'}`
  if (kind === 'range-of-motion') return `${subject}${where}, ${isPassive ? 'passive' : 'active'}`
  return `${subject}${where}`
}

function seriesWords({ kind, points, goal, scale }: MeasuredSeries, format: Format): string {
  const said = (point: MeasuredSeries['points'][number]) =>
    `${amountWords(point.amount, kind, format)} (${formatDay(point.on, format)})`
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return ''
  const course =
    first === last
      ? `${said(first)}, once in this time`
      : `${said(first)} → ${said(last)}, ${differenceWords(first.amount, last.amount, kind, format)}`
  const aim = goal === null ? '' : `; goal ${amountWords(goal, kind, format)}`
  return `${course}${aim}${scaleWords(scale, format)}`
}

function scaleWords(scale: MeasuredSeries['scale'], format: Format): string {
  if (!scale) return ''
  const end = (amount: number) => formatNumber(amount / scales.score.per, format, 2)
  return `; from ${end(scale.low)} to ${end(scale.high)}, ${scale.isHigherBetter ? 'higher' : 'lower'} is better`
}

const kindWords: Record<string, string> = {
  'one-rm': '1RM',
  'rep-max': 'sets to estimate a 1RM',
  endurance: 'repetitions',
  'isometric-force': 'force',
  girth: 'girth',
  'range-of-motion': 'range of motion',
  pain: 'pain, asked',
  score: 'score',
}

export function measuredByFacts({ measuredBy }: ReportFacts): ReportSection[] {
  if (measuredBy.length === 0) return []
  const people = [...new Set(measuredBy.map(({ by }) => by))]
  const facts: SheetFact[] = people.slice(0, mostListed).map((by) => ({
    term: by,
    value: listWords(measuredBy.filter((each) => each.by === by).map(takenWords)),
  }))
  return [{ heading: 'Who measured', answers: [], facts, notes: [], charts: [] }]
}

function listWords(all: string[]): string {
  const more = all.length - mostListed
  return [...all.slice(0, mostListed), ...(more > 0 ? [`and ${more} more`] : [])].join('; ')
}

function takenWords({ kind, subject, count, isImported, devices }: MeasuredBy): string {
  const what = [kindWords[kind] ?? kind, ...(subject ? [subject] : [])].join(', ')
  const withWhat = devices.length > 0 ? `, with ${devices.join(', ')}` : ''
  return `${what} (${count}${isImported ? ', brought in from a file' : ''}${withWhat})`
}
