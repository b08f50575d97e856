/** A chart's numbers as CSV: first who took them, when and for what, then one row a point, in plain units. */
import { mostSingleTests } from '~/domain/progress'
import type { ChartName } from '~/domain/progress-charts'
import type { Bucket, Progress } from '~/domain/progress-shown'
import { shownPercent } from '~/domain/symmetry-words'
import { type CsvCell, csvHeader, csvLine } from './csv.server'

const inKg = (loadG: number | null) => (loadG === null ? null : loadG / 1000)

/** `subject` narrows a kind to one site, movement, questionnaire or load. */
type Table = { columns: string[]; rows: (progress: Progress, isAsked: (subject: string) => boolean) => CsvCell[][] }

const tables: Record<ChartName, Table> = {
  strength: {
    columns: ['day', 'exercise', 'side', 'kind', 'load_kg', 'repetitions'],
    rows: ({ strength }) =>
      strength.flatMap(({ exercise, side, points }) =>
        points.map(({ on, kind, loadG, reps }) => [on, exercise, side, kind, inKg(loadG), reps]),
      ),
  },
  symmetry: {
    columns: [
      'day',
      'percent',
      'percent_of_first_baseline',
      'involved_kg',
      'other_kg',
      'other_measured_on',
      'how',
      'involved_measured_on',
    ],
    rows: ({ symmetry }) =>
      symmetry.map((point) => [
        point.on,
        shownPercent(point.percent, 1),
        shownPercent(point.ofBaselinePercent, 1),
        inKg(point.involvedG),
        inKg(point.uninvolvedG),
        point.uninvolvedOn,
        point.isTested ? 'tested' : 'estimated',
        point.involvedOn ?? point.on,
      ]),
  },
  endurance: {
    columns: ['day', 'exercise', 'side', 'load_kg', 'repetitions'],
    rows: ({ endurance }, isAsked) =>
      endurance
        .filter(({ loadG }) => isAsked(String(loadG)))
        .flatMap(({ exercise, side, loadG, points }) =>
          points.map(({ on, reps }) => [on, exercise, side, inKg(loadG), reps]),
        ),
  },
  force: {
    columns: ['day', 'movement', 'side', 'newton'],
    rows: ({ force }, isAsked) =>
      force
        .filter(({ movement }) => isAsked(movement))
        .flatMap(({ movement, side, points }) => points.map(({ on, mN }) => [on, movement, side, mN / 1000])),
  },
  girth: {
    columns: ['day', 'site', 'side', 'cm'],
    rows: ({ girth }, isAsked) =>
      girth
        .filter(({ site }) => isAsked(site))
        .flatMap(({ site, side, points }) => points.map(({ on, mm }) => [on, site, side, mm / 10])),
  },
  motion: {
    columns: ['day', 'movement', 'side', 'how', 'degrees'],
    rows: ({ motion }, isAsked) =>
      motion
        .filter(({ movement }) => isAsked(movement))
        .flatMap(({ movement, side, isPassive, points }) =>
          points.map(({ on, degrees }) => [on, movement, side, isPassive ? 'passive' : 'active', degrees]),
        ),
  },
  scores: {
    columns: ['day', 'instrument', 'side', 'points', 'from', 'to', 'higher_is_better'],
    rows: ({ scores }, isAsked) =>
      scores
        .filter(({ instrument }) => isAsked(instrument))
        .flatMap(({ instrument, side, low, high, isHigherBetter, points }) =>
          points.map(({ on, hundredths }) => [
            on,
            instrument,
            side,
            hundredths / 100,
            low / 100,
            high / 100,
            isHigherBetter,
          ]),
        ),
  },
  pain: {
    columns: ['day', 'nrs'],
    rows: ({ pain }) => pain.map(({ on, nrs }) => [on, nrs]),
  },
  work: {
    columns: ['week_of', 'sessions', 'planned'],
    rows: ({ weeks }) => weeks.map(({ weekOf, sessions, planned }) => [weekOf, sessions, planned]),
  },
  volume: {
    columns: ['week_of', 'volume_kg'],
    rows: ({ weeks }) => weeks.map(({ weekOf, volumeG }) => [weekOf, inKg(volumeG)]),
  },
}

const measuredByItself: readonly ChartName[] = ['endurance', 'force', 'girth', 'motion', 'scores']

/** What sets and answers say is drawn together over long times; what is measured by itself only where it is much. */
function bucketCells(chart: ChartName, bucket: Bucket): string[] {
  if (bucket === 'day') return []
  const isMuch = `a line of more than ${mostSingleTests} days has one point a ${bucket}`
  if (measuredByItself.includes(chart)) return [isMuch]
  return chart === 'strength' || chart === 'pain' ? [`one point a ${bucket}`] : []
}

export type Export = {
  by: string
  at: Date
  recordNumber: string
  chart: ChartName
  /** Left out or null: all of the kind. */
  subject?: string | null
  auditHash: string
}

export function progressCsv(
  progress: Progress,
  { by, at, recordNumber, chart, subject = null, auditHash }: Export,
): string {
  const { columns, rows } = tables[chart]
  const taken = [`Exported by ${by}`, at.toISOString(), `why: progress chart "${chart}" of record ${recordNumber}`]
  const isAsked = (each: string) => subject === null || each === subject
  const lines = [columns, ...rows(progress, isAsked)].map(csvLine)
  return `${csvHeader([...taken, ...bucketCells(chart, progress.bucket), `audit ${auditHash}`])}${lines.join('')}`
}
