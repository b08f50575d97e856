/** Check-ins after a session that is followed: what is asked for now, and each answer once. */
import type { Query } from '~/database/query.server'
import { seesAllClients } from '~/domain/access'
import { type CheckInHour, openCheckIn } from '~/domain/check-ins'
import { leadingSign } from '~/domain/leading-sign'
import type { RedFlagSign } from '~/domain/red-flags'
import type { Tx } from '~/database/client.server'
import { type Acting, mayFor, servesSql, visibleSql } from './acting.server'
import { command, type Outcome } from './command.server'
import { isId, newId } from './id.server'
import { insistOn, writeRedFlag } from './red-flags.server'
import { queryOf } from './rule-facts.server'

type Head = {
  sessionId: string
  clientId: string
  clientName: string
  programId: string
  programName: string
  isFirst: boolean
  isInCareTeam: boolean
}
type Row = Head & { at: number; answeredHours: number[] }

/** Times as ISO text. `missed` are the hours that went by unanswered. */
export type CheckInDue = Head & {
  sessionAt: string
  hour: CheckInHour
  dueAt: string
  isMissed: boolean
  missed: CheckInHour[]
}

/** More than this nobody calls in one day: the oldest stand first. */
const mostRows = 50

// $1 is the member, $2 the time it is; nothing is asked for of what lies more than a fortnight back.
const textOf = (where: string) => `
select f.id as "sessionId", f.client_id as "clientId", c.given_name || ' ' || c.family_name as "clientName", f.program_id as "programId",
  p.name as "programName", f.is_first as "isFirst", (extract(epoch from f.occurred_at) * 1000)::double precision as "at",
  ${servesSql('f.client_id')} as "isInCareTeam",
  coalesce((select json_agg(a.due_hour) from check_ins a where a.clinic_id = f.clinic_id and a.session_id = f.id), '[]') as "answeredHours"
from followed_sessions f
join clients c on c.clinic_id = f.clinic_id and c.id = f.client_id
join programs p on p.clinic_id = f.clinic_id and p.id = f.program_id
where f.clinic_id = current_clinic() and f.occurred_at > $2::timestamptz - interval '336 hours' and ${where}
order by f.occurred_at, f.id limit ${mostRows}`

const isUnanswered = (after: number) => `exists (select 1 from unnest(array[24, 48, 72]) as h
  where f.occurred_at + make_interval(hours => h + ${after}) <= $2::timestamptz
    and not exists (select 1 from check_ins a where a.clinic_id = f.clinic_id and a.session_id = f.id and a.due_hour >= h))`

const teamText = textOf(`${servesSql('f.client_id')} and ${isUnanswered(0)}`)
const missedText = textOf(isUnanswered(24))
const clientText = textOf('f.client_id = $3::uuid')
const sessionText = textOf(`f.id = $4::uuid and ${visibleSql('f.client_id').replace('$2', '$3')}`)

function opened(rows: readonly Row[], now: Date): CheckInDue[] {
  return rows.flatMap(({ at, answeredHours, ...head }) => {
    const open = openCheckIn({ at, answeredHours }, now.getTime())
    if (!open) return []
    return [{ ...head, ...open, sessionAt: new Date(at).toISOString(), dueAt: new Date(open.dueAt).toISOString() }]
  })
}

/** Of the member's care teams, the oldest session first. */
export async function listCheckIns(query: Query, member: Acting, at: Date): Promise<CheckInDue[]> {
  return opened(await query<Row>({ name: 'check-ins', text: teamText, values: [member.memberId, at] }), at)
}

/** Of the whole clinic, those that nobody answered in time. */
export async function listMissedCheckIns(query: Query, member: Acting, at: Date): Promise<CheckInDue[]> {
  return opened(await query<Row>({ name: 'check-ins-missed', text: missedText, values: [member.memberId, at] }), at)
}

/** Whatever their program: it is one body that is asked after. */
export async function checkInsOfClient(
  query: Query,
  { memberId, clientId, at }: { memberId: string; clientId: string; at: Date },
): Promise<CheckInDue[]> {
  const values = [memberId, at, clientId]
  return opened(await query<Row>({ name: 'check-ins-client', text: clientText, values }), at)
}

/** `open` null: nothing of it is asked for now. Null where the session is not followed, or not this member's to see. */
export async function findCheckIn(
  query: Query,
  member: Acting,
  sessionId: string,
  at: Date,
): Promise<(Head & { open: CheckInDue | null }) | null> {
  const values = [member.memberId, at, seesAllClients(member), sessionId]
  const rows = await query<Row>({ name: 'check-in', text: sessionText, values })
  const [row] = rows
  if (!row) return null
  const { at: _at, answeredHours: _answered, ...head } = row
  return { ...head, open: opened(rows, at)[0] ?? null }
}

/** What a client tells of the time since: of soreness, swelling and range, and whether it grows. */
export type AfterEffects = {
  hasSoreness: boolean
  hasSwelling: boolean
  hasLessRange: boolean
  isGrowing: boolean
}

type Answer = AfterEffects & { painNrs: number | null; signs: RedFlagSign[]; note: string }

/** Answers what is asked for now of one session; a sign raises its red flag in the same transaction. */
export function answerCheckIn(member: Acting, asked: Answering): Promise<Outcome<Answered>> {
  return asked.signs.length > 0 ? insistOn(() => answerOnce(member, asked)) : answerOnce(member, asked)
}

type Answering = Answer & { key: string; sessionId: string; at: Date }
type Answered = { clientId: string; redFlagId: string | null }

function answerOnce(member: Acting, { key, at, sessionId, ...answer }: Answering): Promise<Outcome<Answered>> {
  const asked = { key, name: 'check-in:answer', body: { sessionId, answer } }
  return command<Answered>(member, asked, async (tx) => {
    const found = isId(sessionId) ? await findCheckIn(queryOf(tx), member, sessionId, at) : null
    if (!found || !mayFor(member, 'check-in:answer', found.isInCareTeam)) throw new Response(null, { status: 404 })
    if (!found.open) return { ok: false, why: 'check-in-not-due' }
    const { clientId } = found
    const sign = leadingSign(answer.signs)
    const redFlagId = sign ? await writeRedFlag(tx, member, { clientId, sign, at }) : null
    await writeCheckIns(tx, member, [found.open], { ...answer, redFlagId, checkId: null, at })
    return { ok: true, clientId, redFlagId }
  })
}

type Written = Answer & { redFlagId: string | null; checkId: string | null; at: Date }

/** One row for each session that asks, all with the one answer. */
export async function writeCheckIns(
  tx: Tx,
  member: Acting,
  open: readonly CheckInDue[],
  { at, ...answer }: Written,
): Promise<void> {
  const row = { ...answer, clinicId: member.clinicId, answeredBy: member.memberId, occurredAt: at }
  await tx.checkIn.createMany({
    data: open.map(({ clientId, sessionId, hour }) => ({ ...row, id: newId(), clientId, sessionId, dueHour: hour })),
  })
}
