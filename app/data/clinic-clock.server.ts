/** The clinic's own clock: PostgreSQL alone says which instant a day and a time in its zone are. */
import { readClinic, type Actor } from '~/database/door.server'

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
