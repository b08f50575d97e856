/** Measurements: a tested 1RM, a girth, pain; what was entered is kept beside its whole grams, millimetres or points. */
import type { Tx } from '~/database/client.server'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Side } from '~/domain/limb'
import { type GirthSite, mayRecordTest } from '~/domain/measurement'
import type { EnteredLoad } from '~/domain/units'
import type { Acting } from './acting.server'
import { commandOnClient } from './client-door.server'
import type { Outcome } from './command.server'
import { newId } from './id.server'
import { queryOf } from './rule-facts.server'

export type Measured =
  | { kind: 'one-rm'; exercise: string; side: Side; load: EnteredLoad; isConfirmed: boolean }
  | { kind: 'girth'; site: GirthSite; side: Side; girth: { mm: number; enteredValue: string } }
  | { kind: 'pain'; side: Side; nrs: number }

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
  { clientId, on, measured, at, exceptId }: Saving,
): Promise<Outcome<{ measurementId: string }>> {
  const day = await dayOf(tx, on, at)
  if (day.isAhead) return { ok: false, why: 'in-the-future' }
  const found = measured.kind === 'one-rm' ? await testFacts(tx, clientId, { ...measured, on, exceptId }) : null
  if (measured.kind === 'one-rm' && found) {
    const { load, isConfirmed } = measured
    const may = mayRecordTest({ ...found, roles: member.roles, loadG: load.loadG, isConfirmed })
    if (!may.ok) return may
  }
  const measurementId = newId()
  await tx.measurement.create({
    data: {
      clinicId: member.clinicId,
      id: measurementId,
      clientId,
      sessionId: found?.session?.id ?? null,
      ...rowOf(measured),
      measuredBy: member.memberId,
      occurredAt: day.isToday ? at : day.noon,
    },
    select: { id: true },
  })
  return { ok: true, measurementId }
}

function rowOf(measured: Measured) {
  const { kind, side } = measured
  if (kind === 'one-rm') {
    const { loadG: amount, enteredValue, enteredUnit } = measured.load
    return { kind, side, exercise: measured.exercise, amount, enteredValue, enteredUnit }
  }
  if (kind === 'girth') {
    const { mm: amount, enteredValue } = measured.girth
    return { kind, side, site: measured.site, amount, enteredValue, enteredUnit: 'cm' }
  }
  return { kind, side, amount: measured.nrs, enteredValue: String(measured.nrs), enteredUnit: 'nrs' }
}

type Day = { isAhead: boolean; isToday: boolean; noon: Date }

async function dayOf(tx: Tx, on: CalendarDay, at: Date): Promise<Day> {
  const [row] = await queryOf(tx)<Day>({
    name: 'measured-on',
    text: `select $1::date > clinic_day($2::timestamptz) as "isAhead", $1::date = clinic_day($2::timestamptz) as "isToday",
             ($1::date + time '12:00') at time zone clinic_zone() as "noon"`,
    values: [on, at],
  })
  if (!row) throw new Error('A day is one row.')
  return row
}

type Found = { session: { id: string; isTooEarly: boolean } | null; lastG: number | null }

async function testFacts(
  tx: Tx,
  clientId: string,
  { exercise, side, on, exceptId }: { exercise: string; side: Side; on: CalendarDay; exceptId: string | null },
): Promise<Found> {
  const [row] = await queryOf(tx)<Found>({
    name: 'test-facts',
    text: `select
        (select json_build_object('id', t.id, 'isTooEarly', coalesce(v.no_maximal_test_before > $4::date, false))
         from training_sessions t join versions v on v.clinic_id = t.clinic_id and v.id = t.version_id
         where t.clinic_id = current_clinic() and t.client_id = $1::uuid and t.day = $4::date
           and not t.is_outside_clearance and not is_struck('session', t.id)
           and exists (select 1 from prescriptions l where l.clinic_id = t.clinic_id and l.version_id = t.version_id
             and l.mode = 'strength-test' and l.exercise = $2)
         order by t.seq desc limit 1) as "session",
        (select m.amount from measurements m where m.clinic_id = current_clinic() and m.client_id = $1::uuid
           and m.kind = 'one-rm' and m.exercise = $2 and m.side = $3 and m.measured_on <= $4::date
           and not is_struck('measurement', m.id) and m.id is distinct from $5::uuid
         order by m.measured_on desc, m.occurred_at desc limit 1) as "lastG"`,
    values: [clientId, exercise, side, on, exceptId],
  })
  return row ?? { session: null, lastG: null }
}
