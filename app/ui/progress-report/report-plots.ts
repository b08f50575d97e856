/** The charts of a report, as plots: drawn by a page and by a sheet of paper from the same numbers. */
import { addDays } from '~/domain/calendar-day'
import type { StrengthPoint, StrengthSeries } from '~/domain/progress'
import type { AxisMark } from '~/domain/progress-marks'
import type { PainPoint } from '~/domain/progress-pain'
import type { WorkWeek } from '~/domain/progress-shown'
import type { ReportedExercise, ReportedStrength } from '~/domain/report-content'
import { symmetryLinePercent } from '~/domain/strength'
import { inUnit, type LoadUnit } from '~/domain/units'
import { type Marks, makePlot, type Plot, type PlotLevel, spanOf, ticksAround } from '../charts/plot'

/** What a shape of the chart means; the words name the shape too, for who sees the words alone. */
export type ReportKey = {
  mark:
    | 'main'
    | 'other'
    | 'filled'
    | 'hollow'
    | 'bar'
    | 'goal'
    | 'line'
    | 'band'
    | 'window'
    | 'cleared'
    | 'hold'
    | 'red-flag'
  words: string
}

/** `says` is what it shows, to whoever does not see it; `marks` is the key of its time axis. */
export type ReportChart = {
  title: string
  says: string
  kind: 'lines' | 'bars'
  plot: Plot
  key: ReportKey[]
  marks: ReportKey[]
}

const sideWords = { left: 'left', right: 'right', both: 'both sides' } as const

export function marksOfAxis(marks: readonly AxisMark[]): Marks {
  return {
    clearances: marks.flatMap((mark) => (mark.kind === 'clearance' ? [mark.on] : [])),
    redFlags: marks.flatMap((mark) => (mark.kind === 'red-flag' ? [mark.on] : [])),
    holds: marks.flatMap((mark) => (mark.kind === 'hold' ? [{ from: mark.from, to: mark.until }] : [])),
    windows: marks.flatMap((mark) => (mark.kind === 'window' ? [{ from: mark.from, to: mark.until }] : [])),
  }
}

function markKeys({ plot: { marks, span } }: { plot: Plot }): ReportKey[] {
  const isSeen = (from: string, to: string | null) => from <= span.to && (to === null || to >= span.from)
  return [
    ...(marks.windows.some(({ from, to }) => isSeen(from, to))
      ? [{ mark: 'window', words: 'shaded: rehab window' } as const]
      : []),
    ...(marks.clearances.some((on) => isSeen(on, on))
      ? [{ mark: 'cleared', words: 'upright line: cleared' } as const]
      : []),
    ...(marks.holds.some(({ from, to }) => isSeen(from, to))
      ? [{ mark: 'hold', words: 'hatched: on hold' } as const]
      : []),
    ...(marks.redFlags.some((on) => isSeen(on, on))
      ? [{ mark: 'red-flag', words: 'triangle: red flag' } as const]
      : []),
  ]
}

function withMarks(chart: Omit<ReportChart, 'marks'>): ReportChart {
  return { ...chart, marks: markKeys(chart) }
}

type Drawing = { marks: Marks; units: LoadUnit }

function shownValue({ loadG, reps }: StrengthPoint, { measure }: StrengthSeries, units: LoadUnit): number {
  return measure === 'most-reps' ? (reps ?? 0) : inUnit(loadG ?? 0, units)
}

/** Both sides in one chart where they were measured alike; each other series in one of its own. One point is no curve. */
export function strengthCharts({ strength, involved }: ReportedExercise, drawing: Drawing): ReportChart[] {
  const drawn = strength.filter(({ points }) => points.length > 0)
  const main = drawn.find(({ side }) => side === involved?.side) ?? drawn[0]
  if (!main) return []
  const other = drawn.find(({ side, measure }) => side !== 'both' && side !== main.side && measure === main.measure)
  const pair = main.side === 'both' || !other ? [main] : [main, other]
  const rest = drawn.filter((series) => !pair.includes(series))
  return [pair, ...rest.map((series) => [series])]
    .filter((lines) => lines.some(({ points }) => points.length > 1))
    .map((lines) => strengthChart(lines, drawing))
}

function strengthChart(series: ReportedStrength[], { marks, units }: Drawing): ReportChart {
  const lines = series.map((each, index) => ({
    name: sideWords[each.side],
    look: index === 0 ? ('main' as const) : ('other' as const),
    points: each.points.map((point) => ({
      on: point.on,
      value: shownValue(point, each, units),
      look: point.kind === 'estimated' ? ('hollow' as const) : ('filled' as const),
      says: '',
    })),
  }))
  const goalG = series[0]?.goalG ?? null
  const levels: PlotLevel[] = goalG === null ? [] : [{ look: 'goal', value: inUnit(goalG, units), words: 'goal' }]
  const kinds = new Set(series.flatMap(({ points }) => points.map(({ kind }) => kind)))
  const measure = series[0]?.measure ?? 'one-rm'
  const unit = measure === 'most-reps' ? 'reps' : units
  const plot = makePlot({
    lines,
    unit,
    levels,
    marks,
    span: spanOf(lines.flatMap(({ points }) => points.map(({ on }) => on))),
  })
  const title = { 'one-rm': '1RM', 'heaviest-set': 'Heaviest set of the day', 'most-reps': 'Longest set of the day' }[
    measure
  ]
  return withMarks({
    title: `${title}, ${unit}`,
    says: `${title} over time, ${lines.map(({ name }) => name).join(' and ')}; the first and last values stand in the text.`,
    kind: 'lines',
    plot,
    key: [
      ...lines.map(({ name, look }) => ({ mark: look, words: `${look === 'main' ? 'solid' : 'dashed'}: ${name}` })),
      ...(kinds.has('tested') ? [{ mark: 'filled' as const, words: 'filled: tested' }] : []),
      ...(kinds.has('estimated') ? [{ mark: 'hollow' as const, words: 'hollow: estimated' }] : []),
      ...(goalG === null ? [] : [{ mark: 'goal' as const, words: 'dotted: goal' }]),
    ],
  })
}

