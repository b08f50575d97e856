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

/** The columns of a Row, the clinic being `c` and the standing `n`. */
const columns = (at: string) => `
  n.outcome, n.screening_id as "screeningId", n.screened_on::text as "screenedOn", clinic_day(${at}::timestamptz)::text as "today",
  c.screening_valid_days as "validDays", coalesce(n.is_outdated, false) as "isOutdated"`
const standing = (client: string, isBfr: string, limbs: string) =>
  `cross join lateral screening_standing(${client}, ${isBfr}, ${limbs}) n`

const text = `
select ${columns('$4')} from clinics c ${standing('$1::uuid', '$2::boolean', '$3::text[]')} where c.id = current_clinic()`

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
select ${columns('$2')},
  case when v.kind = 'extension' then earlier_extensions(v.id, $2::timestamptz) else 0 end as "earlierExtensions"
from clinics c
join versions v on v.clinic_id = c.id and v.id = $1::uuid
join programs p on p.clinic_id = v.clinic_id and p.id = v.program_id
${standing('p.client_id', 'coalesce(v.is_bfr, false)', 'v.bfr_limbs')}
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
