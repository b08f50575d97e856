/** How the client's newest screening stands for a version: its outcome there, and whether it is still worth something. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import type { ScreeningStanding } from '~/domain/clearance'
import type { Limb } from '~/domain/limb'
import type { ScreeningOutcome } from '~/domain/screening'
import { isStaleByTime } from '~/domain/screening-validity'
import { isId } from './id.server'

type Row = {
  outcome: ScreeningOutcome | null
  screeningId: string | null
  screenedOn: CalendarDay | null
  today: CalendarDay
  validDays: number
  isOutdated: boolean
}

/** The columns of a Row, of these expressions for whose it is asked, with what of it and when; the clinic is `c`, the newest `n`. */
const columns = (client: string, isBfr: string, limbs: string, at: string) => `
  screening_outcome(${client}, ${isBfr}, ${limbs}) as "outcome", n.id as "screeningId", n.screened_on::text as "screenedOn",
  clinic_day(${at}::timestamptz)::text as "today", c.screening_valid_days as "validDays",
  screening_is_outdated(${client}) as "isOutdated"`
const newestOf = (client: string) => `
left join lateral (select s.id, s.screened_on from screenings s where s.clinic_id = c.id and s.client_id = ${client}
  order by s.seq desc limit 1) n on true`

const text = `
select ${columns('$1::uuid', '$2::boolean', '$3::text[]', '$4')}
from clinics c ${newestOf('$1::uuid')}
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
  return standingOf(row)
}

const versionText = `
select ${columns('p.client_id', 'coalesce(v.is_bfr, false)', 'v.bfr_limbs', '$2')},
  case when v.kind = 'extension' then earlier_extensions(v.id, $2::timestamptz) else 0 end as "earlierExtensions"
from clinics c
join versions v on v.clinic_id = c.id and v.id = $1::uuid
join programs p on p.clinic_id = v.clinic_id and p.id = v.program_id ${newestOf('p.client_id')}
where c.id = current_clinic()`

/** As screeningStanding(), of a version that is submitted, with how many extensions came before it; null: there is none. */
export async function standingOfVersion(
  query: Query,
  { versionId, at }: { versionId: string; at: Date },
): Promise<(Standing & { earlierExtensions: number }) | null> {
  if (!isId(versionId)) return null
  type VersionRow = Row & { earlierExtensions: number }
  const [row] = await query<VersionRow>({ name: 'version-standing', text: versionText, values: [versionId, at] })
  return row ? { ...standingOf(row), earlierExtensions: row.earlierExtensions } : null
}

function standingOf({ outcome, screeningId, screenedOn, today, validDays, isOutdated }: Row): Standing {
  if (!outcome || !screenedOn) return { screening: null, screeningId, today }
  const isStale = isStaleByTime(screenedOn, today, validDays)
  return { screening: { outcome, isStale, isOutdatedByEvent: isOutdated }, screeningId, today }
}
