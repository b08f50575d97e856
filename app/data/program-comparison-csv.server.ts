/** The comparison of programs as CSV: first who took it, when and for what, then one row a program, in plain units. */
import type { Maximum, ProgramComparison } from '~/domain/program-comparison'
import { type CsvCell, csvHeader, csvLine } from './csv.server'

const columns = [
  ...['program', 'cleared_on', 'ended_on', 'days', 'sessions_done', 'sessions_planned', 'sessions_kept'],
  ...['exercise', 'side', 'first_kg', 'first_on', 'first_how', 'last_kg', 'last_on', 'last_how'],
  ...['change_percent', 'change_percent_a_week', 'why_not', 'pain_from', 'pain_to', 'holds', 'red_flags'],
]

function cellsOf(maximum: Maximum | null, formula: string): CsvCell[] {
  if (!maximum) return [null, null, null]
  return [maximum.loadG / 1000, maximum.on, maximum.isTested ? 'tested' : `estimated, ${formula}`]
}

const toTenth = (percent: number | null) => (percent === null ? null : Math.round(percent * 10) / 10)

export type ComparisonExport = { by: string; at: Date; recordNumber: string; auditHash: string }

export function programComparisonCsv(comparison: ProgramComparison, taken: ComparisonExport): string {
  const { exercise, side, formula } = comparison
  const rows = comparison.programs.map(({ name, clearedOn, endedOn, days, sessions, gain, pain, holds, redFlags }) => [
    ...[name, clearedOn, endedOn, days, sessions.done, sessions.planned, sessions.kept, exercise, side],
    ...[...cellsOf(gain.first, formula), ...cellsOf(gain.last, formula)],
    ...[toTenth(gain.change), toTenth(gain.changeAWeek), gain.why, pain.from, pain.to, holds, redFlags],
  ])
  const { by, at, recordNumber, auditHash } = taken
  const head = [
    `Exported by ${by}`,
    at.toISOString(),
    `why: comparison of programs of record ${recordNumber}`,
    `audit ${auditHash}`,
  ]
  return `${csvHeader(head)}${[columns, ...rows].map(csvLine).join('')}`
}
