/** Check-ins after a session that is followed: what is asked for now, and each answer once. */
import type { Query } from '~/database/query.server'
import { seesAllClients } from '~/domain/access'
import { mostCheckIns, type CheckInHour, openCheckIn } from '~/domain/check-ins'
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

// `f` is a followed session.
const columns = `f.id as "sessionId", f.client_id as "clientId", c.given_name || ' ' || c.family_name as "clientName", f.program_id as "programId",
  p.name as "programName", f.is_first as "isFirst", (extract(epoch from f.occurred_at) * 1000)::double precision as "at",
  coalesce((select json_agg(a.due_hour) from check_ins a where a.clinic_id = f.clinic_id and a.session_id = f.id), '[]') as "answeredHours"`
const named = `join clients c on c.clinic_id = f.clinic_id and c.id = f.client_id
join programs p on p.clinic_id = f.clinic_id and p.id = f.program_id`

// $1 is the member, $2 the time it is; nothing is asked for of what lies more than a fortnight back.
const textOf = (where: string) => `
select ${columns}, ${servesSql('f.client_id')} as "isInCareTeam"
from followed_sessions f
${named}
where f.clinic_id = current_clinic() and f.occurred_at > $2::timestamptz - interval '336 hours' and ${where}
order by f.occurred_at, f.id limit ${mostCheckIns}`

const isUnanswered = (after: number, at = '$2') => `exists (select 1 from unnest(array[24, 48, 72]) as h
  where f.occurred_at + make_interval(hours => h + ${after}) <= ${at}::timestamptz
    and not exists (select 1 from check_ins a where a.clinic_id = f.clinic_id and a.session_id = f.id and a.due_hour >= h))`

/**
 * Of the whole clinic, those that nobody answered in time, the oldest session first: how many, up to 50, and as many of
 * them as are shown. One value of json, for a statement that asks more: `at` is an expression of it.
 */
export function missedSql({ at, most }: { at: string; most: number }): string {
  // Session by session from the oldest on, until there are enough: to look at all of a fortnight is dear.
  return `(with missed as materialized (
    select f.clinic_id, f.id, f.occurred_at from (select s.clinic_id, s.id from training_sessions s where s.clinic_id = current_clinic()
      and s.occurred_at > ${at}::timestamptz - interval '336 hours' and s.occurred_at <= ${at}::timestamptz - interval '48 hours'
      order by s.occurred_at, s.id offset 0) s
    cross join lateral (select f.* from followed_sessions f where f.clinic_id = s.clinic_id and f.id = s.id offset 0) f
    where ${isUnanswered(24, at)} limit ${mostCheckIns})
  select json_build_object('count', (select count(*) from missed), 'oldest', coalesce((select json_agg(x order by x.at, x."sessionId")
    from (select ${columns} from (select * from missed order by occurred_at, id limit ${most}) m
      cross join lateral (select f.* from followed_sessions f where f.clinic_id = m.clinic_id and f.id = m.id offset 0) f ${named}) x), '[]')))`
}

/** Until when `missedSql` answers the same by itself: a session is missed by an hour more, or a fortnight ago. */
export function missedUntilSql(at: string): string {
  const next = [48, 72, 96, 336].map(
    (
      hours,
    ) => `(select s.occurred_at + interval '${hours} hours' from training_sessions s where s.clinic_id = current_clinic()
    and s.occurred_at > ${at}::timestamptz - interval '${hours} hours' order by s.occurred_at limit 1)`,
  )
  return `least(${next.join(', ')})`
}

type MissedRow = Omit<Row, 'isInCareTeam'>
type MissedCheckIn = Omit<CheckInDue, 'isInCareTeam'>
export type MissedRows = { count: number; oldest: MissedRow[] }
export type MissedCheckIns = { count: number; oldest: MissedCheckIn[] }

/** What `missedSql` answers, as it is shown. */
export function missedOf({ count, oldest }: MissedRows, at: Date): MissedCheckIns {
  return { count, oldest: opened(oldest, at) }
}

const teamText = textOf(`${servesSql('f.client_id')} and ${isUnanswered(0)}`)
const clientText = textOf('f.client_id = $3::uuid')
const sessionText = textOf(`f.id = $4::uuid and ${visibleSql('f.client_id').replace('$2', '$3')}`)

function opened<Each extends Omit<Row, 'isInCareTeam'>>(rows: readonly Each[], now: Date) {
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
