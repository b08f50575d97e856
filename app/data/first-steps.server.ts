/** Where a new clinic stands with its first steps, by its own records. */
import type { Query } from '~/database/query.server'
import { isUnderWay, type NewClinic, stepsOf } from '~/domain/first-steps'

type Facts = Pick<NewClinic, 'hasClinician' | 'hasTrainer' | 'hasClients' | 'isSecondFactorDemanded'>

// A clinician is one who may sign: without a licence on record nobody clears anything.
const text = `
with people as (
  select r.role, m.licence_valid_until from members m join member_roles r on r.clinic_id = m.clinic_id and r.member_id = m.id
  where m.clinic_id = current_clinic() and m.deactivated_at is null)
select
  exists (select 1 from people where role in ('physical-therapist', 'doctor') and licence_valid_until >= clinic_day(now())) as "hasClinician",
  exists (select 1 from people where role = 'trainer') as "hasTrainer",
  exists (select 1 from clients where clinic_id = current_clinic()) as "hasClients",
  (select second_factor_demanded from clinics where id = current_clinic()) as "isSecondFactorDemanded"`

async function factsOf(query: Query): Promise<Facts> {
  const [facts] = await query<Facts>({ name: 'first-steps', text, values: [] })
  if (!facts) throw new Error('PostgreSQL says where a clinic stands.')
  return facts
}

/** Whether the clinic cannot run a first program yet. */
export async function isNewClinic(query: Query): Promise<boolean> {
  return !isUnderWay(await factsOf(query))
}

/** The page of the first steps. `hasMailServer` is the server's to say. */
export async function readFirstSteps(query: Query, member: { hasSecondFactor: boolean }, hasMailServer: boolean) {
  const facts = await factsOf(query)
  const steps = stepsOf({ ...facts, hasMailServer, hasSecondFactor: member.hasSecondFactor })
  return { steps, isUnderWay: isUnderWay(facts) }
}
