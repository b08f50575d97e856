/** All that is on record about one program, in one statement. */
import type { Query } from '~/database/query.server'
import type { ConsentRecord, HoldRecord, SessionRecord, VersionRecord } from '~/domain/program-record'
import { adverseJson } from './adverse-events.server'
import { decisionJson } from './decision-json.server'
import { notStruck } from './progress-sql.server'
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

type Row = Omit<ProgramRecord, 'versions'> & {
  versions: (Omit<VersionRecord, 'content'> & { content: VersionJson })[]
}

const mostSessions = 20

// What is struck through of the client is looked up at once: asked for set by set it is most of the time of the page.
const text = `
with struck as materialized (
  select k.subject, k.subject_id from programs p join strikes k on k.clinic_id = p.clinic_id and k.client_id = p.client_id
  where p.clinic_id = current_clinic() and p.id = $1::uuid
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
      'redFlag', (select json_build_object('id', r.id, 'clientId', r.client_id, 'isAnswered', not exists (select 1 from unanswered_red_flags u
           where u.clinic_id = r.clinic_id and u.red_flag_id = r.id),
         'seen', (select json_build_object('by', km.name, 'at', k.occurred_at) from red_flag_acknowledgements k
           join members km on km.clinic_id = k.clinic_id and km.id = k.acknowledged_by
           where k.clinic_id = r.clinic_id and k.red_flag_id = r.id order by k.occurred_at limit 1))
         from red_flags r where r.clinic_id = h.clinic_id and r.id = h.red_flag_id),
      'lift', (select json_build_object('by', lm.name, 'reason', l.reason, 'at', l.occurred_at, 'assessment',
         case when l.assessed_by is not null then json_build_object('by', l.assessed_by, 'on', l.assessed_on, 'result', l.assessment_result) end)
        from hold_lifts l join members lm on lm.clinic_id = l.clinic_id and lm.id = l.lifted_by
        where l.clinic_id = h.clinic_id and l.hold_id = h.id)) order by h.lifted_at is not null, h.occurred_at desc)
    from holds h join members m on m.clinic_id = h.clinic_id and m.id = h.placed_by
    where h.clinic_id = p.clinic_id and h.program_id = p.id), '[]') as "holds",
  coalesce((select json_agg(json_build_object('id', k.id, 'at', k.occurred_at, 'explainedBy', m.name, 'guardianName', k.guardian_name)
      order by k.occurred_at)
    from consents k join members m on m.clinic_id = k.clinic_id and m.id = k.explained_by
    where k.clinic_id = p.clinic_id and k.program_id = p.id), '[]') as "consents",
  coalesce((select json_agg(json_build_object('id', s.id, 'kind', s.kind, 'place', s.place, 'day', s.day, 'at', s.occurred_at,
      'loggedBy', m.name, 'painNrs', s.pain_nrs, 'versionNumber', v.number, 'outsideReason', s.outside_reason,
      'struck', (select json_build_object('reason', k.reason, 'at', k.occurred_at, 'replacedById', k.replaced_by, 'by', b.name)
         from strikes k join members b on b.clinic_id = k.clinic_id and b.id = k.struck_by
         where k.clinic_id = s.clinic_id and k.subject = 'session' and k.subject_id = s.id),
      'setCount', (select count(*) from sets e where e.clinic_id = s.clinic_id and e.session_id = s.id
         and not exists (select 1 from struck k where (k.subject = 'set' and k.subject_id = e.id) or (k.subject = 'import' and k.subject_id = e.import_id))),
      'deviations', coalesce((select json_agg(json_build_object('id', x.id, 'says', x.says, 'reason', x.reason) order by x.id)
         from counted_deviations(s.id) x), '[]'),
      'adverseEvents', coalesce((select json_agg(${adverseJson('e')} order by e.occurred_at)
         from adverse_events e where e.clinic_id = s.clinic_id and e.session_id = s.id), '[]')) order by s.occurred_at desc, s.id desc)
    from (select * from training_sessions t where t.clinic_id = p.clinic_id and t.program_id = p.id
      order by t.occurred_at desc, t.id desc limit ${mostSessions}) s
    join versions v on v.clinic_id = s.clinic_id and v.id = s.version_id
    join members m on m.clinic_id = s.clinic_id and m.id = s.logged_by), '[]') as "sessions",
  (select count(*) from training_sessions t where t.clinic_id = p.clinic_id and t.program_id = p.id
     and ${notStruck('session', 't.id')}) as "sessionCount"
from programs p where p.clinic_id = current_clinic() and p.id = $1::uuid`

export async function programRecord(query: Query, programId: string): Promise<ProgramRecord> {
  const [row] = await query<Row>({ name: 'program-record', text, values: [programId] })
  if (!row) throw new Error('A program that was found has its record.')
  const { versions, ...record } = row
  return {
    ...record,
    versions: versions.map(({ content, ...version }) => ({ ...version, content: contentOfJson(content) })),
  }
}
