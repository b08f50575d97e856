/** What the statements of a client's progress ask alike. $1 is the client; `struck` is asked for first. */
import { leastRpeForAnEstimate, mostRepsForAnEstimate } from '~/domain/strength'

/**
 * What is struck through of this client, by what it is, in one row: few, and each held against all of them. As a join it would
 * be two more for each table that is read.
 */
export const struck = `struck as materialized (
  select ${(['set', 'session', 'measurement', 'import'] as const)
    .map((subject) => `coalesce(array_agg(k.subject_id) filter (where k.subject = '${subject}'), '{}') as ${subject}s`)
    .join(', ')}
  from strikes k where k.clinic_id = current_clinic() and k.client_id = $1::uuid)`

/** `id` is not null. */
export const notStruck = (subject: 'set' | 'session' | 'measurement' | 'import', id: string) =>
  `${id} <> all ((select k.${subject}s from struck k)::uuid[])`

/** A set goes by itself, with its session, or with the import that brought it; it has one of the two. */
export const ownSets = `s.clinic_id = current_clinic() and s.client_id = $1::uuid
  and ${notStruck('set', 's.id')}
  and coalesce(s.session_id, s.import_id) <> all ((select k.sessions || k.imports from struck k)::uuid[])`

export const ownMeasurements = `m.clinic_id = current_clinic() and m.client_id = $1::uuid and ${notStruck('measurement', 'm.id')}
  and (m.import_id is null or ${notStruck('import', 'm.import_id')})`

/** The bucket of a day, its first days being `starts`; the first and the last day of all stand alone, in none. */
export const slotOf = (of: string, by: string, starts: string) =>
  `case ${of}.day when min(${of}.day) over (partition by ${of}.${by}) then -1
    when max(${of}.day) over (partition by ${of}.${by}) then -2 else width_bucket(${of}.day, ${starts}::date[]) end`

/** What sets_estimable holds, word for word: the domain's own bounds, of which tests/data/progress-large.test.ts sees that they fit. */
export const isEstimable = `not s.is_restricted and s.reps between 1 and ${mostRepsForAnEstimate} and s.load_g > 0
  and (s.is_test or s.rpe >= ${leastRpeForAnEstimate})`