export function symmetryChart({ symmetry: { points } }: ReportedExercise, marks: Marks): ReportChart[] {
  if (points.length < 2) return []
  const line = (look: 'main' | 'other', name: string, value: (point: (typeof points)[number]) => number) => ({
    name,
    look,
    points: points.map((point) => ({
      on: point.on,
      value: Math.round(value(point) * 10) / 10,
      look: point.isTested ? ('filled' as const) : ('hollow' as const),
      says: '',
    })),
  })
  const ofOther = line('main', 'of the other side', ({ percent }) => percent)
  const ofBaseline = line('other', 'of its first baseline', ({ ofBaselinePercent }) => ofBaselinePercent)
  // Where the other side never changed both lines are one.
  const isOne = points.every(({ percent, ofBaselinePercent }) => percent === ofBaselinePercent)
  const lines = isOne ? [ofOther] : [ofOther, ofBaseline]
  const levels: PlotLevel[] = [{ look: 'line', value: symmetryLinePercent, words: `${symmetryLinePercent} %` }]
  const values = lines.flatMap((each) => each.points.map(({ value }) => value))
  const ticks = ticksAround([...values, symmetryLinePercent, 100])
  const plot = makePlot({ lines, unit: '%', levels, marks, ticks, span: spanOf(points.map(({ on }) => on)) })
  return [
    withMarks({
      title: 'Limb symmetry, %',
      says: `Limb symmetry over time against the ${symmetryLinePercent} % line; first and last stand in the text.`,
      kind: 'lines',
      plot,
      key: [
        { mark: 'main', words: `solid: of the other side${isOne ? ', and of its first baseline' : ''}` },
        ...(isOne ? [] : [{ mark: 'other' as const, words: 'dashed: of its first baseline' }]),
        ...(points.every(({ isTested }) => isTested)
          ? []
          : [{ mark: 'hollow' as const, words: 'hollow: estimated on one side or both' }]),
        { mark: 'line', words: `long dashes: the usual line, ${symmetryLinePercent} %` },
      ],
    }),
  ]
}

/** A change within the band does not matter yet: less than 1 from the first. */
export function painChart(points: readonly PainPoint[], marks: Marks, goal: number | null): ReportChart[] {
  const [first] = points
  if (!first || points.length < 2) return []
  const line = points.map(({ on, nrs }) => ({ on, value: nrs, look: 'filled' as const, says: '' }))
  const plot = makePlot({
    lines: [{ name: 'Pain', look: 'main', points: line }],
    unit: '',
    span: spanOf(points.map(({ on }) => on)),
    ticks: [0, 5, 10],
    marks,
    bands: [{ from: Math.max(0, first.nrs - 1), to: Math.min(10, first.nrs + 1), words: 'no change that matters' }],
    levels: goal === null ? [] : [{ look: 'goal', value: goal, words: 'goal' }],
  })
  return [
    withMarks({
      title: 'Pain, 0 to 10',
      says: 'Pain over time from 0 to 10; first and last stand in the text.',
      kind: 'lines',
      plot,
      key: [
        { mark: 'main', words: 'solid: the worst of each day or stretch' },
        { mark: 'band', words: 'dotted ground: no change that matters' },
        ...(goal === null ? [] : [{ mark: 'goal' as const, words: 'dotted: goal' }]),
      ],
    }),
  ]
}

export function volumeChart(weeks: readonly WorkWeek[], { marks, units }: Drawing): ReportChart[] {
  const [first, last] = [weeks[0], weeks.at(-1)]
  if (!first || !last) return []
  const points = weeks.map(({ weekOf, volumeG }) => ({
    on: weekOf,
    value: inUnit(volumeG, units),
    look: 'filled' as const,
    says: '',
  }))
  const plot = makePlot({
    lines: [{ name: 'Volume', look: 'main', points }],
    unit: units,
    // Half a week on each side, for the halves of the outer bars.
    span: { from: addDays(first.weekOf, -4), to: addDays(last.weekOf, 4) },
    ticks: ticksAround([0, ...points.map(({ value }) => value)], 3),
    marks,
  })
  const title = `Volume a week (load × repetitions), ${units}`
  return [
    withMarks({
      title,
      says: `${title}, as bars.`,
      kind: 'bars',
      plot,
      key: [{ mark: 'bar', words: 'bar: one week' }],
    }),
  ]
}
