/** How finely a stretch of days is drawn: by day, week or month, so that six years weigh little more than ninety days. */
import { addDays, type CalendarDay, daysBetween } from './calendar-day'
import type { Bucket } from './progress-shown'
import { mondayOf } from './progress-work'

/** The longest that is drawn day by day. */
const mostDays = 90
/** Three years, one of them a leap year: the longest that is drawn week by week. */
const mostDaysOfWeeks = 1_096

/** Both days are within. */
export function bucketFor(from: CalendarDay, until: CalendarDay): Bucket {
  const days = daysBetween(from, until) + 1
  if (days <= mostDays) return 'day'
  return days <= mostDaysOfWeeks ? 'week' : 'month'
}

const nextStart: Record<Bucket, (day: CalendarDay) => CalendarDay> = {
  day: (day) => addDays(day, 1),
  week: (day) => addDays(mondayOf(day), 7),
  month: (day) => `${addDays(`${day.slice(0, 7)}-01`, 31).slice(0, 7)}-01`,
}

/** The first day of each bucket: `from` itself, then Mondays or firsts of months. */
export function bucketStarts(from: CalendarDay, until: CalendarDay, bucket: Bucket): CalendarDay[] {
  const starts: CalendarDay[] = []
  for (let day = from; day <= until; day = nextStart[bucket](day)) starts.push(day)
  return starts
}

/** The same from the first day of all on: what lies before the range is a baseline, and drawn as coarsely as its length asks. */
export function startsWithPast(first: CalendarDay, from: CalendarDay, until: CalendarDay): CalendarDay[] {
  const within = bucketStarts(from, until, bucketFor(from, until))
  if (first >= from) return within
  const before = addDays(from, -1)
  return [...bucketStarts(first, before, bucketFor(first, before)), ...within]
}

/** Which bucket a day lies in, counted from 1; 0 before the first, as `width_bucket` of PostgreSQL counts. */
export function bucketIn(starts: readonly CalendarDay[]): (day: CalendarDay) => number {
  return (day) => {
    let [low, high] = [0, starts.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((starts[middle] ?? '') <= day) low = middle + 1
      else high = middle
    }
    return low
  }
}
