/** Measurements, from a tested 1RM to the score of a questionnaire; what was entered is kept beside its whole number. */
import type { Tx } from '~/database/client.server'
import type { CalendarDay } from '~/domain/calendar-day'
import { type EffortKind, isEffort, mayRecordTest } from '~/domain/measurement'
import { estimateOneRm } from '~/domain/strength'
import type { Acting } from './acting.server'
import { commandOnClient } from './client-door.server'
import type { Outcome } from './command.server'
import { newId } from './id.server'
import { dayOf, formulaOf, lastMaximum, lastTested, sessionFor } from './measurement-facts.server'
import { type Measured, rowOf } from './measurement-rows.server'

/** `on` is the day it was measured; today's is kept with the time, an earlier one at noon. */
type Asked = { key: string; at: Date; clientId: string; on: CalendarDay; measured: Measured }

/** Throws a 404 Response, as the client's pages do, for a client who is not this member's to see. */
export function recordMeasurement(
  member: Acting,
  { key, at, clientId, on, measured }: Asked,
): Promise<Outcome<{ measurementId: string }>> {
  const name = 'measurement:record'
  const asked = { key, name, action: name, clientId, body: { on, measured }, at } as const
  return commandOnClient<{ measurementId: string }>(member, asked, (tx) =>
    saveMeasurement(tx, member, { clientId, on, measured, at, exceptId: null }),
  )
}

type Saving = { clientId: string; on: CalendarDay; measured: Measured; at: Date; exceptId: string | null }

/** In a command that has made sure of the client. `exceptId`: a measurement that is being replaced. */
export async function saveMeasurement(
  tx: Tx,
  member: Acting,
  saving: Saving,
): Promise<Outcome<{ measurementId: string }>> {
  const { clientId, on, measured, at } = saving
  const day = await dayOf(tx, on, at)
  if (day.isAhead) return { ok: false, why: 'in-the-future' }
  const may = await mayRecord(tx, member, saving)
  if (!may.ok) return may
  const measurementId = newId()
  await tx.measurement.create({
    data: {
      clinicId: member.clinicId,
      id: measurementId,
      clientId,
      sessionId: may.sessionId,
      ...rowOf(measured),
      measuredBy: member.memberId,
      occurredAt: day.isToday ? at : day.noon,
    },
    select: { id: true },
  })
  return { ok: true, measurementId }
}

async function mayRecord(tx: Tx, member: Acting, saving: Saving): Promise<Outcome<{ sessionId: string | null }>> {
  const { clientId, on, measured } = saving
  if (!isEffortOf(measured)) return { ok: true, sessionId: null }
  const { kind } = measured
  const subject = kind === 'isometric-force' ? measured.movement : measured.exercise
  const session = await sessionFor(tx, clientId, { kind, subject, side: measured.side, on })
  const isConfirmed = 'isConfirmed' in measured && measured.isConfirmed
  const maxima = await maximaOf(tx, saving)
  const may = mayRecordTest({ kind, roles: member.roles, session, isConfirmed, ...maxima })
  return may.ok ? { ok: true, sessionId: session?.id ?? null } : may
}

/** A tested maximum is held against tested ones, an estimate against whichever came last. */
async function maximaOf(tx: Tx, { clientId, on, measured, exceptId }: Saving) {
  if (measured.kind === 'one-rm') {
    const lastG = await lastTested(tx, clientId, { ...measured, on, exceptId })
    return { maximumG: measured.load.loadG, lastG }
  }
  if (measured.kind !== 'rep-max') return { maximumG: null, lastG: null }
  const { load, reps, isFailed } = measured
  const set = { loadG: load.loadG, reps, isFailed, isRestricted: false, isTestOrRpe9: true }
  const estimate = estimateOneRm({ ...set, formula: await formulaOf(tx) })
  if (!estimate.ok) return { maximumG: null, lastG: null }
  return { maximumG: estimate.loadG, lastG: await lastMaximum(tx, clientId, { ...measured, on, exceptId }) }
}

function isEffortOf(measured: Measured): measured is Extract<Measured, { kind: EffortKind }> {
  return isEffort(measured.kind)
}
