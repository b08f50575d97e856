/** The register as a file: read by the thousand, a short transaction each, so that it is as large as it likes. */
import { pipeline, Readable } from 'node:stream'
import { type Actor, readClinic } from '~/database/door.server'
import type { RegisterFilter } from '~/domain/register'
import { type CsvCell, csvStream } from './csv.server'
import type { RegisterExport } from './register-export.server'
import { joinedDecisions } from './register-list.server'
import { pageOfRegister, partOfRegister, planFor, type RegisterCursor } from './register-query.server'

const pageSize = 1_000

/** What a column is called in the file, and where it comes from. */
const columns: [name: string, sql: string][] = [
  ['number', 'd.seq'],
  ['decision_id', 'd.id'],
  ['signed_at', `to_char(d.occurred_at at time zone d.time_zone, 'YYYY-MM-DD HH24:MI:SS')`],
  ['time_zone', 'd.time_zone'],
  ['signed_at_utc', `to_char(d.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`],
  ['outcome', 'd.outcome'],
  ['meaning', 'd.meaning'],
  ['signer', 'd.signer_name'],
  ['signed_as', 'd.signed_as'],
  ['licence', 'd.licence_number'],
  ['licence_valid_until', 'd.licence_valid_until::text'],
  ['content_hash', 'd.content_hash'],
  ['record_number', 'c.record_number'],
  ['client_id', 'c.id'],
  ['program_id', 'p.id'],
  ['program', 'p.name'],
  ['version_id', 'v.id'],
  ['version', 'v.number'],
  ['screening_id', 'd.screening_id'],
  ['screening_outcome', 'd.screening_outcome'],
  ['justification', 'd.justification'],
  ['reason', 'd.reason'],
  ['valid_until', 'd.valid_until::text'],
  ['max_load_percent', 'd.max_load_percent'],
  ['max_pressure_percent', 'd.max_pressure_percent'],
  ['max_sessions_per_week', 'd.max_sessions_per_week'],
  ['supervised_only', 'd.is_supervised_only'],
  ['review_by', 'd.review_by::text'],
  ['rules_overridden', 'page.justified'],
  [
    'overridden',
    `(select string_agg(f.rule_id || case when a.is_cured_by_limit then ' (cured by a limit)' else '' end || ': ' || a.answer,
        E'\\n' order by f.rule_id, f.id)
      from finding_answers a join findings f on f.clinic_id = a.clinic_id and f.id = a.finding_id
      where a.clinic_id = d.clinic_id and a.decision_id = d.id)`,
  ],
]

type Row = Record<string, CsvCell> & { number: number }
type Asked = { filter: RegisterFilter; lastSeq: number }

const selected = columns.map(([name, sql]) => `${sql} as "${name}"`).join(', ')

/** The next thousand in the order of signing, nothing signed after the export among them. */
function readPage(actor: Actor, asked: Asked, cursor: RegisterCursor): Promise<Row[]> {
  return readClinic(actor, async (query) => {
    const part = { ...(await partOfRegister(query, asked.filter)), lastSeq: asked.lastSeq }
    await query(planFor(asked.filter))
    const page = pageOfRegister({ ...part, sort: { by: 'signed', direction: 'ascending' }, cursor }, pageSize)
    return query<Row>({
      name: `${page.name}-csv`,
      text: `with page as (${page.text}) select ${selected} from page ${joinedDecisions} order by ${page.order}`,
      values: page.values,
    })
  })
}

async function* lines(actor: Actor, taken: Asked & { head: string[] }): AsyncGenerator<CsvCell[]> {
  yield taken.head
  yield columns.map(([name]) => name)
  let count = 0
  let cursor: RegisterCursor = null
  for (;;) {
    const rows: Row[] = await readPage(actor, taken, cursor)
    for (const row of rows) yield columns.map(([name]) => row[name] ?? null)
    count += rows.length
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) break
    cursor = { seq: last.number, side: 'after' }
  }
  // A file that was cut off has no such line.
  yield [`End of the export: ${count} decisions`]
}

/**
 * The file as bytes, read no faster than it is taken, and no further once it is destroyed. Its first line says who took
 * it, when, why, which part of the register, and where the audit chain stood; `says` is the filter in words.
 */
export function registerCsv(actor: Actor, found: RegisterExport, filter: RegisterFilter, says: string): Readable {
  const { by, at, timeZone, reason, lastSeq, chainSeq, chainHash } = found
  const head = [
    `Exported by ${by}`,
    `${at} ${timeZone}`,
    `why: ${reason}`,
    `what: ${says}`,
    `audit chain at ${chainSeq}: ${chainHash}`,
  ]
  const csv = csvStream()
  // What breaks breaks the file off: whoever reads it gets the error.
  pipeline(Readable.from(lines(actor, { filter, lastSeq, head })), csv, () => undefined)
  return csv
}
