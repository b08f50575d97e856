/**
 * A file of somebody's history between its steps: read by who brought it alone, and forgotten a day after it was last
 * touched. What is chosen on the way stands in `choices`; once it has begun, they stay as they are.
 */
import { createHash } from 'node:crypto'
import { asJobs, readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import type { Refusal } from '~/domain/refusal'
import type { Acting } from './acting.server'
import { isId, newId } from './id.server'

export const historyKinds = ['strength-log', 'one-rm'] as const
export type HistoryKind = (typeof historyKinds)[number]

/** The most a file may hold: 8 MiB, and 100,000 rows. */
export const mostHistoryBytes = 8 * 1024 * 1024
export const mostHistoryRows = 100_000

export type HistoryFile = {
  id: string
  kind: HistoryKind
  clientId: string | null
  fileHash: string
  /** Whatever was chosen, to be parsed by who reads it. */
  choices: unknown
  rowCount: number
  done: number
  startedAt: Date | null
  stoppedAt: Date | null
  finishedAt: Date | null
  /** When something of it was last done. */
  keptAt: Date
}

type Kept = { kind: HistoryKind; clientId: string | null; content: Uint8Array; rowCount: number; choices: unknown }

/** Keeps what was read. The same file for the same client, brought again by the same member before it began, is the one here. */
export function keepHistoryFile(member: Acting, kept: Kept): Promise<string> {
  const fileHash = createHash('sha256').update(kept.content).digest('hex')
  return readClinic(member, async (query) => {
    const [known] = await query<{ id: string }>({
      name: 'history-file-known',
      text: `update history_files set choices = $4::jsonb where clinic_id = current_clinic() and member_id = current_member()
          and kind = $1 and client_id is not distinct from $2::uuid and file_hash = $3 and started_at is null returning id`,
      values: [kept.kind, kept.clientId, fileHash, JSON.stringify(kept.choices)],
    })
    if (known) return known.id
    const id = newId()
    await query({
      name: 'keep-history-file',
      text: `insert into history_files (clinic_id, id, member_id, kind, client_id, file_hash, content, row_count, choices)
        values (current_clinic(), $1::uuid, current_member(), $2, $3::uuid, $4, $5::bytea, $6, $7::jsonb)`,
      values: [
        id,
        kept.kind,
        kept.clientId,
        fileHash,
        Buffer.from(kept.content),
        kept.rowCount,
        JSON.stringify(kept.choices),
      ],
    })
    return id
  })
}

const columns = `id, kind, client_id as "clientId", file_hash as "fileHash", choices, row_count as "rowCount", done,
  started_at as "startedAt", stopped_at as "stoppedAt", finished_at as "finishedAt", kept_at as "keptAt"
  from history_files where clinic_id = current_clinic() and member_id = current_member()`

type Asked = { id: string | undefined; kind: HistoryKind; clientId: string | null }

/** Throws a 404 Response for one that is not the member's, is of another kind or client, or is forgotten. */
export async function getHistoryFile(query: Query, { id, kind, clientId }: Asked): Promise<HistoryFile> {
  const [file] = isId(id)
    ? await query<HistoryFile>({
        name: 'history-file',
        text: `select ${columns} and id = $1::uuid and kind = $2 and client_id is not distinct from $3::uuid`,
        values: [id, kind, clientId],
      })
    : []
  if (!file) throw new Response(null, { status: 404 })
  return file
}

export async function contentOfHistoryFile(query: Query, id: string): Promise<Uint8Array> {
  const [file] = await query<{ content: Buffer }>({
    name: 'history-file-content',
    text: `select content from history_files where clinic_id = current_clinic() and member_id = current_member() and id = $1::uuid`,
    values: [id],
  })
  if (!file) throw new Response(null, { status: 404 })
  return file.content
}

type Verdict = { ok: true } | { ok: false; why: Refusal }

/** As often as one likes until it begins. */
export async function chooseForHistoryFile(query: Query, file: HistoryFile, choices: unknown): Promise<Verdict> {
  if (file.startedAt) return { ok: false, why: 'list-begun' }
  await query({
    name: 'choose-for-history-file',
    text: 'update history_files set choices = $2::jsonb where clinic_id = current_clinic() and id = $1::uuid',
    values: [file.id, JSON.stringify(choices)],
  })
  return { ok: true }
}

/** Begins it, or goes on with it after a stop. */
export async function startHistoryFile(query: Query, file: HistoryFile, at: Date): Promise<Verdict> {
  if (file.finishedAt) return { ok: false, why: 'list-begun' }
  await query({
    name: 'start-history-file',
    text: `update history_files set stopped_at = null, started_at = coalesce(started_at, $2::timestamptz)
      where clinic_id = current_clinic() and id = $1::uuid`,
    values: [file.id, at],
  })
  return { ok: true }
}

/** After the batch that is being written. */
export async function stopHistoryFile(query: Query, file: HistoryFile, at: Date): Promise<void> {
  await query({
    name: 'stop-history-file',
    text: `update history_files set stopped_at = $2::timestamptz where clinic_id = current_clinic() and id = $1::uuid
      and started_at is not null and stopped_at is null and finished_at is null`,
    values: [file.id, at],
  })
}

/** How far it is, in the transaction of what was written; through, once `done` is all of it. */
export async function advanceHistoryFile(query: Query, id: string, done: number, at: Date): Promise<void> {
  await query({
    name: 'advance-history-file',
    text: `update history_files set done = $2, finished_at = case when $2 = row_count then $3::timestamptz end
      where clinic_id = current_clinic() and id = $1::uuid`,
    values: [id, done, at],
  })
}

const stallsAfterMs = 15_000

/** `stalled`: begun, neither stopped nor through, and nothing was written for a while; whoever looks may go on with it. */
export function stateOfHistoryFile(
  { finishedAt, stoppedAt, keptAt }: Pick<HistoryFile, 'finishedAt' | 'stoppedAt' | 'keptAt'>,
  at: Date,
): 'running' | 'stalled' | 'stopped' | 'through' {
  if (finishedAt) return 'through'
  if (stoppedAt) return 'stopped'
  return at.getTime() - keptAt.getTime() > stallsAfterMs ? 'stalled' : 'running'
}

/** What nobody touched for a day; the policy of the jobs shows it nothing else. */
export async function forgetHistoryFiles(): Promise<void> {
  await asJobs((query) => query({ name: 'forget-history-files', text: 'delete from history_files', values: [] }))
}
