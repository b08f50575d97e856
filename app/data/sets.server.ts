/** Sets as they were done: each held against the cleared dose, recorded with its reason where it went beyond. */
import type { Tx } from '~/database/client.server'
import { canOnClient } from '~/domain/access'
import type { LoggedSet } from '~/domain/deviation'
import { doneAtWithin, sessionAt } from '~/domain/done-at'
import type { Side } from '~/domain/limb'
import { nextSetNumber, setFacts } from '~/domain/live-limits'
import type { Refusal } from '~/domain/refusal'
import { reasonFor, type SetDeviation, standingOfSet } from '~/domain/set-standing'
import type { EnteredLoad } from '~/domain/units'
import type { Acting } from './acting.server'
import { command, type Outcome } from './command.server'
import { isId, newId } from './id.server'
import { queryOf } from './rule-facts.server'
import { findSessionDose, type SessionDose } from './session-dose.server'

/** `load` null: none, or not known. `reason` is why the set went beyond the cleared dose. */
export type SetAsked = {
  sessionId: string
  lineId: string
  side: Side
  reps: number
  load: EnteredLoad | null
  rpe: number | null
  isRestricted: boolean
  restrictionSeconds: number | null
  pressureMmhg: number | null
  reason: string
}

/** A refusal for want of a reason says what it is that goes beyond. */
export type SetOutcome = { ok: true; setId: string } | { ok: false; why: Refusal; beyond: SetDeviation[] }

/** `doneAt` is when it was done, where that is not now; `isKept`: it could not be sent at once. */
type Logging = { key: string; at: Date; doneAt?: Date; isKept?: boolean }

export async function logSet(
  member: Acting,
  { key, at, doneAt: told = at, isKept = false, ...asked }: SetAsked & Logging,
): Promise<SetOutcome> {
  let beyond: SetDeviation[] = []
  const outcome: Outcome<{ setId: string }> = await command(
    member,
    { key, name: 'session:log', body: asked },
    async (tx) => {
      const session = await getSessionToLog(tx, member, asked.sessionId)
      const dosed = session.lines.find(({ line }) => line.id === asked.lineId)
      if (!dosed) return { ok: false, why: 'line-not-in-version' }
      const set = setOf(asked, dosed.line.exercise, numberOf(asked.lineId, session))
      const doneAt = doneAtWithin(told, { began: new Date(session.occurredAt), now: at })
      const standing = standingOfSet(setFacts(sessionAt(session, doneAt), dosed), set)
      if (!standing.ok) return standing
      beyond = standing.deviations
      const { outsideReason } = session
      const reasoned = beyond.map((one) => ({
        ...one,
        reason: reasonFor(one, { reason: asked.reason, outsideReason, isKept }),
      }))
      if (!areReasoned(reasoned)) return { ok: false, why: 'deviation-needs-reason' }
      const occurredAt = session.kind === 'reported' ? new Date(session.occurredAt) : doneAt
      const isTest = dosed.line.mode === 'strength-test'
      const setId = await saveSet(tx, member, session, { asked, set, isTest, occurredAt })
      await saveDeviations(tx, member, { sessionId: session.id, setId, reasoned, at: doneAt })
      return { ok: true, setId }
    },
  )
  return outcome.ok ? outcome : { ...outcome, beyond: outcome.why === 'deviation-needs-reason' ? beyond : [] }
}

/** Throws a 404 Response unless this member may log in this session. */
export async function getSessionToLog(tx: Tx, member: Acting, sessionId: string): Promise<SessionDose> {
  const session = isId(sessionId) ? await findSessionDose(queryOf(tx), member, sessionId) : null
  if (!session || session.struck || !canOnClient(member, 'session:log', session))
    throw new Response(null, { status: 404 })
  return session
}

/** The next of its line. */
export function numberOf(lineId: string, { sets }: Pick<SessionDose, 'sets'>): number {
  return nextSetNumber(sets.filter((done) => done.lineId === lineId))
}

export function setOf(told: Omit<SetAsked, 'sessionId'>, exercise: string, setNumber: number): LoggedSet {
  const { load, side, reps, rpe, isRestricted, restrictionSeconds, pressureMmhg } = told
  return {
    exercise,
    side,
    setNumber,
    reps,
    loadG: load?.loadG ?? null,
    rpe,
    isRestricted,
    restrictionSeconds,
    pressureMmhg,
  }
}

export type Reasoned = SetDeviation & { reason: string }

export function areReasoned(
  found: readonly (SetDeviation & { reason: string | null })[],
): found is readonly Reasoned[] {
  return found.every(({ reason }) => reason !== null)
}

type Saving = { asked: SetAsked; set: LoggedSet; isTest: boolean; occurredAt: Date }

export async function saveSet(tx: Tx, member: Acting, session: SessionDose, saving: Saving): Promise<string> {
  const { asked, set, isTest, occurredAt } = saving
  const setId = newId()
  await tx.loggedSet.create({
    data: {
      ...set,
      side: asked.side,
      clinicId: member.clinicId,
      id: setId,
      clientId: session.clientId,
      sessionId: session.id,
      prescriptionId: asked.lineId,
      enteredValue: asked.load?.enteredValue ?? '',
      enteredUnit: asked.load?.enteredUnit ?? null,
      isTest,
      occurredAt,
      loggedBy: member.memberId,
    },
    select: { id: true },
  })
  return setId
}

type Beyond = { sessionId: string; setId: string; reasoned: readonly Reasoned[]; at: Date }

export async function saveDeviations(
  tx: Tx,
  member: Acting,
  { sessionId, setId, reasoned, at }: Beyond,
): Promise<void> {
  await tx.deviation.createMany({
    data: reasoned.map(({ kind, says, logged, cleared, reason }) => ({
      clinicId: member.clinicId,
      id: newId(),
      sessionId,
      setId,
      kind,
      says,
      logged,
      cleared,
      reason,
      recordedBy: member.memberId,
      occurredAt: at,
    })),
  })
}
