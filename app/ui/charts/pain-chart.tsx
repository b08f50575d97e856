/** Is it hurting less: pain from 0 to 10, as the client told it. */
import type { CalendarDay } from '~/domain/calendar-day'
import { type ClinicFormat, formatDay } from '../format'
import { Chart } from './chart'
import type { ChartTable } from './chart-card'
import { type Marks, makePlot, spanOf } from './plot'

/** `when` tells readings of one day apart: "before", "after". */
export type PainReading = { on: CalendarDay; nrs: number; when?: string }

type PainProps = { readings: readonly PainReading[]; format: ClinicFormat }

const scale = [0, 5, 10]

/** The worst of each day is drawn: a chart of the best moments would flatter. */
function worstByDay(readings: readonly PainReading[]): PainReading[] {
  const worst = new Map<CalendarDay, PainReading>()
  for (const reading of readings) {
    if (reading.nrs >= (worst.get(reading.on)?.nrs ?? 0)) worst.set(reading.on, reading)
  }
  return [...worst.values()].sort((one, next) => one.on.localeCompare(next.on))
}

export function PainChart({ readings, format, marks }: PainProps & { marks?: Marks }) {
  const points = worstByDay(readings).map(({ on, nrs }) => ({
    on,
    value: nrs,
    look: 'filled' as const,
    says: `${nrs} of 10`,
  }))
  const span = spanOf(points.map(({ on }) => on))
  const plot = makePlot({ lines: [{ name: 'Pain', look: 'main', points }], unit: '', span, ticks: scale, marks })
  return (
    <Chart plot={plot} size="small" name="Pain over time, 0 to 10; the numbers stand below." locale={format.locale} />
  )
}

export function painTable({ readings, format }: PainProps): ChartTable {
  const rows = [...readings].reverse().map(({ on, nrs, when }) => [formatDay(on, format), `${nrs} of 10`, when ?? ''])
  return { head: ['Day', 'Pain', 'When'], rows }
}
