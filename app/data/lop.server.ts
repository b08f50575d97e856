/** Limb occlusion pressure as measured: only under a screening that allows a cuff on that limb. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import { whyNotScreened } from '~/domain/clearance'
import { type Limb, limbs } from '~/domain/limb'
import type { Refusal } from '~/domain/refusal'
import type { ScreeningOutcome } from '~/domain/screening'
import { isStaleByTime } from '~/domain/screening-validity'
import type { Acting } from './acting.server'
import { commandOnClient } from './client-door.server'
import type { Outcome } from './command.server'
import { newId } from './id.server'
import { queryOf } from './rule-facts.server'

export const lopPositions = ['lying', 'sitting', 'standing'] as const
export type LopPosition = (typeof lopPositions)[number]

export type Measured = {
  clientId: string
  limb: Limb
  cuffWidthMm: number
  position: LopPosition
  pressureMmhg: number
}

/** Closes a limb's artery: refused while the screening is missing, out of date, or rules restriction out there. */
export function measureLop(
  member: Acting,
  { key, at, clientId, ...asked }: Measured & { key: string; at: Date },
): Promise<Outcome<{ measurementId: string }>> {
  const action = 'lop:measure'
  return commandOnClient<{ measurementId: string }>(
    member,
    { key, name: action, action, clientId, body: asked, at },
    async (tx) => {
      const why = (await cuffRefusals(queryOf(tx), { clientId, at }))[asked.limb]
      if (why) return { ok: false, why }
      const measurementId = newId()
      await tx.lopMeasurement.create({
        data: {
          ...asked,
          clinicId: member.clinicId,
          id: measurementId,
          clientId,
          measuredBy: member.memberId,
          occurredAt: at,
        },
        select: { id: true },
      })
      return { ok: true, measurementId }
    },
  )
}

/** Why no cuff may be closed on each limb now; null where one may. */
export async function cuffRefusals(
  query: Query,
  { clientId, at }: { clientId: string; at: Date },
): Promise<Record<Limb, Refusal | null>> {
  const rows = await query<Standing>({
    name: 'cuff-refusals',
    text: `select l.limb, screening_outcome($1::uuid, true, array[l.limb]) as "outcome",
             screening_is_outdated($1::uuid) as "isOutdated", c.screening_valid_days as "validDays",
             clinic_day($2::timestamptz)::text as "today",
             (select s.screened_on::text from screenings s where s.clinic_id = c.id and s.client_id = $1::uuid
               order by s.seq desc limit 1) as "screenedOn"
           from clinics c, unnest($3::text[]) as l (limb) where c.id = current_clinic()`,
    values: [clientId, at, limbs],
  })
  return Object.fromEntries(rows.map((row) => [row.limb, whyNoCuff(row)])) as Record<Limb, Refusal | null>
}

type Standing = {
  limb: Limb
  outcome: ScreeningOutcome | null
  isOutdated: boolean
  validDays: number
  today: CalendarDay
  screenedOn: CalendarDay | null
}

function whyNoCuff({ outcome, isOutdated, validDays, today, screenedOn }: Standing): Refusal | null {
  if (!outcome || !screenedOn) return whyNotScreened(null, true)
  const isStale = isStaleByTime(screenedOn, today, validDays)
  return whyNotScreened({ outcome, isStale, isOutdatedByEvent: isOutdated }, true)
}

export type LopOnRecord = {
  limb: Limb
  cuffWidthMm: number
  position: LopPosition
  pressureMmhg: number
  measuredOn: CalendarDay
  ageDays: number
  measuredBy: string
}

/** The newest of each limb, cuff and position. */
export function newestLops(query: Query, { clientId, at }: { clientId: string; at: Date }): Promise<LopOnRecord[]> {
  return query<LopOnRecord>({
    name: 'newest-lops',
    text: `select distinct on (l.limb, l.cuff_width_mm, l.position) l.limb, l.cuff_width_mm as "cuffWidthMm", l.position,
             l.pressure_mmhg as "pressureMmhg", l.measured_on::text as "measuredOn",
             clinic_day($2::timestamptz) - l.measured_on as "ageDays", m.name as "measuredBy"
           from lop_measurements l join members m on m.clinic_id = l.clinic_id and m.id = l.measured_by
           where l.clinic_id = current_clinic() and l.client_id = $1::uuid
           order by l.limb, l.cuff_width_mm, l.position, l.occurred_at desc`,
    values: [clientId, at],
  })
}
