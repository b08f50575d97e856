/** A chart's numbers as CSV: first who took them, when and for what, then one row a point, in plain units. */
import type { Progress } from '~/domain/progress-shown'
import { type CsvCell, csvHeader, csvLine } from './csv.server'

export const charts = ['strength', 'symmetry', 'pain', 'girth', 'work'] as const
export type ChartName = (typeof charts)[number]

const inKg = (loadG: number | null) => (loadG === null ? null : loadG / 1000)

const tables: Record<ChartName, { columns: string[]; rows: (progress: Progress) => CsvCell[][] }> = {
  strength: {
    columns: ['day', 'exercise', 'side', 'kind', 'load_kg', 'repetitions'],
    rows: ({ strength }) =>
      strength.flatMap(({ exercise, side, points }) =>
        points.map(({ on, kind, loadG, reps }) => [on, exercise, side, kind, inKg(loadG), reps]),
      ),
  },
  symmetry: {
    columns: ['day', 'percent', 'percent_of_first_baseline', 'involved_kg', 'other_kg', 'other_measured_on', 'how'],
    rows: ({ symmetry }) =>
      symmetry.map((point) => [
        point.on,
        Math.round(point.percent * 10) / 10,
        Math.round(point.ofBaselinePercent * 10) / 10,
        inKg(point.involvedG),
        inKg(point.uninvolvedG),
        point.uninvolvedOn,
        point.isTested ? 'tested' : 'estimated',
      ]),
  },
  pain: {
    columns: ['day', 'nrs'],
    rows: ({ pain }) => pain.map(({ on, nrs }) => [on, nrs]),
  },
  girth: {
    columns: ['day', 'site', 'side', 'cm'],
    rows: ({ girth }) =>
      girth.flatMap(({ site, side, points }) => points.map(({ on, mm }) => [on, site, side, mm / 10])),
  },
  work: {
    columns: ['week_of', 'volume_kg', 'sessions'],
    rows: ({ weeks }) => weeks.map(({ weekOf, volumeG, sessions }) => [weekOf, volumeG / 1000, sessions]),
  },
}

export type Export = { by: string; at: Date; recordNumber: string; chart: ChartName; auditHash: string }

export function progressCsv(progress: Progress, { by, at, recordNumber, chart, auditHash }: Export): string {
  const { columns, rows } = tables[chart]
  const taken = [`Exported by ${by}`, at.toISOString(), `why: progress chart "${chart}" of record ${recordNumber}`]
  const lines = [columns, ...rows(progress)].map(csvLine)
  return `${csvHeader([...taken, `audit ${auditHash}`])}${lines.join('')}`
}
