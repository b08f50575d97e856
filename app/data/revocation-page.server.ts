/** The page on which a clearance is taken back: what stands, what runs, and what ends with it, in one statement. */
import type { RevocationFacts } from '~/domain/revocation'
import { decisionJson } from './decision-json.server'
import type { Reader } from './head.server'
import { readProgramActWith } from './program-act.server'

const text = `
select
  (select ${decisionJson('d')} from decisions d where d.clinic_id = p.clinic_id and d.version_id = p.in_force_version_id
    and d.outcome in ('cleared', 'cleared-with-limits') order by d.seq desc limit 1) as "clearance",
  coalesce((select json_agg(json_build_object('id', s.id, 'loggedBy', m.name, 'at', s.occurred_at) order by s.occurred_at)
    from training_sessions s join members m on m.clinic_id = s.clinic_id and m.id = s.logged_by
    where s.clinic_id = p.clinic_id and s.program_id = p.id and s.kind = 'started' and s.ended_at is null
      and s.occurred_at between $2::timestamptz - interval '3 hours' and $2::timestamptz
      and not is_struck('session', s.id)), '[]') as "runningSessions",
  (select json_build_object('number', v.number, 'isSubmitted', v.status = 'submitted') from versions v
    where v.clinic_id = p.clinic_id and v.program_id = p.id and v.status in ('draft', 'submitted')
    order by v.number desc limit 1) as "openVersion",
  coalesce((select json_agg(v.number order by v.number) from versions v
    where v.clinic_id = p.clinic_id and v.program_id = p.id and v.status = 'superseded'), '[]') as "earlierCleared",
  coalesce((select json_agg(m.name order by m.name) from care_team t join members m on m.clinic_id = t.clinic_id and m.id = t.member_id
    where t.clinic_id = p.clinic_id and t.client_id = p.client_id and has_role(m.id, 'trainer')), '[]') as "trainers",
  (select ${decisionJson('d')} from decisions d join versions v on v.clinic_id = d.clinic_id and v.id = d.version_id
    where v.clinic_id = p.clinic_id and v.program_id = p.id and v.status = 'revoked' and d.outcome = 'revoked'
    order by d.seq desc limit 1) as "revoked"
from programs p where p.clinic_id = current_clinic() and p.id = $1::uuid`

type Asked = { programId: string | undefined; pathKind: string; at: Date }

export function readRevocation(member: Reader, asked: Asked) {
  return readProgramActWith(member, { ...asked, action: 'program:revoke' }, async (query, program) => {
    const [facts] = await query<RevocationFacts>({ name: 'revocation', text, values: [program.id, asked.at] })
    if (!facts) throw new Error('A program that was found has its facts.')
    return { facts }
  })
}
