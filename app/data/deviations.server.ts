/** What went beyond cleared doses: what nobody has looked at yet, of the clinic and of a client, and the look itself. */
import type { Query } from '~/database/query.server'
import { canOnClient, seesAllClients } from '~/domain/access'
import { type Acting, servesSql, visibleSql } from './acting.server'
import { command, type Outcome } from './command.server'
import { isId, newId } from './id.server'
import { queryOf } from './rule-facts.server'

export type ToReview = {
  sessionId: string
  at: string
  clientName: string
  programName: string
  trainerName: string
  count: number
  /** The words of the first few of them, each once. */
  says: string[]
  isOwn: boolean
}

const shown = 10

/** For a statement that asks more, the newest first: `$1` is its member. */
export const toReviewSql = `
select r.session_id as "sessionId", to_json(s.occurred_at) as "at", c.given_name || ' ' || c.family_name as "clientName",
  p.name as "programName", m.name as "trainerName", r.deviation_count as "count", s.logged_by = $1::uuid as "isOwn",
  (select json_agg(distinct x.says) from counted_deviations(r.session_id) x) as "says",
  (select count(*) from sessions_to_review t where t.clinic_id = current_clinic()) as "total"
from sessions_to_review r
join training_sessions s on s.clinic_id = r.clinic_id and s.id = r.session_id
join clients c on c.clinic_id = r.clinic_id and c.id = r.client_id
join programs p on p.clinic_id = s.clinic_id and p.id = s.program_id
join members m on m.clinic_id = s.clinic_id and m.id = s.logged_by
where r.clinic_id = current_clinic()
order by r.newest_at desc, r.session_id desc limit ${shown}`

/** `total` counts those that are not shown as well. */
export type SessionsToReview = { sessions: ToReview[]; total: number }

export function toReviewOf(rows: readonly (ToReview & { total: number })[]): SessionsToReview {
  return { sessions: rows.map(({ total: _, ...session }) => session), total: rows[0]?.total ?? 0 }
}

export type ClientDeviations = {
  count: number
  toReview: number
  newest: { id: string; sessionId: string; at: string; says: string; reason: string }[]
}

/** Those that count: what was struck through is in the history of its session alone. */
export async function deviationsOfClient(query: Query, clientId: string): Promise<ClientDeviations> {
  const [found] = await query<{ found: ClientDeviations }>({
    name: 'client-deviations',
    text: `with counted as materialized (
        select x.* from training_sessions s, counted_deviations(s.id) x where s.clinic_id = current_clinic() and s.client_id = $1::uuid
          and exists (select 1 from deviations d where d.clinic_id = s.clinic_id and d.session_id = s.id))
      select json_build_object('count', (select count(*) from counted),
        'toReview', (select count(*) from sessions_to_review r where r.clinic_id = current_clinic() and r.client_id = $1::uuid),
        'newest', coalesce((select json_agg(json_build_object('id', n.id, 'sessionId', n.session_id, 'at', n.occurred_at, 'says', n.says,
           'reason', n.reason) order by n.occurred_at desc, n.id desc)
           from (select * from counted order by occurred_at desc, id desc limit 5) n), '[]')) as "found"`,
    values: [clientId],
  })
  if (!found) throw new Error('The deviations of a client are one row.')
  return found.found
}

export type SessionDeviations = {
  sessionId: string
  clientId: string
  clientName: string
  programId: string
  programName: string
  at: string
  trainerName: string
  isInCareTeam: boolean
  isOwn: boolean
  isToReview: boolean
  deviations: {
    id: string
    kind: string
    says: string
    logged: number | null
    cleared: number | null
    reason: string
    by: string
    at: string
    setNumber: number | null
    exercise: string | null
    counts: boolean
  }[]
  reviews: { id: string; by: string; at: string; note: string }[]
}

const ofSession = `
select json_build_object('sessionId', s.id, 'clientId', s.client_id, 'clientName', c.given_name || ' ' || c.family_name,
  'programId', s.program_id, 'programName', p.name, 'at', s.occurred_at, 'trainerName', m.name,
  'isInCareTeam', ${servesSql('s.client_id')},
  'isOwn', s.logged_by = $1::uuid or exists (select 1 from counted_deviations(s.id) x where x.recorded_by = $1::uuid),
  'isToReview', exists (select 1 from sessions_to_review r where r.clinic_id = s.clinic_id and r.session_id = s.id),
  'deviations', coalesce((select json_agg(json_build_object('id', x.id, 'kind', x.kind, 'says', x.says, 'logged', x.logged, 'cleared', x.cleared, 'reason', x.reason, 'by', b.name, 'at', x.occurred_at,
      'setNumber', e.set_number, 'exercise', e.exercise, 'counts', exists (select 1 from counted_deviations(s.id) k where k.id = x.id)) order by x.id)
    from deviations x join members b on b.clinic_id = x.clinic_id and b.id = x.recorded_by
    left join sets e on e.clinic_id = x.clinic_id and e.id = x.set_id
    where x.clinic_id = s.clinic_id and x.session_id = s.id), '[]'),
  'reviews', coalesce((select json_agg(json_build_object('id', v.id, 'by', b.name, 'at', v.occurred_at, 'note', v.note) order by v.recorded_at)
    from deviation_reviews v join members b on b.clinic_id = v.clinic_id and b.id = v.reviewed_by
    where v.clinic_id = s.clinic_id and v.session_id = s.id), '[]')) as "found"
from training_sessions s
join clients c on c.clinic_id = s.clinic_id and c.id = s.client_id
join programs p on p.clinic_id = s.clinic_id and p.id = s.program_id
join members m on m.clinic_id = s.clinic_id and m.id = s.logged_by
where s.clinic_id = current_clinic() and s.id = $3::uuid and ${visibleSql('s.client_id')}`

export async function findSessionDeviations(
  query: Query,
  member: Acting,
  sessionId: string,
): Promise<SessionDeviations | null> {
  const values = [member.memberId, seesAllClients(member), sessionId]
  const [row] = await query<{ found: SessionDeviations }>({ name: 'session-deviations', text: ofSession, values })
  return row?.found ?? null
}

/**
 * A clinician has looked at all that went beyond in this session; what comes after is to be looked at again. `seen`: how
 * many deviations their page showed, struck through or not.
 */
export function reviewDeviations(
  member: Acting,
  { key, at, ...asked }: { sessionId: string; note: string; seen: number; key: string; at: Date },
): Promise<Outcome<{ reviewId: string }>> {
  return command<{ reviewId: string }>(member, { key, name: 'deviation:review', body: asked }, async (tx) => {
    const { sessionId, note, seen } = asked
    const session = isId(sessionId) ? await findSessionDeviations(queryOf(tx), member, sessionId) : null
    if (!session || !canOnClient(member, 'deviation:review', session)) throw new Response(null, { status: 404 })
    if (!session.isToReview) return { ok: false, why: 'nothing-to-review' }
    if (session.isOwn) return { ok: false, why: 'own-deviation' }
    if (session.deviations.length !== seen) return { ok: false, why: 'more-to-review' }
    const reviewId = newId()
    await tx.deviationReview.create({
      data: { clinicId: member.clinicId, id: reviewId, sessionId, reviewedBy: member.memberId, note, occurredAt: at },
      select: { id: true },
    })
    return { ok: true, reviewId }
  })
}
