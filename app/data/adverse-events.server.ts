/** Adverse events: what training brought that is no red flag. Recorded without a hold; some tell the clinician. */
import type { Query } from '~/database/query.server'
import { type AdverseEventKind, type AfterEffects, isForClinician, mayRecord } from '~/domain/adverse-events'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Acting } from './acting.server'
import { commandOnClient } from './client-door.server'
import type { Outcome } from './command.server'
import { newId } from './id.server'

export type AdverseEventAsked = AfterEffects & {
  clientId: string
  /** The session it came from or after, where there is one. */
  sessionId: string | null
  kind: AdverseEventKind
  note: string
}

/** Whom it tells, the database tells in the same transaction. */
export function recordAdverseEvent(
  member: Acting,
  { key, at, clientId, ...asked }: AdverseEventAsked & { key: string; at: Date },
): Promise<Outcome<{ eventId: string; isForClinician: boolean }>> {
  const action = 'adverse-event:record'
  return commandOnClient<{ eventId: string; isForClinician: boolean }>(
    member,
    { key, name: action, action, clientId, body: asked, at },
    async (tx) => {
      const may = mayRecord(asked.kind, asked)
      if (!may.ok) return may
      const { clinicId, memberId } = member
      if (asked.sessionId) {
        const where = { clinicId, id: asked.sessionId, clientId }
        if (!(await tx.trainingSession.findFirst({ where, select: { id: true } }))) {
          throw new Response(null, { status: 404 })
        }
      }
      const eventId = newId()
      await tx.adverseEvent.create({
        data: { ...asked, clinicId, id: eventId, clientId, recordedBy: memberId, occurredAt: at },
        select: { id: true },
      })
      return { ok: true, eventId, isForClinician: isForClinician(asked) }
    },
  )
}

function afterJson(e: string): string {
  return `case when ${e}.kind = 'after-effects' then json_build_object('hasSoreness', ${e}.has_soreness, 'hasSwelling', ${e}.has_swelling,
       'hasLessRange', ${e}.has_less_range, 'isGrowing', ${e}.is_growing) end`
}

/** An AdverseRecord in SQL; `e` is the row of adverse_events. */
export function adverseJson(e: string): string {
  return `json_build_object('id', ${e}.id, 'kind', ${e}.kind, 'note', ${e}.note, 'after', ${afterJson(e)})`
}

export type SessionOfEvent = { id: string; programName: string; day: CalendarDay; isRunning: boolean }

/** The sessions of a client that an adverse event may be of: the last few days', the newest first. */
export function sessionsForEvent(query: Query, clientId: string, at: Date): Promise<SessionOfEvent[]> {
  return query<SessionOfEvent>({
    name: 'sessions-for-event',
    text: `select s.id, p.name as "programName", s.day::text as "day",
        s.kind = 'started' and s.ended_at is null and s.occurred_at > $2::timestamptz - interval '3 hours' as "isRunning"
      from training_sessions s join programs p on p.clinic_id = s.clinic_id and p.id = s.program_id
      where s.clinic_id = current_clinic() and s.client_id = $1::uuid and s.day > clinic_day($2::timestamptz) - 14
        and not is_struck('session', s.id)
      order by s.day desc, s.occurred_at desc, s.id desc limit 12`,
    values: [clientId, at],
  })
}

/** What happened to a client in training, the newest first: red flags, and what was none. */
export type ClientIncident = {
  id: string
  at: string
  by: string
  /** Of a red flag its sign, of an adverse event its kind. */
  what: string
  isRedFlag: boolean
  note: string
  after: AfterEffects | null
  /** Of a red flag: somebody has seen it. */
  isAnswered: boolean
}

const mostShown = 8

export function listClientIncidents(query: Query, clientId: string): Promise<ClientIncident[]> {
  return query<ClientIncident>({
    name: 'client-incidents',
    text: `
select i.id, to_json(i.at) #>> '{}' as "at", m.name as "by", i.what, i.is_red_flag as "isRedFlag", i.note, i.after, i.is_answered as "isAnswered"
from (
  (select r.id, r.occurred_at as at, r.raised_by as by, r.sign as what, true as is_red_flag, coalesce(nullif(r.detail, ''),
     (select string_agg(x.says, '; ' order by x.occurred_at) from red_flag_details x where x.clinic_id = r.clinic_id and x.red_flag_id = r.id), '') as note,
     null::json as after,
     not exists (select 1 from unanswered_red_flags u where u.clinic_id = r.clinic_id and u.red_flag_id = r.id) as is_answered
   from red_flags r where r.clinic_id = current_clinic() and r.client_id = $1::uuid order by r.occurred_at desc, r.id desc limit ${mostShown})
  union all
  (select e.id, e.occurred_at, e.recorded_by, e.kind, false, e.note,
     ${afterJson('e')}, true
   from adverse_events e where e.clinic_id = current_clinic() and e.client_id = $1::uuid order by e.occurred_at desc, e.id desc limit ${mostShown})
) i join members m on m.clinic_id = current_clinic() and m.id = i.by
order by i.at desc, i.id desc limit ${mostShown}`,
    values: [clientId],
  })
}
