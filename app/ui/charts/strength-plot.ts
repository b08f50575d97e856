/** Strength series as lines of a chart and rows of its table. */
import type { StrengthKind, StrengthMeasure, StrengthPoint, StrengthSeries } from '~/domain/progress'
import { inUnit } from '~/domain/units'
import { type ClinicFormat, formatLoad } from '../format'
import type { PlotLine } from './plot'

export type StrengthLines = {
  /** The limb in question, or the only one. */
  main: StrengthSeries
  /** The other limb, drawn only where it was measured in the same way. */
  other?: StrengthSeries | null
}

const kindWords: Record<StrengthKind, string> = {
  tested: 'tested',
  estimated: 'estimated',
  'heaviest-set': 'heaviest set',
  'most-reps': 'most repetitions',
}

const sideWords = { left: 'Left', right: 'Right', both: 'Both sides' } as const

export function plotted(
  { loadG, reps }: StrengthPoint,
  measure: StrengthMeasure,
  { units }: Pick<ClinicFormat, 'units'>,
): number {
  return measure === 'most-reps' ? (reps ?? 0) : inUnit(loadG ?? 0, units)
}

/** "26 kg, tested", "40 kg × 8", "12 repetitions". */
function pointWords({ kind, loadG, reps }: StrengthPoint, format: ClinicFormat): string {
  if (loadG === null) return `${reps} repetitions`
  const load = formatLoad(loadG, format)
  return kind === 'heaviest-set' ? `${load} × ${reps}` : `${load}, ${kindWords[kind]}`
}

function lineOf(series: StrengthSeries, look: PlotLine['look'], format: ClinicFormat): PlotLine {
  const points = series.points.map((point) => ({
    on: point.on,
    value: plotted(point, series.measure, format),
    look: point.kind === 'estimated' ? ('hollow' as const) : ('filled' as const),
    says: pointWords(point, format),
  }))
  return { name: sideWords[series.side], look, points }
}

/** The other limb joins only where both were measured alike. */
function drawnSeries({ main, other }: StrengthLines): StrengthSeries[] {
  return other && other.measure === main.measure && other.points.length > 0 ? [main, other] : [main]
}

export function strengthLines(series: StrengthLines, format: ClinicFormat): PlotLine[] {
  return drawnSeries(series).map((each, index) => lineOf(each, index === 0 ? 'main' : 'other', format))
}
