/** A person's own account: how they read, and when their password was last replaced. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import type { OwnFormats } from '~/domain/own-formats'
import type { LoadUnit } from '~/domain/units'
import type { Acting } from './acting.server'
import { command, type Outcome } from './command.server'

export type AccountPage = {
  own: { locale: string | null; units: LoadUnit | null; timeZone: string | null }
  clinic: { locale: string; units: LoadUnit; timeZone: string }
  /** The clinic's day. */
  today: CalendarDay
  passwordReplacedAt: Date | null
  openLogins: number
}

type Row = {
  locale: string | null
  units: LoadUnit | null
  timeZone: string | null
  clinicLocale: string
  clinicUnits: LoadUnit
  clinicTimeZone: string
  today: CalendarDay
  passwordReplacedAt: Date | null
  openLogins: number
}

/** What the page of the account shows beside what is known of every member; `idHash` is the login that asks. */
export async function accountPage(query: Query, memberId: string, idHash: string): Promise<AccountPage> {
  const [row] = await query<Row>({
    name: 'account-page',
    text: `select own.locale, own.units, own.time_zone as "timeZone",
        c.locale as "clinicLocale", c.units as "clinicUnits", c.time_zone as "clinicTimeZone",
        clinic_day(clock_timestamp())::text as "today",
        (select p.occurred_at from password_changes p where p.clinic_id = current_clinic() and p.member_id = $2::uuid
           order by p.id desc limit 1) as "passwordReplacedAt",
        (select count(*) from own_logins($1) l where l.ended_at is null and not l.is_idle) as "openLogins"
      from clinics c left join own_formats($1) own on true where c.id = current_clinic()`,
    values: [idHash, memberId],
  })
  if (!row) throw new Error('A member has a clinic.')
  const { locale, units, timeZone, clinicLocale, clinicUnits, clinicTimeZone, ...rest } = row
  return {
    own: { locale, units, timeZone },
    clinic: { locale: clinicLocale, units: clinicUnits, timeZone: clinicTimeZone },
    ...rest,
  }
}

/** Saved for the person of the login alone; which zones there are, PostgreSQL says. */
export function saveOwnFormats(
  member: Acting,
  idHash: string,
  { key, ...asked }: OwnFormats & { key: string },
): Promise<Outcome> {
  return command(member, { key, name: 'account:formats', body: asked }, async (tx): Promise<Outcome> => {
    await tx.$executeRaw`select save_own_formats(${idHash}, ${asked.locale}, ${asked.units}, ${asked.timeZone})`
    return { ok: true }
  })
}
