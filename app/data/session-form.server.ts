/** What the page that starts or reports a session shows: the program, what is in the way, and what may run. */
import type { Query } from '~/database/query.server'
import { seesAllClients } from '~/domain/access'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Limb } from '~/domain/limb'
import { isBfr, type Mode } from '~/domain/prescription'
import { type Blocker, blockers, type SessionFacts } from '~/domain/session'
import { mayStartOnceChecked, mayStartWith, type StartedWith } from '~/domain/session-lines'
import { whyOutsideClearance } from '~/domain/session-report'
import { type Acting, servesSql, visibleSql } from './acting.server'
import { sessionFacts } from './session-facts.server'

type Head = {
  id: string
  clientId: string
  isInCareTeam: boolean
  clientName: string
  programName: string
  runningSessionId: string | null
  lines: { id: string; exercise: string; mode: Mode; limb: Limb | null }[]
}

/** With all its lines, with its plain lines alone, or not now. */
export type Starts = 'whole' | 'plain' | null

/** `startsOnceChecked`: the same where the check before a session is all it waits for. */
export type SessionForm = Head & {
  today: CalendarDay | null
  starts: Starts
  startsOnceChecked: Starts
  blockers: Blocker[]
  hasBfr: boolean
  isOutsideClearanceNow: boolean
}

const text = `
select p.id, p.client_id as "clientId", c.given_name || ' ' || c.family_name as "clientName", p.name as "programName",
  ${servesSql('p.client_id')} as "isInCareTeam",
  (select s.id from training_sessions s where s.clinic_id = p.clinic_id and s.program_id = p.id and s.kind = 'started' and s.ended_at is null
     and s.occurred_at between $4::timestamptz - interval '3 hours' and $4::timestamptz and not is_struck('session', s.id)
   order by s.occurred_at desc limit 1) as "runningSessionId",
  coalesce((select json_agg(json_build_object('id', l.id, 'exercise', l.exercise, 'mode', l.mode, 'limb', l.limb) order by l.position)
     from prescriptions l where l.clinic_id = p.clinic_id and l.version_id = (select v.id from versions v where v.clinic_id = p.clinic_id
       and v.program_id = p.id order by (v.id = p.in_force_version_id) desc nulls last, v.number desc limit 1)), '[]') as "lines"
from programs p join clients c on c.clinic_id = p.clinic_id and c.id = p.client_id
where p.clinic_id = current_clinic() and p.id = $3::uuid and ${visibleSql('p.client_id')}`

export async function findSessionForm(
  query: Query,
  member: Acting,
  programId: string,
  at: Date,
): Promise<SessionForm | null> {
  const values = [member.memberId, seesAllClients(member), programId, at]
  const [head] = await query<Head>({ name: 'session-form', text, values })
  if (!head) return null
  const [found] = await sessionFacts(query, [programId], at)
  return {
    ...head,
    today: found?.facts.today ?? null,
    starts: found ? startsOf(found.facts) : null,
    startsOnceChecked: found ? startsOnceChecked(found.facts) : null,
    blockers: found ? blockers(found.facts) : [],
    hasBfr: head.lines.some(({ mode }) => isBfr(mode)),
    isOutsideClearanceNow: found ? whyOutsideClearance(found.facts).length > 0 : true,
  }
}

/** With which of its lines a program may start now. */
export function startsOf(facts: SessionFacts): Starts {
  return startsWith(mayStartWith(facts), facts)
}

/** The same once a blood pressure in range was taken. */
export function startsOnceChecked(facts: SessionFacts): Starts {
  return startsWith(mayStartOnceChecked(facts), facts)
}

function startsWith(may: StartedWith, { lines }: SessionFacts): Starts {
  if (!may.ok) return null
  return may.isBfr === lines.some(({ mode }) => isBfr(mode)) ? 'whole' : 'plain'
}
