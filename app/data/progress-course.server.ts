/** What stands beside one exercise: measurements, pain, weeks and programs; a part of the statement that draws it. */
import type { CalendarDay } from '~/domain/calendar-day'
import type { Side } from '~/domain/limb'
import { mostSingleTests } from '~/domain/progress'
import type { Course } from '~/domain/progress-marks'
import type { PainPoint } from '~/domain/progress-pain'
import type { WeekDone } from '~/domain/progress-weeks'
import type { Plan, Stretch } from '~/domain/progress-work'
import { notStruck, ownSets, slotOf } from './progress-sql.server'

export type ProgramCourse = {
  /** Whether a version of it has the exercise as a line. */
  isOfExercise: boolean
  clearedOn: CalendarDay[]
  holds: Stretch[]
  plans: Plan[]
  /** From `from` on, one day a session. */
  sessionsOn: CalendarDay[]
}

/** One line of a chart; of endurance the repetitions at a load, of all else the amount. */
export type MeasuredSeries = {
  kind: 'girth' | 'isometric-force' | 'range-of-motion' | 'score' | 'endurance'
  subject: string
  side: Side
  loadG: number | null
  isPassive: boolean | null
  low: number | null
  high: number | null
  isHigherBetter: boolean | null
  points: [CalendarDay, number][]
}

/** What `courseColumns` answer. */
export type CourseRead = {
  measured: MeasuredSeries[]
  pain: PainPoint[]
  weeks: WeekDone[]
  /** Oldest first. */
  programs: ProgramCourse[]
  windows: Course['windows']
  redFlags: CalendarDay[]
}

/** Lines of a kind, those measured last; more would not be told apart. */
const mostSeries = 24

const series = ['kind', 'subject', 'side', 'load_g', 'is_passive', 'scale_low', 'scale_high', 'is_higher_better']

/** Of force and endurance the most counts, of all else what was measured last. */
const bestFirst = (of: string) => `case when ${of}.is_most then ${of}.value end desc nulls last`

// The sessions are read once, for pain, weeks and programs. Of measurements a reading a day, and of more than the domain lets
// stand each by itself one a bucket, as of tested maxima.
/** `struck` and `taken` come before them. */
export const courseTables = `
clinic as materialized (select n.time_zone, n.window_days from clinics n where n.id = current_clinic()),
held as materialized (select t.program_id, t.day, t.pain_nrs from training_sessions t where t.clinic_id = current_clinic()
  and t.client_id = $1::uuid and t.day >= least($2::date, $4::date) and ${notStruck('session', 't.id')}),
reading as (
  select t.kind, t.subject, t.side, t.is_passive, t.scale_low, t.scale_high, t.is_higher_better,
    case when t.kind = 'endurance' then t.amount end as load_g, t.kind in ('isometric-force', 'endurance') as is_most,
    case when t.kind = 'endurance' then t.reps else t.amount end as value, t.day, t.occurred_at, t.id
  from taken t where t.day >= $2::date and t.kind not in ('one-rm', 'rep-max', 'pain')),
told_apart as (select r.*, dense_rank() over (order by ${series.map((column) => `r.${column}`).join(', ')}) as series from reading r),
daily as (select distinct on (r.series, r.day) r.* from told_apart r
  order by r.series, r.day, ${bestFirst('r')}, r.occurred_at desc, r.id desc),
slotted as (select d.*, case when count(*) over (partition by d.series) > ${mostSingleTests} then ${slotOf('d', 'series', '$3')}
    else d.day - date '0001-01-01' end as slot from daily d),
drawn as (select distinct on (s.series, s.slot) s.* from slotted s
  order by s.series, s.slot, ${bestFirst('s')}, case when s.is_most then s.day end, s.day desc),
line as (
  select ${series.join(', ')}, json_agg(json_build_array(d.day, d.value) order by d.day) as points,
    row_number() over (partition by d.kind order by max(d.day) desc, d.subject, d.side) as place
  from drawn d group by ${series.join(', ')})`

const pain = `
  select distinct on (width_bucket(r.day, $3::date[])) r.day as "on", r.nrs from (
    select t.day, t.amount as nrs from taken t where t.kind = 'pain' and t.day >= $2::date
    union all select h.day, h.pain_nrs from held h where h.pain_nrs is not null and h.day >= $2::date) r
  order by width_bucket(r.day, $3::date[]), r.nrs desc, r.day`

