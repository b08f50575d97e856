/** The cuffs of a session that is replaced: they go with it, and what went beyond in them goes along. */
import type { Tx } from '~/database/client.server'
import type { Verdict } from '~/domain/refusal'
import type { Acting } from './acting.server'
import { newId } from './id.server'
import type { SessionDose } from './session-dose.server'

/** Times of a session are typed to the minute: a cuff that came off within the last one fits. */
const typedToMs = 60_000

type Carrying = { from: SessionDose; session: SessionDose; at: Date }

/**
 * Each as long after the beginning as it was. Refused where the times or the version that are told leave no room for a
 * cuff that is on record: nothing that was done is dropped on the way.
 */
export async function carryInflations(tx: Tx, member: Acting, { from, session, at }: Carrying): Promise<Verdict> {
  const moved = Date.parse(session.occurredAt) - Date.parse(from.occurredAt)
  const rows = await tx.inflation.findMany({
    where: { clinicId: member.clinicId, sessionId: from.id },
    orderBy: { onAt: 'asc' },
    select: {
      ...{ prescriptionId: true, pressureMmhg: true, onAt: true, offAt: true },
      deviationsByInflation: { select: { kind: true, says: true, logged: true, cleared: true, reason: true } },
    },
  })
  for (const { deviationsByInflation, prescriptionId, pressureMmhg, ...times } of rows) {
    const lineId = lineOf(prescriptionId, from, session)
    if (!lineId) return { ok: false, why: 'line-not-in-version' }
    const late = Math.max(0, +times.offAt + moved - +(session.endedAt ? new Date(session.endedAt) : at))
    if (late > typedToMs) return { ok: false, why: 'cuff-times-out-of-order' }
    const onAt = new Date(+times.onAt + moved - late)
    const offAt = new Date(+times.offAt + moved - late)
    const own = { clinicId: member.clinicId, sessionId: session.id }
    const row = { clientId: session.clientId, prescriptionId: lineId, pressureMmhg, loggedBy: member.memberId }
    const inflationId = newId()
    await tx.inflation.create({ data: { ...own, ...row, id: inflationId, onAt, offAt }, select: { id: true } })
    const by = { recordedBy: member.memberId, occurredAt: at }
    await tx.deviation.createMany({
      data: deviationsByInflation.map((one) => ({ ...one, ...own, ...by, id: newId(), inflationId })),
    })
  }
  return { ok: true }
}

/** The same line, or in another version the line of the same exercise under a cuff on the same limb. */
function lineOf(lineId: string, from: SessionDose, session: SessionDose): string | null {
  if (session.lines.some(({ line }) => line.id === lineId)) return lineId
  const worn = from.lines.find(({ line }) => line.id === lineId)?.line
  const same = session.lines.find(
    ({ line }) => line.restriction !== null && line.exercise === worn?.exercise && line.limb === worn.limb,
  )
  return same?.line.id ?? null
}
