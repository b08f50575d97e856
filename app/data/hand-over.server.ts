/** Handing over all clients of somebody who leaves: what it comes to before, and the command, a batch a transaction. */
import { v5 } from 'uuid'
import type { Tx } from '~/database/client.server'
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import { type HandOverWay, handOverBatch, mayHandOver, mayTakeOver, shareOut } from '~/domain/hand-over'
import type { Role } from '~/domain/member'
import type { Acting } from './acting.server'
import { listTeammates } from './clinicians.server'
import { command, type Outcome } from './command.server'
import { newId } from './id.server'
import { queryOf } from './rule-facts.server'

/** What is theirs when they leave. */
export type Leaving = {
  memberId: string
  name: string
  roles: Role[]
  isActive: boolean
  clients: number
  /** Of them, with no other active trainer. */
  withoutAnother: number
  /** A session they started runs now. */
  isInSession: boolean
  /** Submissions they raised that wait for a decision. */
  submissions: number
  /** Open programs that name them as who supervises. */
  supervised: number
  /** Absences, running or to come, in which they stand in. */
  standsIn: { name: string; from: CalendarDay; until: CalendarDay }[]
}

const leavingText = `select m.id as "memberId", m.name, m.deactivated_at is null as "isActive",
  (select coalesce(json_agg(r.role order by r.role), '[]') from member_roles r where r.clinic_id = m.clinic_id and r.member_id = m.id) as "roles",
  (select count(*)::int from care_team t where t.clinic_id = m.clinic_id and t.member_id = m.id) as "clients",
  (select count(*)::int from care_team t where t.clinic_id = m.clinic_id and t.member_id = m.id and not exists (
     select 1 from care_team o join members x on x.clinic_id = o.clinic_id and x.id = o.member_id and x.deactivated_at is null
     join member_roles r on r.clinic_id = x.clinic_id and r.member_id = x.id and r.role = 'trainer'
     where o.clinic_id = t.clinic_id and o.client_id = t.client_id and o.member_id <> m.id)) as "withoutAnother",
  exists (select 1 from training_sessions s where s.clinic_id = m.clinic_id and s.logged_by = m.id and s.kind = 'started'
     and s.ended_at is null and s.occurred_at between $2::timestamptz - interval '3 hours' and $2::timestamptz
     and not is_struck('session', s.id)) as "isInSession",
  (select count(*)::int from programs p join versions v on v.clinic_id = p.clinic_id and v.program_id = p.id and v.status = 'submitted'
     where p.clinic_id = m.clinic_id and p.raised_by = m.id) as "submissions",
  (select count(*)::int from programs p where p.clinic_id = m.clinic_id and p.supervised_by = m.id
     and p.status not in ('completed', 'stopped')) as "supervised",
  coalesce((select json_agg(json_build_object('name', w.name, 'from', a.from_day, 'until', a.until_day) order by a.from_day)
    from absences a join members w on w.clinic_id = a.clinic_id and w.id = a.member_id
    left join absence_ends e on e.clinic_id = a.clinic_id and e.absence_id = a.id
    where a.clinic_id = m.clinic_id and a.delegate_id = m.id and a.until_day >= clinic_day($2::timestamptz) and e.id is null), '[]') as "standsIn"
from members m where m.clinic_id = current_clinic() and m.id = $1::uuid`

/** Throws a 404 Response for nobody, and for a member of another clinic. */
export async function getLeaving(query: Query, memberId: string, at: Date): Promise<Leaving> {
  const [row] = await query<Leaving>({ name: 'leaving-member', text: leavingText, values: [memberId, at] })
  if (!row) throw new Response(null, { status: 404 })
  return row
}

export type Heir = { memberId: string; name: string; roles: Role[]; isAway: boolean }

export async function listHeirs(query: Query, from: Leaving, at: Date): Promise<Heir[]> {
  const colleagues = await listTeammates(query, at)
  return colleagues
    .filter(({ person }) => mayTakeOver(from, person))
    .map(({ name, person, away }) => ({ memberId: person.memberId, name, roles: person.roles, isAway: away !== null }))
}

type Asked = { fromId: string; heirIds: string[]; way: HandOverWay }
type Batch = { moved: number; left: number }

/**
 * All of them, a batch after another. Each has a key made of the form's: sent again, after a time-out or by a double
 * click, what is done is answered as done, and it goes on where it stopped.
 */
export async function handOver(
  member: Acting,
  { key, at, ...asked }: Asked & { key: string; at: Date },
): Promise<Outcome<{ moved: number }>> {
  let moved = 0
  for (let number = 0; ; number += 1) {
    const batchKey = number === 0 ? key : v5(String(number), key)
    const body = { key: batchKey, name: 'care-team:hand-over', body: asked }
    const outcome = await command<Batch>(member, body, (tx) => handOverBatchOf(tx, member, asked, at))
    if (!outcome.ok) return outcome
    moved += outcome.moved
    if (outcome.left === 0) return { ok: true, moved }
  }
}

async function handOverBatchOf(tx: Tx, member: Acting, asked: Asked, at: Date): Promise<Outcome<Batch>> {
  const query = queryOf(tx)
  const from = await getLeaving(query, asked.fromId, at)
  const colleagues = await listTeammates(query, at)
  const heirs = asked.heirIds.map(
    (id) =>
      colleagues.find(({ person }) => person.memberId === id)?.person ?? { memberId: id, roles: [], isActive: false },
  )
  const may = mayHandOver({ by: member, from, heirs, isInSession: from.isInSession })
  if (!may.ok) return may
  const { clinicId } = member
  const where = { clinicId, memberId: from.memberId }
  const orderBy = { clientId: 'asc' } as const
  const rows = await tx.careTeamMember.findMany({ where, select: { clientId: true }, orderBy, take: handOverBatch })
  if (rows.length === 0) return { ok: false, why: 'nothing-to-hand-over' }
  const clientIds = rows.map(({ clientId }) => clientId)
  await addPlaces(tx, member, { clientIds, asked, at })
  await tx.careTeamMember.deleteMany({ where: { ...where, clientId: { in: clientIds } } })
  return { ok: true, moved: clientIds.length, left: from.clients - clientIds.length }
}

type Places = { clientIds: string[]; asked: Asked; at: Date }

/** Each colleague who gained a place is told once a batch, by the row that counts them. */
async function addPlaces(tx: Tx, { clinicId, memberId }: Acting, { clientIds, asked, at }: Places): Promise<void> {
  const { fromId, heirIds, way } = asked
  const where = { clinicId, clientId: { in: clientIds }, memberId: { in: heirIds } }
  const known = await tx.careTeamMember.findMany({ where, select: { clientId: true, memberId: true } })
  const isKnown = new Set(known.map((place) => `${place.clientId}/${place.memberId}`))
  const places = shareOut(clientIds, heirIds, way).filter((one) => !isKnown.has(`${one.clientId}/${one.memberId}`))
  await tx.careTeamMember.createMany({ data: places.map((place) => ({ ...place, clinicId, addedBy: memberId })) })
  for (const toMemberId of heirIds.filter((id) => places.some((place) => place.memberId === id))) {
    const clientCount = places.filter((place) => place.memberId === toMemberId).length
    const row = { clinicId, id: newId(), fromMemberId: fromId, toMemberId, clientCount, handedBy: memberId }
    await tx.handOver.create({ data: { ...row, occurredAt: at }, select: { id: true } })
  }
}
