/** What became of a strength log, as its page shows it, and the logs brought in before. */
import type { Query } from '~/database/query.server'
import type { LogFormat, RowRefusal, SkipReason } from '~/domain/strength-log-row'
import type { LoadUnit } from '~/domain/units'
import { isId } from './id.server'

export type ImportRow = {
  id: string
  format: LogFormat
  unit: LoadUnit | null
  total: number
  taken: number
  known: number
  skipped: number
  refused: number
  importedBy: string
  occurredAt: Date
}

/** The rows of one reason, with the lines of the first few. */
export type ReasonRows = {
  outcome: 'skipped' | 'refused'
  reason: SkipReason | RowRefusal
  rows: number
  lines: number[]
}

const columns = `i.id, i.kind as format, i.entered_unit as unit, i.rows_total as total, i.rows_taken as taken,
  i.rows_known as known, i.rows_skipped as skipped, i.rows_refused as refused, m.name as "importedBy",
  i.occurred_at as "occurredAt"`

const rows = `from imports i join members m on m.clinic_id = i.clinic_id and m.id = i.imported_by
  where i.clinic_id = current_clinic() and i.client_id = $1::uuid and i.kind in ('strong', 'hevy')`

/** Null for an id that is no import of this client. */
export async function findStrengthImport(
  query: Query,
  clientId: string,
  importId: string | null,
): Promise<(ImportRow & { reasons: ReasonRows[] }) | null> {
  if (!isId(importId)) return null
  const [found] = await query<ImportRow & { reasons: ReasonRows[] }>({
    name: 'strength-import',
    text: `select ${columns}, coalesce((select json_agg(r order by r.outcome, r.rows desc) from (
        select n.outcome, n.reason, count(*) as rows, (array_agg(n.line order by n.line))[1:5] as lines
        from jsonb_to_recordset(i.not_taken) as n (line integer, outcome text, reason text)
        group by n.outcome, n.reason) r), '[]') as reasons
      ${rows} and i.id = $2::uuid`,
    values: [clientId, importId],
  })
  return found ?? null
}

/** The newest ten, newest first. */
export function listStrengthImports(query: Query, clientId: string): Promise<ImportRow[]> {
  const text = `select ${columns} ${rows} order by i.id desc limit 10`
  return query<ImportRow>({ name: 'strength-imports', text, values: [clientId] })
}
