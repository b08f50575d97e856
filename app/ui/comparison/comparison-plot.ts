/** Programs as lines from their clearances on, and the same points as a table. */
import { addDays } from '~/domain/calendar-day'
import { type ComparedProgram, drawnOf } from '~/domain/program-comparison'
import type { ChartTable } from '../charts/chart-card'
import type { LegendItem } from '../charts/legend'
import { lineLooks } from '../charts/looks'
import { makePlot, type Plot } from '../charts/plot'
import { legendOf } from '../charts/plot-legend'
import { type ClinicFormat, formatDay } from '../format'
import { changeWords, labelsOf, maximumWords } from './comparison-words'

/** Day 0 of the axis: the clearance of each. */
const dayZero = '1970-01-01'

const steps = [5, 10, 20, 25, 50, 100, 200, 500, 1000]

/** Round percents around the changes and zero; a loss lies below it. */
export function changeTicks(changes: readonly number[]): number[] {
  const [least, most] = [Math.min(0, ...changes), Math.max(0, ...changes)]
  const step = steps.find((each) => (most - least) / each <= 5) ?? Math.ceil((most - least) / 5)
  const first = Math.floor(least / step)
  const last = Math.max(first + 1, Math.ceil(most / step))
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step)
}

const weekWords = (day: number) => `week ${Math.floor(day / 7)}${day % 7 > 0 ? `, day ${day % 7}` : ''}`

export function comparisonPlot(programs: readonly ComparedProgram[], format: ClinicFormat): Plot {
  const drawn = drawnOf(programs)
  const labels = labelsOf(programs, format)
  const points = drawn.flatMap(({ gain }) => gain.points)
  const lines = drawn.map(({ id, name, gain }, index) => ({
    name: labels.get(id) ?? name,
    look: lineLooks[index] ?? ('other' as const),
    points: gain.points.map((point) => ({
      on: addDays(dayZero, point.day),
      value: Math.round(point.percent * 10) / 10,
      look: point.isTested ? ('filled' as const) : ('hollow' as const),
      says: `${changeWords(point.percent, format, 1)}, ${maximumWords(point, format)}`,
    })),
  }))
  const span = { from: dayZero, to: addDays(dayZero, Math.max(7, ...points.map(({ day }) => day))) }
  const ticks = changeTicks(points.map(({ percent }) => percent))
  return makePlot({ lines, unit: '%', span, ticks, dayWords: 'weeks' })
}

/** Programs keep their names as they are written. */
export function comparisonLegend(plot: Plot): LegendItem[] {
  return legendOf(plot, 'lines', Object.fromEntries(plot.lines.map(({ name }) => [name, name])))
}

/** One row a point, program by program. */
export function comparisonTable(programs: readonly ComparedProgram[], format: ClinicFormat): ChartTable {
  const labels = labelsOf(programs, format)
  const rows = drawnOf(programs).flatMap(({ id, name, gain }) =>
    gain.points.map((point) => [
      labels.get(id) ?? name,
      weekWords(point.day),
      formatDay(point.on, format),
      maximumWords(point, format),
      changeWords(point.percent, format, 1),
    ]),
  )
  return { head: ['Program', 'Since clearance', 'Day', 'Maximum', 'Change'], rows }
}
