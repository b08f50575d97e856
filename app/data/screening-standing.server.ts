/** How the client's newest screening stands for a version: its outcome there, and whether it is still worth something. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import type { ScreeningStanding } from '~/domain/clearance'
import type { Limb } from '~/domain/limb'
import type { ScreeningOutcome } from '~/domain/screening'
import { isStaleByTime } from '~/domain/screening-validity'

type Row = {
  outcome: ScreeningOutcome | null
  screeningId: string | null
  screenedOn: CalendarDay | null
  today: CalendarDay
  validDays: number
  isOutdated: boolean
}

const text = `
select screening_outcome($1::uuid, $2::boolean, $3::text[]) as "outcome",
  n.id as "screeningId", n.screened_on::text as "screenedOn",
  clinic_day($4::timestamptz)::text as "today", c.screening_valid_days as "validDays",
  screening_is_outdated($1::uuid) as "isOutdated"
from clinics c
left join lateral (select s.id, s.screened_on from screenings s where s.clinic_id = c.id and s.client_id = $1::uuid
  order by s.seq desc limit 1) n on true
where c.id = current_clinic()`

/** `screeningId`: the newest, null where there is none. */
export type Standing = { screening: ScreeningStanding | null; screeningId: string | null; today: CalendarDay }

export async function screeningStanding(
  query: Query,
  asked: { clientId: string; isBfr: boolean; limbs: readonly Limb[]; at: Date },
): Promise<Standing> {
  const values = [asked.clientId, asked.isBfr, asked.limbs, asked.at]
  const [row] = await query<Row>({ name: 'screening-standing', text, values })
  if (!row) throw new Error('A clinic has its settings.')
  const { outcome, screeningId, screenedOn, today, validDays, isOutdated } = row
  if (!outcome || !screenedOn) return { screening: null, screeningId, today }
  const isStale = isStaleByTime(screenedOn, today, validDays)
  return { screening: { outcome, isStale, isOutdatedByEvent: isOutdated }, screeningId, today }
}
