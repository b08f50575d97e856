/** All that is on record about one program, in one statement. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import type { ConsentRecord, HoldRecord, SessionRecord, VersionRecord } from '~/domain/program-record'
import { adverseJson } from './adverse-events.server'
import { decisionJson } from './decision-json.server'
import { contentOfJson, type VersionJson, versionJson } from './version-json.server'

export type ProgramRecord = {
  endReason: string | null
  versions: VersionRecord[]
  holds: HoldRecord[]
  consents: ConsentRecord[]
  /** The newest first, as many as the page shows. */
  sessions: SessionRecord[]
  sessionCount: number
}

type Row = Pick<ProgramRecord, 'endReason' | 'holds' | 'consents' | 'sessionCount'> & {
  versions: (Omit<VersionRecord, 'content'> & { content: VersionJson })[]
  sessions: SessionRow[]
  /** By the id of the session; of one without a set, none. */
  setCounts: Record<string, number>
  struck: [sessionId: string, reason: string, at: string, by: string, replacedById: string | null][]
  deviations: [sessionId: string, id: string, says: string, reason: string][]
  adverseEvents: { sessionId: string; event: SessionRecord['adverseEvents'][number] }[]
}

type SessionRow = [
  id: string,
  kind: SessionRecord['kind'],
  place: SessionRecord['place'],
  day: CalendarDay,
  at: string,
  loggedBy: string,
  painNrs: number | null,
  outsideReason: string | null,
  versionId: string,
]

const mostSessions = 20

// What belongs to the sessions shown is asked of all of them at once, and given to each here: a sub-query for each of twenty
// sessions, and an object of named values, is most of the time of the page. What is struck through likewise.
const text = `
with program as materialized (
  select p.clinic_id, p.id, p.client_id, p.end_reason from programs p where p.clinic_id = current_clinic() and p.id = $1::uuid
), struck as materialized (
  select k.subject, k.subject_id, k.reason, k.occurred_at, k.struck_by, k.replaced_by
  from program p join strikes k on k.clinic_id = p.clinic_id and k.client_id = p.client_id
), shown as materialized (
  select t.clinic_id, t.id, t.kind, t.place, t.day, t.occurred_at, t.logged_by, t.pain_nrs, t.outside_reason, t.version_id
  from program p join training_sessions t on t.clinic_id = p.clinic_id and t.program_id = p.id
  order by t.occurred_at desc, t.id desc limit ${mostSessions}
)
select p.end_reason as "endReason",
  coalesce((select json_agg(json_build_object('id', v.id, 'number', v.number, 'kind', v.kind, 'status', v.status,
      'authorName', m.name, 'submittedAt', v.submitted_at, 'contentHash', v.content_hash, 'extensionReason', v.extension_reason,
      'content', ${versionJson('v')},
      'decisions', coalesce((select json_agg(${decisionJson('d')} order by d.seq) from decisions d
         where d.clinic_id = v.clinic_id and d.version_id = v.id), '[]')) order by v.number)
    from versions v join members m on m.clinic_id = v.clinic_id and m.id = coalesce(v.submitted_by, v.author_id)
    where v.clinic_id = p.clinic_id and v.program_id = p.id), '[]') as "versions",
  coalesce((select json_agg(json_build_object('id', h.id, 'cause', h.cause, 'reason', h.reason, 'heldBy', m.name, 'at', h.occurred_at,
      'redFlag', case when r.id is not null then json_build_object('id', r.id, 'clientId', r.client_id, 'isAnswered', u.red_flag_id is null,
         'seen', (select json_build_object('by', km.name, 'at', k.occurred_at) from red_flag_acknowledgements k
           join members km on km.clinic_id = k.clinic_id and km.id = k.acknowledged_by
           where k.clinic_id = r.clinic_id and k.red_flag_id = r.id order by k.occurred_at limit 1)) end,
      'lift', case when l.hold_id is not null then json_build_object('by', lm.name, 'reason', l.reason, 'at', l.occurred_at, 'assessment',
         case when l.assessed_by is not null then json_build_object('by', l.assessed_by, 'on', l.assessed_on, 'result', l.assessment_result) end) end)
      order by h.lifted_at is not null, h.occurred_at desc)
    from holds h join members m on m.clinic_id = h.clinic_id and m.id = h.placed_by
    left join red_flags r on r.clinic_id = h.clinic_id and r.id = h.red_flag_id
    left join unanswered_red_flags u on u.clinic_id = r.clinic_id and u.red_flag_id = r.id
    left join (hold_lifts l join members lm on lm.clinic_id = l.clinic_id and lm.id = l.lifted_by)
      on l.clinic_id = h.clinic_id and l.hold_id = h.id
    where h.clinic_id = p.clinic_id and h.program_id = p.id), '[]') as "holds",
  coalesce((select json_agg(json_build_object('id', k.id, 'at', k.occurred_at, 'explainedBy', m.name, 'guardianName', k.guardian_name)
      order by k.occurred_at)
    from consents k join members m on m.clinic_id = k.clinic_id and m.id = k.explained_by
    where k.clinic_id = p.clinic_id and k.program_id = p.id), '[]') as "consents",
  coalesce((select json_agg(json_build_array(s.id, s.kind, s.place, s.day, s.occurred_at, m.name, s.pain_nrs, s.outside_reason, s.version_id)
      order by s.occurred_at desc, s.id desc)
    from shown s join members m on m.clinic_id = s.clinic_id and m.id = s.logged_by), '[]') as "sessions",
  coalesce((select json_object_agg(c.session_id, c.sets) from (select e.session_id, count(*) as sets from sets e
    where e.clinic_id = p.clinic_id and e.session_id = any (array(select s.id from shown s)) and not exists (select 1 from struck k
      where (k.subject = 'set' and k.subject_id = e.id) or (k.subject = 'import' and k.subject_id = e.import_id))
    group by e.session_id) c), '{}') as "setCounts",
  coalesce((select json_agg(json_build_array(k.subject_id, k.reason, k.occurred_at, b.name, k.replaced_by))
    from struck k join members b on b.clinic_id = p.clinic_id and b.id = k.struck_by
    where k.subject = 'session' and k.subject_id in (select s.id from shown s)), '[]') as "struck",
  coalesce((select json_agg(json_build_array(x.session_id, x.id, x.says, x.reason) order by x.id)
    from shown s, counted_deviations(s.id) x), '[]') as "deviations",
  coalesce((select json_agg(json_build_object('sessionId', e.session_id, 'event', ${adverseJson('e')}) order by e.occurred_at)
    from adverse_events e where e.clinic_id = p.clinic_id and e.session_id = any (array(select s.id from shown s))), '[]') as "adverseEvents",
  (select count(*) from training_sessions t where t.clinic_id = p.clinic_id and t.program_id = p.id
     and not exists (select 1 from struck k where k.subject = 'session' and k.subject_id = t.id)) as "sessionCount"
from program p`

