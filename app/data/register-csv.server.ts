/** The register as a file: read by the thousand, a short transaction each, so that it is as large as it likes. */
import { type Actor, readClinic } from '~/database/door.server'
import type { Named } from '~/database/query.server'
import type { RegisterFilter } from '~/domain/register'
import { csvHeader, csvLine } from './csv.server'
import { type CsvKind, csvLineSql } from './csv-sql.server'
import type { RegisterExport } from './register-export.server'
import { joinedDecisions } from './register-list.server'
import {
  pageOfRegister,
  partOfRegister,
  planFor,
  type RegisterCursor,
  type RegisterPage,
} from './register-query.server'

const pageSize = 1_000
const pieceSize = 64 * 1024

/** What a column is called in the file, and where it comes from. */
export const registerColumns: [name: string, kind: CsvKind, sql: string][] = [
  ['number', 'bare', 'd.seq'],
  ['decision_id', 'plain', 'd.id'],
  ['signed_at', 'plain', `to_char(d.occurred_at at time zone d.time_zone, 'YYYY-MM-DD HH24:MI:SS')`],
  ['time_zone', 'text', 'd.time_zone'],
  ['signed_at_utc', 'plain', `to_char(d.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`],
  ['outcome', 'plain', 'd.outcome'],
  ['meaning', 'text', 'd.meaning'],
  ['signer', 'text', 'd.signer_name'],
  ['signed_as', 'plain', 'd.signed_as'],
  ['licence', 'text', 'd.licence_number'],
  ['licence_valid_until', 'plain', 'd.licence_valid_until::text'],
  ['content_hash', 'plain', 'd.content_hash'],
  ['record_number', 'text', 'c.record_number'],
  ['client_id', 'plain', 'c.id'],
  ['program_id', 'plain', 'p.id'],
  ['program', 'text', 'p.name'],
  ['version_id', 'plain', 'v.id'],
  ['version', 'bare', 'v.number'],
  ['screening_id', 'plain', 'd.screening_id'],
  ['screening_outcome', 'text', 'd.screening_outcome'],
  ['justification', 'text', 'd.justification'],
  ['reason', 'text', 'd.reason'],
  ['valid_until', 'plain', 'd.valid_until::text'],
  ['max_load_percent', 'bare', 'd.max_load_percent'],
  ['max_pressure_percent', 'bare', 'd.max_pressure_percent'],
  ['max_sessions_per_week', 'bare', 'd.max_sessions_per_week'],
  ['supervised_only', 'bare', 'd.is_supervised_only'],
  ['review_by', 'plain', 'd.review_by::text'],
  ['rules_overridden', 'bare', 'page.justified'],
  ['overridden', 'text', 'overridden.says'],
]

// Where none was overridden nobody looks for which.
export const overriddenRules = `cross join lateral (
  select string_agg(f.rule_id || case when a.is_cured_by_limit then ' (cured by a limit)' else '' end || ': ' || a.answer,
    E'\\n' order by f.rule_id, f.id) as says
  from finding_answers a join findings f on f.clinic_id = a.clinic_id and f.id = a.finding_id
  where page.justified > 0 and a.clinic_id = d.clinic_id and a.decision_id = d.id) overridden`

type Asked = { filter: RegisterFilter; lastSeq: number }
type Lines = { count: number; last: number | null; text: string | null }

const line = csvLineSql(registerColumns.map(([, kind, sql]) => [sql, kind]))

/** A page in the order of signing as lines in one text: how many, the number of the last, and the text. */
export function linesOfRegister(page: RegisterPage): Named {
  const { name, text, values } = pageOfRegister(page, pageSize)
  return {
    name: `${name}-csv`,
    text: `with page as materialized (${text}), lines as (
        select ${line} as line, page.key, page.seq from page ${joinedDecisions} ${overriddenRules})
      select count(*)::int as "count", (select page.seq from page order by page.key desc, page.seq desc limit 1) as "last",
        string_agg(line, '' order by key, seq) as "text" from lines`,
    values,
  }
}

/** The next thousand, nothing signed after the export among them. */
function readPage(actor: Actor, asked: Asked, cursor: RegisterCursor): Promise<Lines | undefined> {
  return readClinic(actor, async (query) => {
    const part = { ...(await partOfRegister(query, asked.filter)), lastSeq: asked.lastSeq }
    await query(planFor(asked.filter))
    const sort = { by: 'signed', direction: 'ascending' } as const
    const [lines] = await query<Lines>(linesOfRegister({ ...part, sort, cursor }))
    return lines
  })
}

/** A page is asked for as soon as the first piece of the one before it was taken, and is made while the others are. */
async function* pieces(actor: Actor, taken: Asked & { head: string[] }): AsyncGenerator<Buffer> {
  let coming = reading(actor, taken, null)
  yield Buffer.from(csvHeader(taken.head) + csvLine(registerColumns.map(([name]) => name)))
  let count = 0
  for (;;) {
    const page = await coming
    count += page?.count ?? 0
    const next = page?.last && page.count === pageSize ? page.last : null
    const bytes = Buffer.from(page?.text ?? '')
    for (let from = 0; from < bytes.length; from += pieceSize) {
      yield bytes.subarray(from, from + pieceSize)
      if (from === 0 && next) coming = reading(actor, taken, { seq: next, side: 'after' })
    }
    if (!next) break
  }
  // A file that was cut off has no such line.
  yield Buffer.from(csvLine([`End of the export: ${count} decisions`]))
}

function reading(actor: Actor, asked: Asked, cursor: RegisterCursor): Promise<Lines | undefined> {
  const page = readPage(actor, asked, cursor)
  // What breaks breaks the file off when it is awaited; nobody awaits it once nobody takes the file.
  page.catch(() => undefined)
  return page
}

/**
 * The file as bytes, read no faster than it is taken, and no further once it is destroyed. Its first line says who took
 * it, when, why, which part of the register, and where the audit chain stood; `says` is the filter in words.
 */
export function registerCsv(
  actor: Actor,
  found: RegisterExport,
  filter: RegisterFilter,
  says: string,
): AsyncGenerator<Buffer> {
  const { by, at, timeZone, reason, lastSeq, chainSeq, chainHash } = found
  const head = [
    `Exported by ${by}`,
    `${at} ${timeZone}`,
    `why: ${reason}`,
    `what: ${says}`,
    `audit chain at ${chainSeq}: ${chainHash}`,
  ]
  return pieces(actor, { filter, lastSeq, head })
}
