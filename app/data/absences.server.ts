/** Absences: who is away when, who stands in, and the early end of one. */
import type { Query } from '~/database/query.server'
import {
  type Absence,
  type AbsencePhase,
  absencePhase,
  mayEndAbsence,
  mayRecordAbsence,
  mayStandIn,
} from '~/domain/absence'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Person } from '~/domain/member'
import type { Refusal } from '~/domain/refusal'
import { type Acting, personOf } from './acting.server'
import { listTeammates } from './clinicians.server'
import { command, type Outcome } from './command.server'
import { newId } from './id.server'
import { queryOf } from './rule-facts.server'
import { dateOf } from './version-rows.server'

export type ListedAbsence = Absence & {
  id: string
  name: string
  delegateName: string | null
  endedByName: string | null
  isOwn: boolean
  isYourDelegation: boolean
  phase: AbsencePhase
  /** Null: this member may end it today. */
  whyNotEnd: Refusal | null
}

type Row = Omit<ListedAbsence, 'phase' | 'whyNotEnd'> & { today: CalendarDay }

const columns = `a.id, a.member_id as "memberId", m.name, a.from_day::text as "from", a.until_day::text as "until",
  e.last_day::text as "lastDay", d.name as "delegateName", b.name as "endedByName", a.member_id = $1::uuid as "isOwn",
  a.delegate_id is not distinct from $1::uuid as "isYourDelegation", clinic_day($2::timestamptz)::text as "today"
from absences a
join members m on m.clinic_id = a.clinic_id and m.id = a.member_id
left join members d on d.clinic_id = a.clinic_id and d.id = a.delegate_id
left join absence_ends e on e.clinic_id = a.clinic_id and e.absence_id = a.id
left join members b on b.clinic_id = e.clinic_id and b.id = e.ended_by
where a.clinic_id = current_clinic()`

// A member's own and those they stand in for; an admin sees everybody's.
const reached = `($3::boolean or a.member_id = $1::uuid or a.delegate_id = $1::uuid)`

const beyond = `and (a.from_day, a.id) < (select x.from_day, x.id from absences x
  where x.clinic_id = current_clinic() and x.id = $4::uuid)`

const pageSize = 50

/** Who may be away and who may stand in: the active trainers and clinicians, the one who asks first; and which day it is. */
export async function absenceChoices(query: Query, member: Acting, at: Date) {
  const { today } = await absencesOf(query, [], at)
  const self = personOf(member)
  const colleagues = (await listTeammates(query, at)).map(({ name, person }) => ({
    memberId: person.memberId,
    name,
    roles: person.roles,
    isSelf: person.memberId === self.memberId,
    mayStandInForSelf: mayStandIn(self, person, today),
  }))
  return { today, colleagues: colleagues.sort((one, other) => Number(other.isSelf) - Number(one.isSelf)) }
}

/** The latest first; `after` is the last one of the page before. */
export async function listAbsences(
  query: Query,
  member: Acting,
  { after, at }: { after: string | null; at: Date },
): Promise<{ absences: ListedAbsence[]; after: string | null }> {
  const found = await query<Row>({
    name: after ? 'absences-after' : 'absences',
    text: `select ${columns} and ${reached} ${after ? beyond : ''} order by a.from_day desc, a.id desc limit ${pageSize + 1}`,
    values: [member.memberId, at, isAdmin(member), ...(after ? [after] : [])],
  })
  const shown = found.slice(0, pageSize)
  return {
    absences: shown.map((row) => listed(row, member)),
    after: found.length > pageSize ? (shown.at(-1)?.id ?? null) : null,
  }
}

/** Throws a 404 Response for one that is not there, or neither theirs nor for an admin to see. */
export async function getAbsence(query: Query, member: Acting, id: string, at: Date): Promise<ListedAbsence> {
  const [row] = await query<Row>({
    name: 'absence',
    text: `select ${columns} and ($3::boolean or a.member_id = $1::uuid) and a.id = $4::uuid`,
    values: [member.memberId, at, isAdmin(member), id],
  })
  if (!row) throw new Response(null, { status: 404 })
  return listed(row, member)
}

function listed({ today, ...absence }: Row, by: Acting): ListedAbsence {
  const may = mayEndAbsence({ by, today, absence })
  return { ...absence, phase: absencePhase(absence, today), whyNotEnd: may.ok ? null : may.why }
}

function isAdmin({ roles }: Acting): boolean {
  return roles.includes('admin')
}

export type AbsenceAsked = { memberId: string; from: CalendarDay; until: CalendarDay; delegateId: string | null }

export function recordAbsence(
  member: Acting,
  { key, at, ...asked }: AbsenceAsked & { key: string; at: Date },
): Promise<Outcome<{ absenceId: string }>> {
  return command<{ absenceId: string }>(member, { key, name: 'absence:record', body: asked }, async (tx) => {
    const { memberId, from, until, delegateId } = asked
    const query = queryOf(tx)
    const colleagues = await listTeammates(query, at)
    const colleague = (id: string) => colleagues.find(({ person }) => person.memberId === id)?.person ?? nobody(id)
    const may = mayRecordAbsence(
      {
        by: member,
        away: colleague(memberId),
        delegate: delegateId === null ? null : colleague(delegateId),
        ...(await absencesOf(query, [memberId, delegateId], at)),
      },
      { from, until },
    )
    if (!may.ok) return may
    const absenceId = newId()
    await tx.absence.create({
      data: {
        clinicId: member.clinicId,
        id: absenceId,
        memberId,
        fromDay: dateOf(from),
        untilDay: dateOf(until),
        delegateId,
        recordedBy: member.memberId,
        occurredAt: at,
      },
      select: { id: true },
    })
    return { ok: true, absenceId }
  })
}

/** Somebody who is in no clinical role of this clinic, or not active. */
function nobody(memberId: string): Person {
  return { memberId, roles: [], licence: null, isActive: false }
}

async function absencesOf(query: Query, memberIds: (string | null)[], at: Date) {
  const [row] = await query<{ today: CalendarDay; known: Absence[] }>({
    name: 'absences-of',
    text: `select clinic_day($2::timestamptz)::text as "today", coalesce((select json_agg(json_build_object(
             'memberId', a.member_id, 'from', a.from_day, 'until', a.until_day, 'lastDay', e.last_day))
             from absences a left join absence_ends e on e.clinic_id = a.clinic_id and e.absence_id = a.id
             where a.clinic_id = current_clinic() and a.member_id = any ($1::uuid[])
               and a.until_day >= clinic_day($2::timestamptz)), '[]') as "known"`,
    values: [memberIds, at],
  })
  if (!row) throw new Error('The clinic has a day.')
  return row
}

/** From today on they are back. A 404 Response for an absence that is neither theirs nor an admin's to see. */
export function endAbsence(
  member: Acting,
  { key, at, absenceId }: { key: string; at: Date; absenceId: string },
): Promise<Outcome> {
  const asked = { key, name: 'absence:end', body: { absenceId } }
  return command(member, asked, async (tx): Promise<Outcome> => {
    const { whyNotEnd } = await getAbsence(queryOf(tx), member, absenceId, at)
    if (whyNotEnd) return { ok: false, why: whyNotEnd }
    const { clinicId, memberId } = member
    await tx.absenceEnd.create({
      // The last day is the database's to write.
      data: { clinicId, id: newId(), absenceId, lastDay: at, endedBy: memberId, occurredAt: at },
      select: { id: true },
    })
    return { ok: true }
  })
}
