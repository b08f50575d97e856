/** All that the charts of one exercise and beside it are drawn from: the second statement of a client's progress. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import { courseColumns, type CourseRead, courseTables } from './progress-course.server'
import { ownMeasurements, struck } from './progress-sql.server'
import {
  strengthColumns,
  type StrengthFound,
  strengthOf,
  type StrengthRead,
  strengthTables,
} from './progress-strength.server'

export type DrawnAsked = {
  exercise: string | null
  from: CalendarDay
  /** The first days of buckets, those of the past before `from` among them. */
  starts: CalendarDay[]
  startsWithin: CalendarDay[]
  /** That of the first whole week. */
  firstMonday: CalendarDay
}

// $2 is the first day shown, $3 the first days of buckets from there on, $4 the Monday, $5 the exercise, $6 all buckets.
// What was measured is read once for all charts: maxima of the exercise of all time, of all else what lies in the range.
const taken = `taken as materialized (
  select m.kind, coalesce(m.site, m.movement, m.instrument, m.exercise) as subject, m.side, m.is_passive, m.scale_low, m.scale_high,
    m.is_higher_better, m.is_failed, m.amount, m.reps, m.measured_on as day, m.occurred_at, m.id
  from measurements m where ${ownMeasurements} and case when m.kind in ('one-rm', 'rep-max') then m.exercise = $5
    when m.kind = 'endurance' then m.exercise = $5 and m.measured_on >= $2::date
    else m.measured_on >= $2::date and m.kind in ('girth', 'isometric-force', 'range-of-motion', 'score', 'pain') end)`

const text = `
with ${struck}, ${taken}, ${strengthTables}, ${courseTables}
select ${strengthColumns}, ${courseColumns}`

/** `strength` is null where there is no exercise. */
export async function findDrawn(
  query: Query,
  clientId: string,
  { exercise, from, starts, startsWithin, firstMonday }: DrawnAsked,
): Promise<{ strength: StrengthRead | null; course: CourseRead }> {
  const values = [clientId, from, startsWithin, firstMonday, exercise, starts]
  const [read] = await query<StrengthFound & CourseRead>({ name: 'progress-drawn', text, values })
  if (!read) throw new Error('What is drawn of a client is one row.')
  return { strength: exercise === null ? null : strengthOf(read, exercise), course: read }
}
