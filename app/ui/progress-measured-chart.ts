/** A chart of what was measured with a tape, a device, a goniometer or a questionnaire: a line for each side. */
import type { Side } from '~/domain/limb'
import { type Amounts, amountWords, measuredSentence, type Reading } from '~/domain/measured-words'
import type { ChartName } from '~/domain/progress-charts'
import type { DrawnProgress } from '~/domain/progress-shown'
import type { LegendItem } from './charts/legend'
import { makePlot, type PlotLine } from './charts/plot'
import {
  type Aim,
  aimedAt,
  axisSpan,
  bySide,
  markItems,
  type ProgressChart,
  type Setting,
  tableOf,
} from './progress-chart'
import { sideNames } from './range-words'

/** `kind` tells two lines of one side apart: active and passive. */
export type SideLine = { side: Side; kind: 'active' | 'passive' | null; readings: readonly Reading[] }

export type Measured = {
  name: ChartName
  subject: string
  question: string
  note: string | null
  aim: Omit<Aim, 'side'>
  /** False where the goal is not of this chart, though its kind and subject are. */
  isAimed?: boolean
  lines: readonly SideLine[]
  amounts: Amounts
  /** The unit at the axis, where there is little room. */
  axisUnit?: string
  inShown: (amount: number) => number
  isUp?: boolean
  /** The ends of the axis where the kind has its own. */
  ticks?: number[]
}

const lineName = ({ side, kind }: SideLine, isTwo: boolean) =>
  kind && isTwo ? `${sideNames[side]} ${kind}` : sideNames[side]

function legendOf(plotLines: readonly PlotLine[], isFirstInQuestion: boolean, isTwo: boolean): LegendItem[] {
  const names = [...new Map(plotLines.map(({ name, look }) => [name.replace(/ (active|passive)$/, ''), look]))]
  const sides = names.map(([name, look], index): LegendItem => {
    const isInvolved = isFirstInQuestion && index === 0 && names.length > 1
    return { mark: look, words: `${name.toLowerCase()}${isInvolved ? ' (involved)' : ''}` }
  })
  if (!isTwo) return sides.length > 1 ? sides : []
  return [...sides, { mark: 'filled', words: 'active' }, { mark: 'hollow', words: 'passive' }]
}

export function measuredChart(
  given: Measured,
  { involved, clearedOn, goals }: Pick<DrawnProgress, 'involved' | 'clearedOn' | 'goals'>,
  { marks, format }: Setting,
): ProgressChart {
  const { amounts, aim: aimedFor } = given
  const { locale } = format
  const rows = bySide(given.lines, involved?.side ?? null)
  const isTwo = new Set(rows.map(({ kind }) => kind)).size > 1
  const first = rows[0]?.side ?? 'both'
  const isFirstInQuestion = first === involved?.side
  const lines = rows.map((row): PlotLine => {
    const look = row.kind === 'passive' && isTwo ? ('hollow' as const) : ('filled' as const)
    const points = row.readings.map((each) => ({ ...each, look, says: amountWords(each.value, amounts, locale) }))
    return { name: lineName(row, isTwo), look: row.side === first ? 'main' : 'other', points }
  })
  const aim = { ...aimedFor, side: first }
  const { levels, sentences } = aimedAt({
    ...given,
    goals: given.isAimed === false ? [] : goals,
    aim,
    lines: rows,
    locale,
  })
  const points = lines.flatMap((line) => line.points)
  const span = axisSpan(
    points.map(({ on }) => on),
    marks,
  )
  const isSigned = points.some(({ value }) => value < 0)
  const unit = given.axisUnit ?? amounts.unit
  const plot = makePlot({ lines, unit, span, marks, levels, isSigned, ticks: given.ticks })
  const said = rows.map((row) => ({ name: lineName(row, isTwo), readings: row.readings }))
  return {
    name: given.name,
    subject: given.subject,
    question: given.question,
    answer: measuredSentence({ lines: said, isFirstInQuestion, clearedOn, amounts, locale }),
    note: given.note,
    facts: sentences,
    aim,
    plot,
    kind: 'lines',
    size: 'small',
    legend: [...legendOf(lines, isFirstInQuestion, isTwo), ...markItems(plot)],
    table: tableOf(lines, ['Day', isTwo ? 'Side and how' : 'Side', 'Measured'], format),
  }
}
