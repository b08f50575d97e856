/** One decision with everything it rests on, in one statement, and what happened after it, in another. */
import type { Query } from '~/database/query.server'
import type { Aftermath, LaterEvent, Proof } from '~/domain/proof'
import { decisionJson } from './decision-json.server'
import { notErasedSql } from './erased.server'
import { wholeAnswers } from './screening-facts.server'

const neighbour = (order: string, than: string, more = '') => `(
  select json_build_object('id', n.id, 'at', n.occurred_at, 'outcome', n.outcome, 'signerName', n.signer_name,
    'versionNumber', (select w.number from versions w where w.clinic_id = n.clinic_id and w.id = n.version_id))
  from decisions n where n.clinic_id = d.clinic_id and n.program_id = d.program_id and n.seq ${than} d.seq${more}
  order by n.seq ${order} limit 1)`

const text = `
select ${decisionJson('d')} as "decision", d.decided_by as "decidedBy", d.screening_outcome as "risk",
  json_build_object('id', c.id, 'givenName', c.given_name, 'familyName', c.family_name, 'birthDate', c.birth_date,
    'recordNumber', c.record_number) as "client",
  json_build_object('id', p.id, 'name', p.name, 'status', p.status, 'isStarted', p.started_at is not null,
    'openHolds', (select count(*) from holds h where h.clinic_id = p.clinic_id and h.program_id = p.id
      and h.lifted_at is null)) as "program",
  json_build_object('number', v.number, 'status', v.status, 'submittedAt', v.submitted_at, 'content', v.content,
    'submittedBy', (select m.name from members m where m.clinic_id = v.clinic_id and m.id = v.submitted_by)) as "version",
  v.content_hash = hash_of(v.content) and v.content_hash = d.content_hash and v.content = version_content(v) as "isContentWhole",
  (select json_build_object('on', s.screened_on, 'by', m.name, 'systolic', s.systolic, 'diastolic', s.diastolic,
      'reasons', s.reasons, 'answers', s.answers, 'note', s.note,
      'isErased', not ${notErasedSql('s.client_id')})
    from screenings s join members m on m.clinic_id = s.clinic_id and m.id = s.screened_by
    where s.clinic_id = d.clinic_id and s.id = d.screening_id) as "screening",
  ${neighbour('desc', '<')} as "before", ${neighbour('asc', '>')} as "after",
  ${neighbour('asc', '>', " and n.outcome in ('cleared', 'cleared-with-limits', 'revoked')")} as "endedBy",
  (select json_build_object('seq', e.seq, 'hash', encode(e.hash, 'hex')) from audit_events e
    where e.clinic_id = d.clinic_id and e.table_name = 'decisions' and e.row_id = d.id::text
    order by e.seq limit 1) as "link",
  (select json_build_object('total', count(*) filter (where not t.is_struck), 'first', min(t.day) filter (where not t.is_struck),
      'last', max(t.day) filter (where not t.is_struck), 'struck', count(*) filter (where t.is_struck),
      'outside', count(*) filter (where t.is_outside_clearance and not t.is_struck),
      'deviations', coalesce(sum((select count(*) from counted_deviations(t.id)))
        filter (where not t.is_struck), 0))
    from (select s.*, is_struck('session', s.id) as is_struck from training_sessions s
      where s.clinic_id = d.clinic_id and s.program_id = d.program_id and s.version_id = d.version_id) t) as "sessions",
  coalesce((select json_agg(json_build_object('id', f.id, 'auditId', f.audit_id, 'finding', f.finding, 'note', f.note,
      'by', m.name, 'at', f.occurred_at, 'isCorrected', exists (select 1 from clearance_audit_findings l
        where l.clinic_id = f.clinic_id and l.decision_id = f.decision_id and l.audit_id = f.audit_id and l.seq > f.seq))
      order by f.seq desc)
    from clearance_audit_findings f join members m on m.clinic_id = f.clinic_id and m.id = f.found_by
    where f.clinic_id = d.clinic_id and f.decision_id = d.id), '[]') as "audits",
  clinic_day($2::timestamptz)::text as "today"
from decisions d
join versions v on v.clinic_id = d.clinic_id and v.id = d.version_id
join programs p on p.clinic_id = d.clinic_id and p.id = d.program_id
join clients c on c.clinic_id = p.clinic_id and c.id = p.client_id
where d.clinic_id = current_clinic() and d.id = $1::uuid`

