/** One decision of the register with its proof. */
import type { Query } from '~/database/query.server'
import type { ClinicianRole } from '~/domain/member'
import type { RegisterOutcome } from '~/domain/register'
import type { ScreeningOutcome } from '~/domain/screening'

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

const columns = `d.id, d.seq, d.occurred_at as "at", d.outcome, d.signer_name as "signerName", d.signed_as as "signedAs",
  d.licence_number as "licenceNumber", concat_ws(' ', c.given_name, c.family_name) as "clientName", c.record_number as "recordNumber",
  p.name as "programName", v.number as "versionNumber", d.screening_outcome as "risk", d.content_hash as "contentHash",
  (select count(*) from finding_answers a where a.clinic_id = d.clinic_id and a.decision_id = d.id) as "justified"`

const joined = `from decisions d
join versions v on v.clinic_id = d.clinic_id and v.id = d.version_id
join programs p on p.clinic_id = d.clinic_id and p.id = d.program_id
join clients c on c.clinic_id = p.clinic_id and c.id = p.client_id
where d.clinic_id = current_clinic()`

export type Proof = RegisterRow & {
  licenceValidUntil: string
  meaning: string
  reason: string
  justification: string | null
  content: string
  timeZone: string
  limits: {
    maxLoadPercent: number | null
    maxPressurePercent: number | null
    maxSessionsPerWeek: number | null
    isSupervisedOnly: boolean
    reviewBy: string | null
  }
  findings: {
    ruleId: string
    severity: string
    value: string
    range: string
    why: string | null
    answer: string | null
    isCured: boolean
  }[]
  screening: { on: string; by: string; systolic: number; diastolic: number; reasons: { says: string }[] }
  sessions: { total: number; outside: number }
  isContentWhole: boolean
}

const proofText = `select ${columns}, d.licence_valid_until::text as "licenceValidUntil", d.meaning, d.reason, d.justification,
  v.content, d.time_zone as "timeZone",
  json_build_object('maxLoadPercent', d.max_load_percent, 'maxPressurePercent', d.max_pressure_percent,
    'maxSessionsPerWeek', d.max_sessions_per_week, 'isSupervisedOnly', d.is_supervised_only, 'reviewBy', d.review_by) as "limits",
  coalesce((select json_agg(json_build_object('ruleId', f.rule_id, 'severity', f.severity, 'value', f.value, 'range', f.range,
      'why', f.trainer_why, 'answer', a.answer, 'isCured', coalesce(a.is_cured_by_limit, false)) order by f.severity desc, f.rule_id)
    from findings f left join finding_answers a on a.clinic_id = f.clinic_id and a.finding_id = f.id and a.decision_id = d.id
    where f.clinic_id = d.clinic_id and f.version_id = d.version_id), '[]') as "findings",
  (select json_build_object('on', s.screened_on, 'by', m.name, 'systolic', s.systolic, 'diastolic', s.diastolic, 'reasons', s.reasons)
    from screenings s join members m on m.clinic_id = s.clinic_id and m.id = s.screened_by
    where s.clinic_id = d.clinic_id and s.id = d.screening_id) as "screening",
  (select json_build_object('total', count(*), 'outside', count(*) filter (where t.is_outside_clearance))
    from training_sessions t where t.clinic_id = d.clinic_id and t.version_id = d.version_id) as "sessions",
  v.content_hash = hash_of(v.content) and v.content_hash = d.content_hash and v.content = version_content(v) as "isContentWhole"
${joined} and d.id = $1::uuid`

/** One decision with everything it rests on; null when there is none of this id in the clinic. */
export async function findProof(query: Query, decisionId: string): Promise<Proof | null> {
  const [proof] = await query<Proof>({ name: 'register-proof', text: proofText, values: [decisionId] })
  return proof ?? null
}
