/** What a strength log came to, as its page shows it, and the logs brought in before. */
import type { Query } from '~/database/query.server'
import type { LogFormat } from '~/domain/strength-log-row'
import type { ReasonRows } from '~/domain/strength-log-summary'
import type { LoadUnit } from '~/domain/units'
import { isId } from './id.server'

export type ImportRow = {
  id: string
  format: LogFormat
  unit: LoadUnit | null
  total: number
  /** Sets that came in; `awaited` were new when it began and did not come in under it. */
  added: number
  awaited: number
  known: number
  skipped: number
  refused: number
  importedById: string
  importedBy: string
  occurredAt: Date
  recordedAt: Date
  takenBack: { by: string; at: string } | null
}

// A log may stop before its last row, or another's may be faster: what came in, its sets say.
const columns = `i.id, i.kind as format, i.entered_unit as unit, i.rows_total as total, h.added,
  i.rows_taken - h.added as awaited, i.rows_known as known, i.rows_skipped as skipped, i.rows_refused as refused,
  i.imported_by as "importedById", m.name as "importedBy", i.occurred_at as "occurredAt", i.recorded_at as "recordedAt",
  (select json_build_object('by', b.name, 'at', k.occurred_at) from strikes k
    join members b on b.clinic_id = k.clinic_id and b.id = k.struck_by
    where k.clinic_id = i.clinic_id and k.subject = 'import' and k.subject_id = i.id) as "takenBack"`

const rows = `from imports i join members m on m.clinic_id = i.clinic_id and m.id = i.imported_by
  cross join lateral (select count(*)::integer as added from sets s where s.clinic_id = i.clinic_id and s.import_id = i.id) h
  where i.clinic_id = current_clinic() and i.client_id = $1::uuid and i.kind in ('strong', 'hevy')`

export type ImportPage = ImportRow & { reasons: ReasonRows[]; ownFileId: string | null }

/** Throws a 404 Response for an id that is no log of this client. `ownFileId`: its file, while it is not through. */
export async function getStrengthImport(
  query: Query,
  clientId: string,
  importId: string | undefined,
): Promise<ImportPage> {
  const [found] = isId(importId)
    ? await query<ImportPage>({
        name: 'strength-import',
        text: `select ${columns}, coalesce((select json_agg(r order by r.outcome desc, r.rows desc) from (
        select n.outcome, n.reason, count(*) as rows, (array_agg(n.line order by n.line))[1:5] as lines
        from jsonb_to_recordset(i.not_taken) as n (line integer, outcome text, reason text)
        group by n.outcome, n.reason) r), '[]') as reasons,
        (select f.id from history_files f where f.clinic_id = i.clinic_id and f.member_id = current_member()
          and f.finished_at is null and f.choices @> jsonb_build_object('importId', i.id::text) order by f.id desc limit 1) as "ownFileId"
      ${rows} and i.id = $2::uuid`,
        values: [clientId, importId],
      })
    : []
  if (!found) throw new Response(null, { status: 404 })
  return found
}

/** The newest ten, newest first. */
export function listStrengthImports(query: Query, clientId: string): Promise<ImportRow[]> {
  const text = `select ${columns} ${rows} order by i.id desc limit 10`
  return query<ImportRow>({ name: 'strength-imports', text, values: [clientId] })
}

/** Logs of this client that this member brought neither to their end nor back, newest first; forgotten after a day. */
export function listOpenLogs(query: Query, clientId: string): Promise<{ id: string; rows: number; keptAt: Date }[]> {
  return query({
    name: 'open-logs',
    text: `select id, row_count as "rows", kept_at as "keptAt" from history_files
      where clinic_id = current_clinic() and member_id = current_member() and kind = 'strength-log' and client_id = $1::uuid
        and finished_at is null and not is_struck('import', (choices->>'importId')::uuid) order by kept_at desc limit 10`,
    values: [clientId],
  })
}
