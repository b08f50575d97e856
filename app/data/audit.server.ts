/** The heads of the audit's chains, and what is added to them by hand: exports, and what belongs to no clinic. */
import { type Actor, asJobs, inClinic, queryInstallation } from '~/database/door.server'
import type { Query } from '~/database/query.server'

export type AuditHead = { clinicId: string; seq: number; hash: string }

/** The newest event of the clinic, for the state of the chain on a page; null before the first. */
export async function findAuditHead(query: Query): Promise<(AuditHead & { recordedAt: Date }) | null> {
  const [head] = await query<AuditHead & { recordedAt: Date }>({
    name: 'audit-head',
    text: `select clinic_id as "clinicId", seq, encode(hash, 'hex') as hash, recorded_at as "recordedAt"
           from audit_events where clinic_id = current_clinic() order by seq desc limit 1`,
    values: [],
  })
  return head ?? null
}

/** The newest event of every chain, as the enforcer's role: for the witness. */
export function listAuditHeads(): Promise<AuditHead[]> {
  return asJobs((query) =>
    query<AuditHead>({
      name: 'audit-heads',
      text: `select clinic_id as "clinicId", seq, encode(hash, 'hex') as hash from audit_heads()`,
      values: [],
    }),
  )
}

/** Remembers an export before it leaves; what it answers goes onto the export. `what` in kebab-case, `detail` without names. */
export function rememberExport(actor: Actor, what: string, detail: object): Promise<AuditHead> {
  return inClinic(actor, async (tx) => {
    const [head] = await tx.$queryRaw<{ seq: bigint; hash: string }[]>`
      select seq, encode(hash, 'hex') as hash from remember_export(${what}, ${JSON.stringify(detail)})`
    if (!head) throw new Error('The export was not remembered.')
    return { clinicId: actor.clinicId, seq: Number(head.seq), hash: head.hash }
  })
}

/** Remembers what belongs to no clinic, such as a setup. `what` in kebab-case. */
export async function rememberInstallation(what: string, detail: object): Promise<void> {
  const text = 'select remember_installation($1, $2)'
  await queryInstallation({ name: 'remember-installation', text, values: [what, JSON.stringify(detail)] })
}
