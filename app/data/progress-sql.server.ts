/** What the statements of a client's progress ask alike. $1 is the client; `struck` is asked for first. */
import { leastRpeForAnEstimate, mostRepsForAnEstimate } from '~/domain/strength'

/** What is struck through of this client: few, and looked up instead of asking for each of many rows. */
export const struck = `struck as materialized (
  select k.subject, k.subject_id from strikes k where k.clinic_id = current_clinic() and k.client_id = $1::uuid)`

export const notStruck = (subject: 'session' | 'measurement', id: string) =>
  `not exists (select 1 from struck k where k.subject = '${subject}' and k.subject_id = ${id})`

/** A set goes by itself, with its session, or with the import that brought it; it has one of the two. */
export const ownSets = `s.clinic_id = current_clinic() and s.client_id = $1::uuid
  and not exists (select 1 from struck k where k.subject = 'set' and k.subject_id = s.id)
  and not exists (select 1 from struck k where k.subject in ('session', 'import') and k.subject_id = coalesce(s.session_id, s.import_id))`

export const ownMeasurements = `m.clinic_id = current_clinic() and m.client_id = $1::uuid and ${notStruck('measurement', 'm.id')}
  and (m.import_id is null or not exists (select 1 from struck k where k.subject = 'import' and k.subject_id = m.import_id))`

/** The bucket of a day, its first days being `starts`; the first and the last day of all stand alone, in none. */
export const slotOf = (of: string, by: string, starts: string) =>
  `case ${of}.day when min(${of}.day) over (partition by ${of}.${by}) then -1
    when max(${of}.day) over (partition by ${of}.${by}) then -2 else width_bucket(${of}.day, ${starts}::date[]) end`

/** What sets_estimable holds, word for word: the domain's own bounds, of which tests/data/progress-large.test.ts sees that they fit. */
export const isEstimable = `not s.is_restricted and s.reps between 1 and ${mostRepsForAnEstimate} and s.load_g > 0
  and (s.is_test or s.rpe >= ${leastRpeForAnEstimate})`
