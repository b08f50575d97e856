/** The clinic's own clock: PostgreSQL alone says which instant a day and a time in its zone are. */
import type { Tx } from '~/database/client.server'
import { readClinic, type Actor } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'

/** `time` as "14:06". In an hour that a change of clocks repeats, the later one; in one it skips, the hour after. */
export function instantInClinic(actor: Actor, day: string, time: string): Promise<Date> {
  return readClinic(actor, async (query) => {
    const [row] = await query<{ at: Date }>({
      name: 'instant-in-clinic',
      text: 'select ($1::date + $2::time) at time zone clinic_zone() as "at"',
      values: [day, time],
    })
    if (!row) throw new Error('PostgreSQL did not say which instant that is.')
    return row.at
  })
}

/** The same the other way round: what the clinic's clock shows at an instant, the time as "14:06:30". */
export async function clockOfClinic(query: Query, at: Date): Promise<{ day: CalendarDay; time: string }> {
  const text = `select clinic_day($1::timestamptz)::text as "day",
    to_char($1::timestamptz at time zone clinic_zone(), 'HH24:MI:SS') as "time"`
  const [row] = await query<{ day: CalendarDay; time: string }>({ name: 'clock-of-clinic', text, values: [at] })
  if (!row) throw new Error('PostgreSQL did not say what the clock of the clinic shows.')
  return row
}

/** The clinic's day of an instant, for a page. */
export async function clinicDay(query: Query, at: Date): Promise<CalendarDay> {
  const text = 'select clinic_day($1::timestamptz)::text as "day"'
  const [row] = await query<{ day: CalendarDay }>({ name: 'clinic-day', text, values: [at] })
  if (!row) throw new Error('PostgreSQL did not say which day that is.')
  return row.day
}

/** The same in a command. */
export async function clinicDayIn(tx: Tx, at: Date): Promise<CalendarDay> {
  const [row] = await tx.$queryRaw<{ day: CalendarDay }[]>`select clinic_day(${at}::timestamptz)::text as "day"`
  if (!row) throw new Error('PostgreSQL did not say which day that is.')
  return row.day
}
