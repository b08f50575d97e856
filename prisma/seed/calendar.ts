/** The days a clinic's demo takes place on, counted from its own today: -3 is three days ago. */
import type pg from 'pg'
import type { CalendarDay } from '~/domain/calendar-day'

/** As far back as any history goes. */
const daysKept = 400

export type Calendar = {
  day: (offset: number) => CalendarDay
  /** The instant of a clock time, such as `09:30`; of today, never one that is still to come. */
  at: (offset: number, time: string, moreMinutes?: number) => Date
}

/** PostgreSQL says which day it is in this zone, and when each day began. */
export async function calendarOf(owner: pg.Client, timeZone: string, now: Date): Promise<Calendar> {
  const { rows } = await owner.query<{ day: CalendarDay; began: Date }>(
    `select d::date::text as day, d::date::timestamp at time zone $1 as began
     from generate_series(0, $3::integer) n, lateral (select ($2::timestamptz at time zone $1)::date - n as d) x
     order by n`,
    [timeZone, now, daysKept],
  )
  const row = (offset: number) => {
    const found = rows[-offset]
    if (!found) throw new Error(`The demo has no day ${offset}.`)
    return found
  }
  return {
    day: (offset) => row(offset).day,
    at: (offset, time, moreMinutes = 0) => {
      const [hours = 0, minutes = 0] = time.split(':').map(Number)
      const instant = row(offset).began.getTime() + (hours * 60 + minutes + moreMinutes) * 60_000
      return new Date(Math.min(instant, now.getTime() - 60_000))
    },
  }
}
