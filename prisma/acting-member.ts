/** The member for whom a command of the terminal acts: found by their clinic's slug and their email. */
import pg from 'pg'
import type { Acting } from '~/data/acting.server'
import { type Action, can } from '~/domain/access'

const text = `
select c.id as "clinicId", m.id as "memberId", m.name, m.email,
  coalesce((select array_agg(r.role order by r.role) from member_roles r where r.clinic_id = m.clinic_id and r.member_id = m.id), '{}') as roles,
  case when m.licence_number is not null then json_build_object('number', m.licence_number, 'state', coalesce(m.licence_state, ''),
    'validUntil', m.licence_valid_until) end as licence,
  json_build_object('timeZone', c.time_zone, 'clearanceValidDays', c.clearance_valid_days,
    'screeningValidDays', c.screening_valid_days, 'lopValidDays', c.lop_valid_days, 'plateStepG', c.plate_step_g,
    'doctorForPrecautions', c.doctor_for_precautions) as clinic
from clinics c join members m on m.clinic_id = c.id
where c.slug = $1 and m.deactivated_at is null and ($2::text is null or m.email = lower($2))
order by m.email`

type Asked = {
  slug: string
  email: string | undefined
  action: Action
  ofSeveral?: 'ask' | 'first-trainer'
}

/**
 * Without an email the only member who may do this, if there is just one; of several the trainer who joined first,
 * where the command takes that as an answer. Throws an Error whose message is a sentence.
 * `backupUrl` is the address of clearway_backup, which reads across clinics.
 */
export async function findActing(
  backupUrl: string | undefined,
  { slug, email, action, ofSeveral = 'ask' }: Asked,
): Promise<Acting> {
  if (!backupUrl) throw new Error('Set CLEARWAY_BACKUP_URL: a clinic is looked up as clearway_backup.')
  const client = new pg.Client({ connectionString: backupUrl })
  await client.connect()
  try {
    const { rows } = await client.query<Acting & { email: string }>(text, [slug, email ?? null])
    const able = rows.filter((row) => can(row, action))
    const [member] = able
    if (!member) throw new Error(`In "${slug}" there is nobody${email ? ` called ${email}` : ''} who may do this.`)
    if (able.length > 1) {
      const trainers = able.filter(({ roles }) => roles.includes('trainer'))
      const first = trainers.sort((one, other) => one.memberId.localeCompare(other.memberId))[0]
      if (ofSeveral === 'first-trainer' && first) return first
      throw new Error(`Say for whom, with --as: ${able.map((row) => row.email).join(', ')}.`)
    }
    return member
  } finally {
    await client.end()
  }
}