// Days of a log count as sessions, for it does not tell them apart: a bit for each day of the week, which needs no sorting.
const weeks = `
  select w.week, sum(w.volume) as "volumeG", sum(w.sessions) as sessions from (
    select (s.performed_on - $4::date) / 7 as week, sum(greatest(s.load_g, 0)::bigint * s.reps) as volume,
      coalesce(bit_count(bit_or(1 << ((s.performed_on - $4::date) % 7)) filter (where s.session_id is null)::bit(8)), 0) as sessions
    from sets s where ${ownSets} and s.performed_on >= $4::date group by 1
    union all select (h.day - $4::date) / 7, 0, count(*) from held h where h.day >= $4::date group by 1) w
  group by w.week`

/** Of a program `p`: each clearance is a plan until the next, from its first session on. */
const clearances = `
  select coalesce(json_agg(c.day order by c.seq), '[]') as days,
    coalesce(json_agg(json_build_object('from', c.from_day, 'until', c.until_day, 'sessionsPerWeek', c.a_week) order by c.from_day)
      filter (where p.started_at is not null and (c.until_day is null or c.until_day >= c.from_day)), '[]') as plans
  from (select d.seq, z.day, greatest(z.day, (p.started_at at time zone n.time_zone)::date) as from_day,
      least((lead(z.day) over (order by d.seq)) - 1, (p.ended_at at time zone n.time_zone)::date) as until_day,
      least(v.sessions_per_week, d.max_sessions_per_week) as a_week
    from decisions d join versions v on v.clinic_id = d.clinic_id and v.id = d.version_id,
      lateral (select (d.occurred_at at time zone n.time_zone)::date as day) z
    where d.clinic_id = p.clinic_id and d.program_id = p.id and d.outcome in ('cleared', 'cleared-with-limits')) c`

const programs = `
  select json_build_object(
    'isOfExercise', exists (select 1 from versions v join prescriptions l on l.clinic_id = v.clinic_id and l.version_id = v.id
      where v.clinic_id = p.clinic_id and v.program_id = p.id and l.exercise = $5),
    'clearedOn', cleared.days,
    'holds', coalesce((select json_agg(json_build_object('from', (h.occurred_at at time zone n.time_zone)::date,
        'until', (h.lifted_at at time zone n.time_zone)::date) order by h.occurred_at)
      from holds h where h.clinic_id = p.clinic_id and h.program_id = p.id), '[]'),
    'sessionsOn', coalesce(sessions.days, '[]'), 'plans', cleared.plans) as course
  from clinic n cross join programs p cross join lateral (${clearances}) cleared
  left join (select h.program_id, json_agg(h.day order by h.day) as days from held h where h.day >= $2::date group by 1) sessions
    on sessions.program_id = p.id
  where p.clinic_id = current_clinic() and p.client_id = $1::uuid order by p.id`

export const courseColumns = `
  coalesce((select json_agg(json_build_object('kind', l.kind, 'subject', l.subject, 'side', l.side, 'loadG', l.load_g, 'isPassive', l.is_passive,
      'low', l.scale_low, 'high', l.scale_high, 'isHigherBetter', l.is_higher_better, 'points', l.points)
    order by l.kind, l.subject, array_position(array['left', 'right', 'both'], l.side), l.load_g, l.is_passive, l.scale_low, l.scale_high)
    from line l where l.place <= ${mostSeries}), '[]') as "measured",
  coalesce((select json_agg(r order by r."on") from (${pain}) r), '[]') as "pain",
  coalesce((select json_agg(w order by w.week) from (${weeks}) w), '[]') as "weeks",
  coalesce((select json_agg(c.course) from (${programs}) c), '[]') as "programs",
  coalesce((select json_agg(w order by w."openedOn") from (
    select distinct r.opened_on as "openedOn", r.extension_days as "extensionDays", n.window_days as "windowDays" from clinic n, rehab_windows r
    where r.clinic_id = current_clinic() and r.client_id = $1::uuid) w), '[]') as "windows",
  coalesce((select json_agg(distinct (f.occurred_at at time zone n.time_zone)::date) from clinic n, red_flags f
    where f.clinic_id = current_clinic() and f.client_id = $1::uuid), '[]') as "redFlags"`
