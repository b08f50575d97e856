/** One chart of a client's progress: what it asks and answers, what it draws, and the same numbers as rows of a table. */
import { addDays, type CalendarDay } from '~/domain/calendar-day'
import type { Goal, GoalKind } from '~/domain/goal'
import { goalDistance } from '~/domain/goal-distance'
import type { Side } from '~/domain/limb'
import { type Amounts, amountWords, type Reading } from '~/domain/measured-words'
import type { ChartName } from '~/domain/progress-charts'
import type { ChartTable } from './charts/chart-card'
import type { LegendItem } from './charts/legend'
import { gapWords, hasGap } from './charts/line-paths'
import {
  cutTo,
  type Marks,
  type Plot,
  type PlotKind,
  type PlotLevel,
  type PlotLine,
  placeOfDay,
  type Span,
  spanOf,
} from './charts/plot'
import { type ClinicFormat, formatDay } from './format'
import { sideNames } from './range-words'

/** What a goal is set for from a chart. */
export type Aim = { kind: GoalKind; subject: string; side: Side }

export type ProgressChart = {
  name: ChartName
  /** What the file of its numbers is asked for by; null where a kind has one chart. */
  subject: string | null
  question: string
  answer: string
  /** How the numbers were come by. */
  note: string | null
  /** What else is known: what could not be estimated, how far it is to a goal. */
  facts: readonly string[]
  aim: Aim | null
  /** Null: nothing to draw. */
  plot: Plot | null
  kind: 'lines' | 'bars'
  size: 'usual' | 'small'
  legend: readonly LegendItem[]
  table: ChartTable
  /** The short answer as a value against its line, before the course of it. */
  track?: { percent: number; firstPercent?: number }
}

/** What all charts of a page share. */
export type Setting = { marks: Marks; format: ClinicFormat }

/** The side in question first, left where nobody said which; then the other, and what was done with both. */
export function bySide<Row extends { side: Side }>(rows: readonly Row[], involved: Side | null): Row[] {
  const first = involved ?? 'left'
  const place = ({ side }: Row) => (side === first ? 0 : side === 'both' ? 2 : 1)
  return rows.toSorted((one, other) => place(one) - place(other))
}

/** As far from the points as a mark still belongs to them. */
const daysNear = 28

/**
 * The days of the points, and the marks beside them: the end of a window is seen before it has come. A window that was over
 * before the first point is none of theirs: time nobody asked for would take the room.
 */
export function axisSpan(days: readonly CalendarDay[], { windows, clearances, redFlags }: Marks): Span {
  const points = spanOf(days)
  const near = { from: addDays(points.from, -daysNear), to: addDays(points.to, daysNear) }
  const isNear = (day: CalendarDay) => day >= near.from && day <= near.to
  return spanOf([
    ...days,
    ...[...clearances, ...redFlags].filter(isNear),
    ...windows
      .filter(({ from, to }) => to >= points.from && from <= near.to)
      .flatMap(({ from, to }) => [from > near.from ? from : near.from, to]),
  ])
}

/** One row a point, newest first, in the words the chart says under the finger; with the line's name where it has three columns. */
export function tableOf(lines: readonly PlotLine[], head: readonly string[], format: ClinicFormat): ChartTable {
  const rows = lines.flatMap(({ name, points }) =>
    points.map(({ on, says }) => ({ on, cells: head.length > 2 ? [name, says] : [says] })),
  )
  rows.sort((one, next) => next.on.localeCompare(one.on))
  return { head, rows: rows.map(({ on, cells }) => [formatDay(on, format), ...cells]) }
}

/** The marks that lie on the axis, as the legend names them. */
export function markItems({ lines, marks, span, levels, bands }: Plot, kind: PlotKind = 'lines'): LegendItem[] {
  const isOn = ({ from, to }: { from: CalendarDay; to: CalendarDay | null }) => cutTo(span, from, to) !== null
  const isDayOn = (day: CalendarDay) => placeOfDay(day, span) !== null
  const items: (LegendItem | false)[] = [
    kind === 'lines' && hasGap(lines, span) && { mark: 'gap', words: gapWords(span) },
    levels.some(({ look }) => look === 'goal') && { mark: 'goal', words: 'goal' },
    ...levels.filter(({ look }) => look === 'line').map(({ words }): LegendItem => ({ mark: 'line', words })),
    ...bands.map(({ words }): LegendItem => ({ mark: 'band', words })),
    marks.windows.some(isOn) && { mark: 'window', words: 'rehab window' },
    marks.holds.some(isOn) && { mark: 'hold', words: 'hold' },
    marks.clearances.some(isDayOn) && { mark: 'cleared', words: 'cleared' },
    marks.redFlags.some(isDayOn) && { mark: 'red-flag', words: 'red flag' },
  ]
  return items.filter((item) => item !== false)
}

type Aimed = {
  goals: readonly Goal[]
  aim: Aim
  /** What was measured, by side, in the unit shown. */
  lines: readonly { side: Side; readings: readonly Reading[] }[]
  amounts: Amounts
  /** An amount of a goal in the unit shown. */
  inShown: (amount: number) => number
  isUp?: boolean
  locale: string
}

/** The goals of a chart: each a line across it, and a sentence. */
export function aimedAt({ goals, aim, lines, amounts, inShown, isUp, locale }: Aimed) {
  const ours = goals.filter(({ kind, subject }) => kind === aim.kind && subject === aim.subject)
  const isMany = new Set(lines.map(({ side }) => side)).size > 1
  return {
    levels: ours.map((goal): PlotLevel => {
      const whose = isMany && goal.side !== 'both' ? `${goal.side}: ` : ''
      const value = inShown(goal.amount)
      return { look: 'goal', value, words: `${whose}goal ${amountWords(value, amounts, locale)}` }
    }),
    sentences: ours.map((goal) => {
      const line = lines.find(({ side }) => side === goal.side) ?? (goal.side === 'both' ? lines[0] : undefined)
      const whose = isMany && goal.side !== 'both' ? sideNames[goal.side] : undefined
      const target = inShown(goal.amount)
      const startedAt = typeof goal.startedAt === 'number' ? inShown(goal.startedAt) : null
      const readings = line?.readings ?? []
      return goalDistance({ goal, target, startedAt, readings, amounts, locale, isUp, whose }).sentence
    }),
  }
}
