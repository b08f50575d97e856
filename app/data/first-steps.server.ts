/** Where a new clinic stands with its first steps, by its own records. */
import type { Query } from '~/database/query.server'
import { isUnderWay, type NewClinic, stepsOf } from '~/domain/first-steps'

type Facts = Pick<NewClinic, 'hasClinician' | 'hasTrainer' | 'hasClients' | 'isSecondFactorDemanded'>

const holder = (role: string, further = '') => `exists (select 1 from member_roles r
  join members m on m.clinic_id = r.clinic_id and m.id = r.member_id
  where r.clinic_id = current_clinic() and r.role in (${role}) and m.deactivated_at is null${further})`

// A clinician is one who may sign: without a licence on record nobody clears anything.
const hasClinician = holder(
  `'physical-therapist', 'doctor'`,
  ' and m.licence_valid_until >= clinic_day(statement_timestamp())',
)
const hasTrainer = holder(`'trainer'`)
const hasClients = 'exists (select 1 from clients where clinic_id = current_clinic())'

/** Whether the clinic cannot run a first program yet, in SQL, as `isUnderWay` says it: for the frame of every page. */
export const isNewSql = `not (${hasClinician} and ${hasTrainer} and ${hasClients})`

const text = `select ${hasClinician} as "hasClinician", ${hasTrainer} as "hasTrainer", ${hasClients} as "hasClients",
  (select second_factor_demanded from clinics where id = current_clinic()) as "isSecondFactorDemanded"`

/** The page of the first steps. `hasMailServer` is the server's to say. */
export async function readFirstSteps(query: Query, member: { hasSecondFactor: boolean }, hasMailServer: boolean) {
  const [facts] = await query<Facts>({ name: 'first-steps', text, values: [] })
  if (!facts) throw new Error('PostgreSQL says where a clinic stands.')
  const steps = stepsOf({ ...facts, hasMailServer, hasSecondFactor: member.hasSecondFactor })
  return { steps, isUnderWay: isUnderWay(facts) }
}