export async function programRecord(query: Query, programId: string): Promise<ProgramRecord> {
  const [row] = await query<Row>({ name: 'program-record', text, values: [programId] })
  if (!row) throw new Error('A program that was found has its record.')
  const { endReason, holds, consents, sessionCount } = row
  const versions = row.versions.map(({ content, ...version }) => ({ ...version, content: contentOfJson(content) }))
  return { endReason, versions, holds, consents, sessions: sessionsOf(row), sessionCount }
}

function sessionsOf({ versions, sessions, setCounts, ...told }: Row): SessionRecord[] {
  const numbers = new Map(versions.map(({ id, number }) => [id, number]))
  const strikes = new Map(
    told.struck.map(([id, reason, at, by, replacedById]) => [id, { reason, at, by, replacedById }]),
  )
  return sessions.map(([id, kind, place, day, at, loggedBy, painNrs, outsideReason, versionId]) => {
    const versionNumber = numbers.get(versionId)
    if (versionNumber === undefined) throw new Error('A session is of a version of its program.')
    const own = ([sessionId]: [string, ...unknown[]]) => sessionId === id
    return {
      ...{ id, kind, place, day, at, loggedBy, painNrs, versionNumber, outsideReason },
      setCount: setCounts[id] ?? 0,
      struck: strikes.get(id) ?? null,
      deviations: told.deviations
        .filter(own)
        .map(([, ofDeviation, says, reason]) => ({ id: ofDeviation, says, reason })),
      adverseEvents: told.adverseEvents.filter(({ sessionId }) => sessionId === id).map(({ event }) => event),
    }
  })
}
