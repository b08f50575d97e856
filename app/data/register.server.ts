/** The register: every decision ever signed in the clinic, the newest first, each with its proof. */
import type { Query } from '~/database/query.server'
import type { ClinicianRole } from '~/domain/member'
import type { ScreeningOutcome } from '~/domain/screening'

export const registerOutcomes = ['cleared', 'cleared-with-limits', 'changes-requested', 'declined', 'revoked'] as const
export type RegisterOutcome = (typeof registerOutcomes)[number]

export type RegisterRow = {
  id: string
  seq: number
  at: Date
  outcome: RegisterOutcome
  signerName: string
  signedAs: ClinicianRole
  licenceNumber: string
  clientName: string
  recordNumber: string
  programName: string
  versionNumber: number
  risk: ScreeningOutcome
  justified: number
  contentHash: string
}

export type RegisterFilter = {
  outcome: RegisterOutcome | null
  risk: ScreeningOutcome | null
  signerId: string | null
  /** A rule that was to justify and was justified. */
  ruleId: string | null
  before: number | null
}

const pageSize = 50

const columns = `d.id, d.seq, d.occurred_at as "at", d.outcome, d.signer_name as "signerName", d.signed_as as "signedAs",
  d.licence_number as "licenceNumber", concat_ws(' ', c.given_name, c.family_name) as "clientName", c.record_number as "recordNumber",
  p.name as "programName", v.number as "versionNumber", d.screening_outcome as "risk", d.content_hash as "contentHash",
  (select count(*) from finding_answers a where a.clinic_id = d.clinic_id and a.decision_id = d.id) as "justified"`

const joined = `from decisions d
join versions v on v.clinic_id = d.clinic_id and v.id = d.version_id
join programs p on p.clinic_id = d.clinic_id and p.id = d.program_id
join clients c on c.clinic_id = p.clinic_id and c.id = p.client_id
where d.clinic_id = current_clinic()`

const listText = `select ${columns} ${joined}
  and ($1::text is null or d.outcome = $1) and ($2::text is null or d.screening_outcome = $2)
  and ($3::uuid is null or d.decided_by = $3)
  and ($4::text is null or exists (select 1 from finding_answers a join findings f on f.clinic_id = a.clinic_id and f.id = a.finding_id
    where a.clinic_id = d.clinic_id and a.decision_id = d.id and f.rule_id = $4))
  and ($5::bigint is null or d.seq < $5)
order by d.seq desc limit ${pageSize + 1}`

/** A page of the register, and the number to go on before; null on the last one. */
export async function listRegister(
  query: Query,
  filter: RegisterFilter,
): Promise<{ rows: RegisterRow[]; next: number | null }> {
  const { outcome, risk, signerId, ruleId, before } = filter
  const values = [outcome, risk, signerId, ruleId, before]
  const found = await query<RegisterRow>({ name: 'register', text: listText, values })
  const rows = found.slice(0, pageSize).map((row) => ({ ...row, justified: Number(row.justified) }))
  return { rows, next: found.length > pageSize ? (rows.at(-1)?.seq ?? null) : null }
}

/** The clinicians who ever signed here, for the filter. */
export function listSigners(query: Query): Promise<{ id: string; name: string }[]> {
  return query({
    name: 'register-signers',
    text: `select m.id, m.name from members m where m.clinic_id = current_clinic()
      and exists (select 1 from decisions d where d.clinic_id = m.clinic_id and d.decided_by = m.id) order by m.name`,
    values: [],
  })
}
