/**
 * How far a clinic's chain has come in what something rests on. What was read under a stamp is what would be read now, for as
 * long as the stamp is the same: docs/decisions/053-what-stands-beside.md. Each list has an index of its own, whose
 * condition is that list.
 */

/** Whose changes are all that can change what waits, who may decide it, and the words it is shown with. */
const waitingTables = [
  'absence_ends',
  'absences',
  'care_team',
  'client_events',
  'clients',
  'clinics',
  'decisions',
  'erasures',
  'findings',
  'holds',
  'member_roles',
  'members',
  'prescriptions',
  'programs',
  'red_flags',
  'screening_outcomes',
  'screenings',
  'versions',
]

/** The same of what stands beside it: windows, check-ins, deviations, red flags, and the frame of the page, but for what is told. */
const besideTables = [
  'absence_ends',
  'absences',
  'care_team',
  'check_ins',
  'clients',
  'clinics',
  'decisions',
  'deviation_reviews',
  'deviations',
  'emergency_access_ends',
  'emergency_accesses',
  'erasures',
  'holds',
  'member_roles',
  'members',
  'prescriptions',
  'programs',
  'red_flag_acknowledgements',
  'red_flag_escalations',
  'red_flags',
  'strikes',
  'training_sessions',
  'versions',
  'window_flags',
  'window_notices',
  'window_reviews',
]

/** The days of the clinic that a stamp carries, as a table: `at` is an expression, the other is the day of the statement. */
export const daysSql = (at: string) => `(select (${at}::timestamptz at time zone n.time_zone)::date as today,
  (statement_timestamp() at time zone n.time_zone)::date as "day" from clinics n where n.id = current_clinic())`

const stampSql = (tables: readonly string[], days: string) => `((select encode(e.hash, 'base64') from audit_events e
  where e.clinic_id = current_clinic() and e.table_name = any ('{${tables.join()}}'::text[]) order by e.seq desc limit 1)
  || ' ' || ${days}.today || ' ' || ${days}."day")`

/** Expressions over the days `days`; null where there is no chain, and nothing is known then. */
export const waitingStampSql = (days: string) => stampSql(waitingTables, days)
export const besideStampSql = (days: string) => stampSql(besideTables, days)
