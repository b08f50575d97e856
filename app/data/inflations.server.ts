/** Inflations as they were done: each held against the cleared time, recorded with its reason where it went beyond. */
import type { Tx } from '~/database/client.server'
import { sessionAt } from '~/domain/done-at'
import { type InflationFacts, standingOfInflation } from '~/domain/inflation'
import { setFacts } from '~/domain/live-limits'
import type { Refusal } from '~/domain/refusal'
import { reasonFor, type SetDeviation } from '~/domain/set-standing'
import type { Acting } from './acting.server'
import { command, type Outcome } from './command.server'
import { newId } from './id.server'
import type { SessionDose } from './session-dose.server'
import { areReasoned, getSessionToLog, type Reasoned } from './sets.server'

/** `pressureMmhg` null: not known. `reason` is why it went beyond what was cleared. */
export type InflationAsked = {
  sessionId: string
  lineId: string
  onAt: Date
  offAt: Date
  pressureMmhg: number | null
  reason: string
}

/** A refusal for want of a reason says what it is that goes beyond. */
export type InflationOutcome = { ok: true; inflationId: string } | { ok: false; why: Refusal; beyond: SetDeviation[] }

export async function logInflation(
  member: Acting,
  { key, at, isKept = false, ...asked }: InflationAsked & { key: string; at: Date; isKept?: boolean },
): Promise<InflationOutcome> {
  let beyond: SetDeviation[] = []
  const outcome: Outcome<{ inflationId: string }> = await command(
    member,
    { key, name: 'session:inflation', body: asked },
    async (tx) => {
      const session = await getSessionToLog(tx, member, asked.sessionId)
      const done = { onAt: +asked.onAt, offAt: +asked.offAt, pressureMmhg: asked.pressureMmhg }
      const { program } = setFacts(sessionAt(session, asked.onAt), null)
      const standing = standingOfInflation({ ...factsOf(session, asked.lineId, at), program }, done)
      if (!standing.ok) return standing
      beyond = standing.deviations
      const told = { reason: asked.reason, outsideReason: session.outsideReason, isKept }
      const reasoned = beyond.map((one) => ({ ...one, reason: reasonFor(one, told) }))
      if (!areReasoned(reasoned)) return { ok: false, why: 'deviation-needs-reason' }
      const inflationId = await saveInflation(tx, member, session, asked)
      await saveDeviations(tx, member, { asked, inflationId, reasoned })
      return { ok: true, inflationId }
    },
  )
  return outcome.ok ? outcome : { ...outcome, beyond: outcome.why === 'deviation-needs-reason' ? beyond : [] }
}

function factsOf(
  { kind, isBfr, occurredAt, endedAt, ...session }: SessionDose,
  lineId: string,
  at: Date,
): Omit<InflationFacts, 'program'> {
  const dosed = session.lines.find(({ line }) => line.id === lineId)
  const { limits, sets, inflations } = session
  const ofLimb = inflations.filter(({ limb }) => limb === dosed?.line.limb)
  return {
    session: { kind, isBfr, begunAt: Date.parse(occurredAt), endedAt: endedAt === null ? null : Date.parse(endedAt) },
    line: dosed?.line ?? null,
    limits,
    lopMmhg: dosed?.lopMmhg ?? null,
    others: ofLimb.map(({ limb, onAt, offAt, reperfusionSeconds, sessionId }) => ({
      limb,
      onAt: Date.parse(onAt),
      offAt: Date.parse(offAt),
      reperfusionSeconds,
      isInSession: sessionId === session.id,
    })),
    sets: sets
      .filter((set) => set.lineId === lineId)
      .map((set) => ({ ...set, occurredAt: Date.parse(set.occurredAt) })),
    now: +at,
  }
}

async function saveInflation(tx: Tx, member: Acting, session: SessionDose, asked: InflationAsked): Promise<string> {
  const inflationId = newId()
  await tx.inflation.create({
    data: {
      clinicId: member.clinicId,
      id: inflationId,
      clientId: session.clientId,
      sessionId: session.id,
      prescriptionId: asked.lineId,
      pressureMmhg: asked.pressureMmhg,
      onAt: asked.onAt,
      offAt: asked.offAt,
      loggedBy: member.memberId,
    },
    select: { id: true },
  })
  return inflationId
}

type Beyond = { asked: InflationAsked; inflationId: string; reasoned: readonly Reasoned[] }

async function saveDeviations(tx: Tx, member: Acting, { asked, inflationId, reasoned }: Beyond): Promise<void> {
  await tx.deviation.createMany({
    data: reasoned.map(({ kind, says, logged, cleared, reason }) => ({
      clinicId: member.clinicId,
      id: newId(),
      sessionId: asked.sessionId,
      inflationId,
      kind,
      says,
      logged,
      cleared,
      reason,
      recordedBy: member.memberId,
      occurredAt: asked.offAt,
    })),
  })
}
