/** A measurement entered in error: struck through, and replaced by what was measured, if anything was. */
import type { CalendarDay } from '~/domain/calendar-day'
import type { Acting } from './acting.server'
import { commandOnClient } from './client-door.server'
import type { Outcome } from './command.server'
import { isId } from './id.server'
import type { Measured } from './measurement-rows.server'
import { saveMeasurement } from './measurements.server'
import { mayStrike, strike } from './strikes.server'

/** `told` null: nothing was measured. */
type Correction = {
  clientId: string
  measurementId: string
  why: string
  told: { on: CalendarDay; measured: Measured } | null
}

export function correctMeasurement(
  member: Acting,
  { key, at, clientId, ...asked }: Correction & { key: string; at: Date },
): Promise<Outcome<{ measurementId: string }>> {
  const { measurementId, why, told } = asked
  const about = { key, name: 'measurement:correct', action: 'entry:correct', clientId, body: asked, at } as const
  return commandOnClient<{ measurementId: string }>(member, about, async (tx, { isInCareTeam }) => {
    const found = isId(measurementId)
      ? await tx.measurement.findFirst({
          where: { clinicId: member.clinicId, clientId, id: measurementId },
          select: { measuredBy: true, kind: true },
        })
      : null
    if (!found || (told && told.measured.kind !== found.kind)) throw new Response(null, { status: 404 })
    const loggedBy = found.measuredBy
    const entry = { subject: 'measurement', subjectId: measurementId, clientId, loggedBy, isInCareTeam } as const
    const may = await mayStrike(tx, member, entry, why)
    if (!may.ok) return may
    const saved = told ? await saveMeasurement(tx, member, { clientId, ...told, at, exceptId: measurementId }) : null
    if (saved && !saved.ok) return saved
    const replacedBy = saved?.measurementId ?? null
    await strike(tx, member, entry, { reason: why, replacedBy, at })
    return { ok: true, measurementId: replacedBy ?? measurementId }
  })
}
