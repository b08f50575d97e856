/** The state of the clinic's chain, for its page: how far it goes, how far it was witnessed, how far it was verified. */
import type { Query } from '~/database/query.server'
import { findAuditHead } from './audit.server'
import { findOpenRun, listRuns, type Run } from './audit-verification.server'
import type { Witnessed } from './audit-witness-file.server'

export type ChainState = {
  head: { seq: number; hash: string; recordedAt: Date } | null
  /** Readings without a seal, counted to a thousand. */
  unsealed: number
  /** `isThere`: the chain still has at `seq` what the witness saw there. */
  witnessed: { seq: number; at: string; isThere: boolean } | null
  verified: Run | null
  /** A run somebody stopped before its end. */
  open: Run | null
}

/** `seen` is the newest line of the witness, read before the door was opened. */
export async function findChainState(query: Query, seen: Witnessed | null): Promise<ChainState> {
  const [counted] = await query<{ unsealed: number; isThere: boolean | null }>({
    name: 'audit-state',
    text: `select (select count(*) from (select 1 from access_events a where a.clinic_id = current_clinic()
          and a.sealed_by is null limit 1000) as unsealed) as unsealed,
        (select encode(e.hash, 'hex') = $2 from audit_events e where e.clinic_id = current_clinic() and e.seq = $1) as "isThere"`,
    values: [seen?.seq ?? 0, seen?.hash ?? ''],
  })
  const [verified = null] = await listRuns(query, 1)
  return {
    head: await findAuditHead(query),
    unsealed: counted?.unsealed ?? 0,
    witnessed: seen && { seq: seen.seq, at: seen.at, isThere: counted?.isThere === true },
    verified,
    open: await findOpenRun(query),
  }
}
