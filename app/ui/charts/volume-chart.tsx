/** Is the work being done: one bar a week. */
import { addDays, type CalendarDay } from '~/domain/calendar-day'
import { inUnit } from '~/domain/units'
import { type ClinicFormat, formatDay, formatNumber } from '../format'
import { Chart } from './chart'
import type { ChartTable } from './chart-card'
import { type Marks, makePlot, type Plot, ticksAround } from './plot'

/** Volume is load times repetitions, in grams; `weekOf` is the first day of the week. */
export type WeekVolume = { weekOf: CalendarDay; volumeG: number; sessions: number }

type VolumeProps = { weeks: readonly WeekVolume[]; format: ClinicFormat }

function volumeWords({ volumeG, sessions }: WeekVolume, format: ClinicFormat): string {
  const volume = `${formatNumber(inUnit(volumeG, format.units), format)} ${format.units}`
  return `${volume} in ${sessions} ${sessions === 1 ? 'session' : 'sessions'}`
}

function volumePlot({ weeks, format }: VolumeProps, marks: Marks | undefined): Plot {
  const points = weeks.map((week) => ({
    on: week.weekOf,
    value: inUnit(week.volumeG, format.units),
    look: 'filled' as const,
    says: volumeWords(week, format),
  }))
  const first = weeks[0]?.weekOf ?? '1970-01-01'
  // Half a week on each side, for the halves of the outer bars.
  const span = { from: addDays(first, -4), to: addDays(weeks.at(-1)?.weekOf ?? first, 4) }
  const ticks = ticksAround([0, ...points.map(({ value }) => value)], 3)
  return makePlot({ lines: [{ name: 'Volume', look: 'main', points }], unit: format.units, span, ticks, marks })
}

export function VolumeChart({ marks, ...given }: VolumeProps & { marks?: Marks }) {
  const name = 'Volume a week; the numbers stand in the table below.'
  return <Chart kind="bars" size="small" plot={volumePlot(given, marks)} name={name} locale={given.format.locale} />
}

export function volumeTable({ weeks, format }: VolumeProps): ChartTable {
  const rows = [...weeks].reverse().map((week) => [formatDay(week.weekOf, format), volumeWords(week, format)])
  return { head: ['Week of', 'Volume'], rows }
}
