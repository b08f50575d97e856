/** Training sessions: started under a clearance, reported afterwards, and ended. */
import type { Tx } from '~/database/client.server'
import { doneAtWithin, endedAtOf } from '~/domain/done-at'
import { mayStartWith } from '~/domain/session-lines'
import { beyondWeek } from '~/domain/session-week'
import type { SetDeviation } from '~/domain/set-standing'
import type { Acting } from './acting.server'
import { command, type Outcome } from './command.server'
import { newId } from './id.server'
import { getProgram } from './programs.server'
import { queryOf } from './rule-facts.server'
import { sessionFacts } from './session-facts.server'
import { sessionWeek } from './session-week.server'
import { getSessionToLog } from './sets.server'

/** `weekReason`: why there is one more session in the week than cleared. */
type Start = { programId: string; place: 'clinic' | 'home'; painNrs: number | null; weekReason?: string }

/**
 * Starts a session of the version in force; the first one starts the program. Lines that may not run now (a cuff
 * without its LOP, a breach) are left out; with none left the session is refused.
 */
export function startSession(
  member: Acting,
  { key, at, ...asked }: Start & { key: string; at: Date },
): Promise<Outcome<{ sessionId: string }>> {
  return command<{ sessionId: string }>(member, { key, name: 'session:start', body: asked }, async (tx) => {
    const program = await getProgram(tx, member, asked.programId, 'session:start')
    const [found] = await sessionFacts(queryOf(tx), [program.id], at)
    if (!found) return { ok: false, why: 'not-cleared' }
    const may = mayStartWith(found.facts)
    if (!may.ok) return may
    const week = { programId: program.id, versionId: found.versionId, at }
    const beyond = beyondWeek(await sessionWeek(queryOf(tx), week))
    const reason = asked.weekReason?.trim() ?? ''
    if (beyond && !reason) return { ok: false, why: 'week-needs-reason' }
    const sessionId = newId()
    await tx.trainingSession.create({
      data: {
        clinicId: member.clinicId,
        id: sessionId,
        clientId: program.clientId,
        programId: program.id,
        versionId: found.versionId,
        kind: 'started',
        place: asked.place,
        isBfr: may.isBfr,
        painNrs: asked.painNrs,
        loggedBy: member.memberId,
        occurredAt: at,
      },
      select: { id: true },
    })
    if (beyond) await saveWeekDeviation(tx, member, { sessionId, beyond, reason, at })
    return { ok: true, sessionId }
  })
}

type WeekDeviation = { sessionId: string; beyond: SetDeviation; reason: string; at: Date }

async function saveWeekDeviation(tx: Tx, member: Acting, told: WeekDeviation): Promise<void> {
  const { sessionId, beyond, reason, at } = told
  await tx.deviation.create({
    data: {
      ...beyond,
      clinicId: member.clinicId,
      id: newId(),
      sessionId,
      reason,
      recordedBy: member.memberId,
      occurredAt: at,
    },
    select: { id: true },
  })
}

type Report = {
  programId: string
  place: 'clinic' | 'home'
  /** When it took place. */
  occurredAt: Date
  endedAt: Date | null
  isBfr: boolean
  painNrs: number | null
  /** Why it took place outside clearance; null where it did not. */
  outsideReason: string | null
}

/** Nobody is asked why there was one more session in its week: it took place. */
const reportedAfterwards = 'Reported after it took place.'

/** A session that took place: always taken. Outside clearance it needs a reason, and clinician and admin are told. */
export function reportSession(
  member: Acting,
  { key, at, ...asked }: Report & { key: string; at: Date },
): Promise<Outcome<{ sessionId: string }>> {
  return command<{ sessionId: string }>(member, { key, name: 'session:report', body: asked }, async (tx) => {
    const program = await getProgram(tx, member, asked.programId, 'session:report')
    if (asked.occurredAt > at) return { ok: false, why: 'in-the-future' }
    const then = await versionClearedBy(tx, member.clinicId, program.id, asked.occurredAt)
    const versionId = then ?? program.inForceVersionId ?? program.versions.at(-1)?.id
    if (!versionId) return { ok: false, why: 'not-cleared' }
    const reason = asked.outsideReason?.trim() || null
    const week = { programId: program.id, versionId, at: asked.occurredAt }
    const beyond = beyondWeek(await sessionWeek(queryOf(tx), week))
    const sessionId = newId()
    await tx.trainingSession.create({
      data: {
        clinicId: member.clinicId,
        id: sessionId,
        clientId: program.clientId,
        programId: program.id,
        versionId,
        kind: 'reported',
        place: asked.place,
        isBfr: asked.isBfr,
        painNrs: asked.painNrs,
        isOutsideClearance: reason !== null,
        outsideReason: reason,
        loggedBy: member.memberId,
        occurredAt: asked.occurredAt,
        endedAt: asked.endedAt,
      },
      select: { id: true },
    })
    if (beyond) await saveWeekDeviation(tx, member, { sessionId, beyond, reason: reason ?? reportedAfterwards, at })
    return { ok: true, sessionId }
  })
}

/** The version that was in force at a time gone by: what was amended since was not what was trained. */
export async function versionClearedBy(tx: Tx, clinicId: string, programId: string, at: Date): Promise<string | null> {
  const decision = await tx.decision.findFirst({
    where: { clinicId, programId, outcome: { in: ['cleared', 'cleared-with-limits'] }, occurredAt: { lte: at } },
    orderBy: { seq: 'desc' },
    select: { versionId: true },
  })
  return decision?.versionId ?? null
}

/** `doneAt` is when it ended, where that is not now. */
type End = { key: string; sessionId: string; at: Date; doneAt?: Date }

export function endSession(
  member: Acting,
  { key, at, doneAt: told = at, sessionId }: End,
): Promise<Outcome<{ sessionId: string }>> {
  return command<{ sessionId: string }>(member, { key, name: 'session:end', body: { sessionId } }, async (tx) => {
    const session = await getSessionToLog(tx, member, sessionId)
    const doneAt = doneAtWithin(told, { began: new Date(session.occurredAt), now: at })
    const where = { clinicId: member.clinicId, id: session.id, endedAt: null }
    const cuffs = session.inflations.filter((cuff) => cuff.sessionId === session.id)
    const done = [...session.sets, ...cuffs.map(({ offAt }) => ({ occurredAt: offAt }))]
    const endedAt = endedAtOf(doneAt, session.occurredAt, done)
    const { count } = await tx.trainingSession.updateMany({ where, data: { endedAt } })
    return count === 1 ? { ok: true, sessionId } : { ok: false, why: 'session-over' }
  })
}
