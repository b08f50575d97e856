/** A session entered in error: struck through, and where it took place otherwise, reported as it was, with its sets. */
import type { Tx } from '~/database/client.server'
import type { Query } from '~/database/query.server'
import { sessionAt } from '~/domain/done-at'
import { setFacts } from '~/domain/live-limits'
import type { DoneSet } from '~/domain/live-line'
import type { Verdict } from '~/domain/refusal'
import { standingOfSet } from '~/domain/set-standing'
import type { Acting } from './acting.server'
import { command, type Outcome } from './command.server'
import { newId } from './id.server'
import { carryInflations } from './inflation-corrections.server'
import { queryOf } from './rule-facts.server'
import { findSessionDose, type SessionDose } from './session-dose.server'
import { getSessionToCorrect } from './set-corrections.server'
import { setToSave } from './sets.server'
import { mayStrike, strike } from './strikes.server'
import { versionClearedBy } from './training-sessions.server'

/** The pain that was told before it: what replaces the session keeps it, unless that is what was wrong. */
export async function painBefore(query: Query, sessionId: string): Promise<number | null> {
  const [row] = await query<{ painNrs: number | null }>({
    name: 'pain-before-session',
    text: 'select s.pain_nrs as "painNrs" from training_sessions s where s.clinic_id = current_clinic() and s.id = $1::uuid',
    values: [sessionId],
  })
  return row?.painNrs ?? null
}

/** The session as it took place. */
type Told = {
  place: 'clinic' | 'home'
  occurredAt: Date
  endedAt: Date | null
  isBfr: boolean
  painNrs: number | null
  outsideReason: string | null
}

/** `told` null: it did not take place. `why` is what was wrong. */
type Correction = { sessionId: string; why: string; told: Told | null }

export function correctSession(
  member: Acting,
  { key, at, ...asked }: Correction & { key: string; at: Date },
): Promise<Outcome<{ sessionId: string }>> {
  const { sessionId, why, told } = asked
  return command<{ sessionId: string }>(member, { key, name: 'session:correct', body: asked }, async (tx) => {
    const session = await getSessionToCorrect(tx, member, sessionId)
    const { clientId, isInCareTeam } = session
    const logged = await tx.trainingSession.findFirstOrThrow({
      where: { clinicId: member.clinicId, id: sessionId },
      select: { loggedBy: true, versionId: true },
    })
    const entry = {
      subject: 'session',
      subjectId: sessionId,
      clientId,
      loggedBy: logged.loggedBy,
      isInCareTeam,
    } as const
    const may = await mayStrike(tx, member, entry, why)
    if (!may.ok) return may
    if (told && told.occurredAt > at) return { ok: false, why: 'in-the-future' }
    const replacedBy = told ? await report(tx, member, session, { told, versionId: logged.versionId }) : null
    if (replacedBy) {
      const carried = await carry(tx, member, session, { to: replacedBy, why, at })
      if (!carried.ok) return carried
    }
    await strike(tx, member, entry, { reason: why, replacedBy, at })
    return { ok: true, sessionId: replacedBy ?? sessionId }
  })
}

/** Never started anew, whatever it was before: nothing is started by putting something right. */
async function report(
  tx: Tx,
  member: Acting,
  { clientId, programId }: SessionDose,
  { told, versionId }: { told: Told; versionId: string },
): Promise<string> {
  const { outsideReason, ...session } = told
  const reason = outsideReason?.trim() || null
  const id = newId()
  await tx.trainingSession.create({
    data: {
      ...session,
      clinicId: member.clinicId,
      id,
      clientId,
      programId,
      versionId: (await versionClearedBy(tx, member.clinicId, programId, told.occurredAt)) ?? versionId,
      kind: 'reported',
      isOutsideClearance: reason !== null,
      outsideReason: reason,
      loggedBy: member.memberId,
    },
    select: { id: true },
  })
  return id
}

type Carrying = { to: string; why: string; at: Date }

/** Sets and cuffs go along; a session that is said to have been without a cuff leaves the cuffs behind. */
async function carry(tx: Tx, member: Acting, from: SessionDose, carrying: Carrying): Promise<Verdict> {
  const session = await findSessionDose(queryOf(tx), member, carrying.to)
  if (!session) throw new Error('A session that was saved is there.')
  await carrySets(tx, member, { from, session }, carrying)
  return session.isBfr ? carryInflations(tx, member, { from, session, at: carrying.at }) : { ok: true }
}

/** The sets that stood, each held anew against what was cleared by then. */
async function carrySets(
  tx: Tx,
  member: Acting,
  { from, session }: { from: SessionDose; session: SessionDose },
  carrying: Carrying,
): Promise<void> {
  const logged = await tx.loggedSet.findMany({
    where: { clinicId: member.clinicId, sessionId: from.id, id: { in: from.sets.map(({ id }) => id) } },
    orderBy: { id: 'asc' },
    select: { id: true, isTest: true, enteredValue: true, enteredUnit: true },
  })
  for (const row of logged) {
    const done = from.sets.find(({ id }) => id === row.id)
    if (done) await carrySet(tx, session, { ...carrying, done, row, occurredAt: sameDistance(done, from, session) })
  }
}

type Row = { isTest: boolean; enteredValue: string; enteredUnit: string | null }

async function carrySet(
  tx: Tx,
  session: SessionDose,
  { done, row, occurredAt, to, why, at }: Carrying & { done: DoneSet; row: Row; occurredAt: Date },
): Promise<void> {
  const { lineId, exercise, side, setNumber, reps, loadG, rpe, isRestricted, restrictionSeconds, pressureMmhg } = done
  const set = { exercise, side, setNumber, reps, loadG, rpe, isRestricted, restrictionSeconds, pressureMmhg }
  const dosed = session.lines.find(({ line }) => line.id === lineId) ?? null
  const standing = standingOfSet(setFacts(sessionAt(session, occurredAt), dosed), set)
  if (!standing.ok) throw new Error('A set of a reported session is never refused.')
  const enteredUnit = row.enteredUnit === 'lb' ? 'lb' : 'kg'
  const load = loadG === null ? null : ({ loadG, enteredValue: row.enteredValue, enteredUnit } as const)
  const asked = { ...set, load, sessionId: to, lineId: lineId ?? '', reason: '' }
  const reason = done.deviations[0]?.reason ?? session.outsideReason ?? why
  const reasoned = standing.deviations.map((one) => ({ ...one, reason }))
  const { statements } = setToSave(session, { asked, set, isTest: row.isTest, occurredAt, reasoned, at })
  for (const statement of statements) await queryOf(tx)(statement)
}

/** As long after the beginning as it was, and within the session. */
function sameDistance(done: DoneSet, from: SessionDose, { occurredAt, endedAt }: SessionDose): Date {
  const after = Math.max(0, Date.parse(done.occurredAt) - Date.parse(from.occurredAt))
  const most = endedAt ? Date.parse(endedAt) : Number.POSITIVE_INFINITY
  return new Date(Math.min(most, Date.parse(occurredAt) + after))
}