/** Null when the clinic has no decision of this id. */
export async function findProof(query: Query, decisionId: string, at: Date): Promise<Proof | null> {
  const [proof] = await query<Proof>({ name: 'proof', text, values: [decisionId, at] })
  if (!proof?.screening) return proof ?? null
  return { ...proof, screening: { ...proof.screening, answers: wholeAnswers(proof.screening.answers) } }
}

/** The decision that cleared this version of this program; null where none did. */
export async function findClearanceId(query: Query, programId: string, versionId: string): Promise<string | null> {
  const [found] = await query<{ id: string }>({
    name: 'clearance-of-version',
    text: `select d.id from decisions d where d.clinic_id = current_clinic() and d.program_id = $1::uuid
      and d.version_id = $2::uuid and d.outcome in ('cleared', 'cleared-with-limits') order by d.seq desc limit 1`,
    values: [programId, versionId],
  })
  return found?.id ?? null
}

const mostEvents = 50

// By the order of the clinic's decisions where there is one, else by time: a decision of the same instant is not after.
const eventsText = `
with asked as (
  select d.clinic_id, d.program_id, d.version_id, d.seq, d.occurred_at from decisions d
  where d.clinic_id = current_clinic() and d.id = $1::uuid
), events as (
  select s.occurred_at as at, s.logged_by as by, json_build_object('kind', 'outside-clearance', 'reason', s.outside_reason,
    'isStruck', is_struck('session', s.id)) as event
  from asked a join training_sessions s on s.clinic_id = a.clinic_id and s.program_id = a.program_id
    and s.version_id = a.version_id and s.is_outside_clearance
  union all
  select x.occurred_at, x.recorded_by, json_build_object('kind', 'deviation', 'says', x.says, 'reason', x.reason)
  from asked a join training_sessions s on s.clinic_id = a.clinic_id and s.program_id = a.program_id
    and s.version_id = a.version_id
    join deviations x on x.clinic_id = s.clinic_id and x.session_id = s.id
  union all
  select h.occurred_at, h.placed_by, case when r.id is null
    then json_build_object('kind', 'hold', 'cause', h.cause, 'reason', h.reason)
    else json_build_object('kind', 'red-flag', 'sign', r.sign, 'detail', r.detail) end
  from asked a join holds h on h.clinic_id = a.clinic_id and h.program_id = a.program_id and h.occurred_at >= a.occurred_at
    left join red_flags r on r.clinic_id = h.clinic_id and r.id = h.red_flag_id
  union all
  select l.occurred_at, l.lifted_by, json_build_object('kind', 'lift', 'reason', l.reason)
  from asked a join holds h on h.clinic_id = a.clinic_id and h.program_id = a.program_id
    join hold_lifts l on l.clinic_id = h.clinic_id and l.hold_id = h.id and l.occurred_at >= a.occurred_at
  union all
  select w.occurred_at, null, json_build_object('kind', 'window-flag', 'severity', w.severity, 'scope', w.scope)
  from asked a join window_flags w on w.clinic_id = a.clinic_id and w.program_id = a.program_id and w.occurred_at >= a.occurred_at
  union all
  select n.occurred_at, n.decided_by, json_build_object('kind', 'decision', 'id', n.id, 'outcome', n.outcome, 'versionNumber', v.number)
  from asked a join decisions n on n.clinic_id = a.clinic_id and n.program_id = a.program_id and n.seq > a.seq
    join versions v on v.clinic_id = n.clinic_id and v.id = n.version_id
  union all
  select p.started_at, null, json_build_object('kind', 'started')
  from asked a join programs p on p.clinic_id = a.clinic_id and p.id = a.program_id and p.started_at >= a.occurred_at
  union all
  select p.ended_at, null, json_build_object('kind', 'ended', 'status', p.status, 'reason', p.end_reason)
  from asked a join programs p on p.clinic_id = a.clinic_id and p.id = a.program_id and p.ended_at >= a.occurred_at
)
select e.event, to_json(e.at) as "at", m.name as "by", count(*) over () as "total"
from events e cross join asked a left join members m on m.clinic_id = a.clinic_id and m.id = e.by
order by e.at desc, e.event ->> 'kind' limit ${mostEvents}`

type EventRow = { event: LaterEvent; at: string; by: string | null; total: number }

/** What happened on the program after the decision, and with its version: the newest that fit, and how many more. */
export async function findAftermath(query: Query, decisionId: string): Promise<Aftermath> {
  const rows = await query<EventRow>({ name: 'proof-aftermath', text: eventsText, values: [decisionId] })
  const events = rows.map(({ event, at, by }) => ({ ...event, at, by }))
  return { events, more: (rows[0]?.total ?? 0) - rows.length }
}
