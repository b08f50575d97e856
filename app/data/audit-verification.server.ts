/** Verifying the clinic's chain from its page: a slice a request, each written down, until the chain is walked. */
import type { Actor } from '~/database/door.server'
import { readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import { beforeTheFirst } from './audit-link.server'
import { type Slice, verifySlice } from './audit-slice.server'
import { newestWitnessed, type Witnessed, witnessPath } from './audit-witness-file.server'
import { command, type Outcome } from './command.server'
import { newId } from './id.server'

/** How far a run came: from the first event to `toSeq`, of `untilSeq`. `broken` names the first link that did not hold. */
export type Run = {
  id: string
  byName: string
  toSeq: number
  untilSeq: number
  broken: { seq: number; what: string } | null
  at: Date
  isOver: boolean
}

const columns = `v.run_id as "id", m.name as "byName", v.to_seq as "toSeq", v.until_seq as "untilSeq",
  case when v.broken_seq is not null then json_build_object('seq', v.broken_seq, 'what', v.broken_what) end as "broken",
  v.occurred_at as "at", v.to_seq = v.until_seq or v.broken_seq is not null as "isOver", v.head_hash as "headHash"`
const selectRuns = `select ${columns} from audit_verifications v
  join members m on m.clinic_id = v.clinic_id and m.id = v.verified_by where v.clinic_id = current_clinic()`

type StoredRun = Run & { headHash: string }

/** As far as a run came; null when there is none of this id in the clinic. */
export async function findRun(query: Query, runId: string): Promise<Run | null> {
  return (await lastSlice(query, runId)) ?? null
}

async function lastSlice(query: Query, runId: string): Promise<StoredRun | undefined> {
  const text = `${selectRuns} and v.run_id = $1 order by v.from_seq desc limit 1`
  const [slice] = await query<StoredRun>({ name: 'audit-run', text, values: [runId] })
  return slice
}

/** The newest runs that came to an end, whole or broken. */
export function listRuns(query: Query, count: number): Promise<Run[]> {
  const text = `${selectRuns} and (v.to_seq = v.until_seq or v.broken_seq is not null) order by v.id desc limit $1`
  return query<Run>({ name: 'audit-runs', text, values: [count] })
}

/** The newest slice of all, when its run is not over: somebody stopped there. */
export async function findOpenRun(query: Query): Promise<Run | null> {
  const [run] = await query<Run>({
    name: 'audit-open-run',
    text: `${selectRuns} order by v.id desc limit 1`,
    values: [],
  })
  return run && !run.isOver ? run : null
}

type Asked = { key: string; runId: string | null; at: Date; signal: AbortSignal; maxEvents?: number }

/**
 * Verifies the next slice of a run, or the first of a new one, and writes it down. It is read without the clinic's
 * lock, so that nobody waits for it. Null when there is no such run; a slice that somebody else did meanwhile is theirs.
 */
export async function verifyOn(
  member: Actor,
  { key, runId, at, signal, maxEvents = 20_000 }: Asked,
): Promise<Outcome<{ runId: string; isOver: boolean }> | null> {
  // Before the chain is read, so that the head it names is there.
  const witnessed = await newestWitnessed(witnessPath(), member.clinicId)
  const read = await readClinic(member, async (query) => {
    const earlier = runId ? await lastSlice(query, runId) : undefined
    if (runId && !earlier) return null
    const untilSeq = earlier?.untilSeq ?? (await endOf(query, witnessed))
    const from = earlier ? { seq: earlier.toSeq, hash: Buffer.from(earlier.headHash, 'hex') } : beforeTheFirst
    if (earlier?.isOver) return { from, untilSeq, slice: null }
    const slice = await verifySlice(query, { clinicId: member.clinicId, from, untilSeq, witnessed, maxEvents, signal })
    return { from, untilSeq, slice }
  })
  if (!read) return null
  const { from, untilSeq, slice } = read
  if (!slice) return { ok: true, runId: runId ?? '', isOver: true }
  return command(member, { key, name: 'verify-audit', body: { runId } }, async (tx) => {
    const run = runId ?? newId()
    const isOver = slice.fault !== null || slice.head.seq === untilSeq
    const fromSeq = BigInt(from.seq + 1)
    const taken = await tx.auditVerification.findFirst({
      where: { clinicId: member.clinicId, runId: run, fromSeq },
      select: { id: true },
    })
    if (!taken) await tx.auditVerification.create({ data: rowOf(member, { run, fromSeq, untilSeq, slice, at }) })
    return { ok: true, runId: run, isOver }
  })
}

type Written = { run: string; fromSeq: bigint; untilSeq: number; slice: Slice; at: Date }

function rowOf({ clinicId, memberId }: Actor, { run, fromSeq, untilSeq, slice, at }: Written) {
  return {
    clinicId,
    id: newId(),
    runId: run,
    verifiedBy: memberId,
    fromSeq,
    toSeq: BigInt(slice.head.seq),
    untilSeq: BigInt(untilSeq),
    headHash: slice.head.hash.toString('hex'),
    brokenSeq: slice.fault && BigInt(slice.fault.seq),
    brokenWhat: slice.fault?.what ?? null,
    occurredAt: at,
  }
}

// To the newest event there is, or there ought to be.
async function endOf(query: Query, witnessed: Witnessed | null): Promise<number> {
  const text = 'select coalesce(max(seq), 0) as seq from audit_events where clinic_id = current_clinic()'
  const [head] = await query<{ seq: number }>({ name: 'audit-end', text, values: [] })
  return Math.max(head?.seq ?? 0, witnessed?.seq ?? 0, 1)
}
