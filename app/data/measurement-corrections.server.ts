/** A measurement entered in error: struck through, and replaced by what was measured, if anything was. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Struck } from '~/domain/correction'
import type { Side } from '~/domain/limb'
import type { MeasurementKind } from '~/domain/measurement'
import type { Acting } from './acting.server'
import { commandOnClient } from './client-door.server'
import type { Outcome } from './command.server'
import { isId } from './id.server'
import { type Measured, saveMeasurement } from './measurements.server'
import { mayStrike, strike } from './strikes.server'

export type MeasurementOnRecord = {
  id: string
  kind: MeasurementKind
  on: CalendarDay
  side: Side
  exercise: string | null
  site: string | null
  enteredValue: string
  enteredUnit: 'kg' | 'lb' | 'cm' | 'nrs'
  by: string
  struck: Struck | null
}

const columns = `m.id, m.kind, m.measured_on::text as "on", m.side, m.exercise, m.site, m.entered_value as "enteredValue",
  m.entered_unit as "enteredUnit", p.name as "by",
  (select json_build_object('reason', k.reason, 'at', k.occurred_at, 'replacedById', k.replaced_by,
     'by', (select s.name from members s where s.clinic_id = k.clinic_id and s.id = k.struck_by))
   from strikes k where k.clinic_id = m.clinic_id and k.subject = 'measurement' and k.subject_id = m.id) as "struck"
from measurements m join members p on p.clinic_id = m.clinic_id and p.id = m.measured_by
where m.clinic_id = current_clinic() and m.client_id = $1::uuid`

const shownMeasurements = 20

/** The newest of a kind, those struck through among them. */
export function listMeasurements(
  query: Query,
  clientId: string,
  kind: MeasurementKind,
): Promise<MeasurementOnRecord[]> {
  return query<MeasurementOnRecord>({
    name: 'measurements-on-record',
    text: `select ${columns} and m.kind = $2 order by m.measured_on desc, m.occurred_at desc, m.id desc limit ${shownMeasurements}`,
    values: [clientId, kind],
  })
}

/** Throws a 404 Response for one that is not there, or another client's. */
export async function getMeasurement(query: Query, clientId: string, id: string): Promise<MeasurementOnRecord> {
  const text = `select ${columns} and m.id = $2::uuid`
  const [found] = isId(id)
    ? await query<MeasurementOnRecord>({ name: 'measurement', text, values: [clientId, id] })
    : []
  if (!found) throw new Response(null, { status: 404 })
  return found
}

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
