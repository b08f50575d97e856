/** What stands beside one exercise: measurements, pain, weeks and programs; a part of the statement that draws it. */
import type { CalendarDay } from '~/domain/calendar-day'
import type { Side } from '~/domain/limb'
import { mostSingleTests } from '~/domain/progress'
import type { Course } from '~/domain/progress-marks'
import type { PainPoint } from '~/domain/progress-pain'
import type { WeekDone } from '~/domain/progress-weeks'
import type { Plan, Stretch } from '~/domain/progress-work'
import { notStruck, ownMeasurements, ownSets, slotOf } from './progress-sql.server'

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

// A reading a day, and of more than the domain lets stand each by itself one a bucket, as of tested maxima.
/** `struck` comes before them. */
export const courseTables = `
reading as (
  select m.kind, coalesce(m.site, m.movement, m.instrument, m.exercise) as subject, m.side, m.is_passive, m.scale_low, m.scale_high,
    m.is_higher_better, case when m.kind = 'endurance' then m.amount end as load_g, m.kind in ('isometric-force', 'endurance') as is_most,
    case when m.kind = 'endurance' then m.reps else m.amount end as value, m.measured_on as day, m.occurred_at, m.id
  from measurements m where ${ownMeasurements} and m.measured_on >= $2::date
    and m.kind in ('girth', 'isometric-force', 'range-of-motion', 'score', 'endurance') and (m.kind <> 'endurance' or m.exercise = $5)),
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
    select m.measured_on as day, m.amount as nrs from measurements m where ${ownMeasurements} and m.kind = 'pain' and m.measured_on >= $2::date
    union all select t.day, t.pain_nrs from training_sessions t where t.clinic_id = current_clinic() and t.client_id = $1::uuid
      and t.pain_nrs is not null and t.day >= $2::date and ${notStruck('session', 't.id')}) r
  order by width_bucket(r.day, $3::date[]), r.nrs desc, r.day`

// Days of a log count as sessions, for it does not tell them apart.
const weeks = `
  select coalesce(v.week, h.week) as week, coalesce(v.volume, 0) as "volumeG", coalesce(v.days_of_logs, 0) + coalesce(h.held, 0) as sessions from
    (select (d.day - $4::date) / 7 as week, sum(d.volume) as volume, count(*) filter (where d.is_of_log) as days_of_logs from (
      select s.performed_on as day, sum(greatest(s.load_g, 0)::bigint * s.reps) as volume, bool_or(s.session_id is null) as is_of_log
      from sets s where ${ownSets} and s.performed_on >= $4::date group by 1) d group by 1) v
    full join (select (t.day - $4::date) / 7 as week, count(*) as held from training_sessions t where t.clinic_id = current_clinic()
      and t.client_id = $1::uuid and t.day >= $4::date and ${notStruck('session', 't.id')} group by 1) h on h.week = v.week`

const programs = `
  select json_build_object(
    'isOfExercise', exists (select 1 from versions v join prescriptions l on l.clinic_id = v.clinic_id and l.version_id = v.id
      where v.clinic_id = p.clinic_id and v.program_id = p.id and l.exercise = $5),
    'clearedOn', coalesce((select json_agg(clinic_day(d.occurred_at) order by d.seq) from decisions d
      where d.clinic_id = p.clinic_id and d.program_id = p.id and d.outcome in ('cleared', 'cleared-with-limits')), '[]'),
    'holds', coalesce((select json_agg(json_build_object('from', clinic_day(h.occurred_at), 'until', clinic_day(h.lifted_at))
      order by h.occurred_at) from holds h where h.clinic_id = p.clinic_id and h.program_id = p.id), '[]'),
    'sessionsOn', coalesce((select json_agg(t.day order by t.day) from training_sessions t
      where t.clinic_id = p.clinic_id and t.program_id = p.id and t.day >= $2::date and ${notStruck('session', 't.id')}), '[]'),
    'plans', coalesce((select json_agg(json_build_object('from', c.from_day, 'until', c.until_day, 'sessionsPerWeek', c.a_week)
        order by c.from_day) from (
        select greatest(clinic_day(d.occurred_at), clinic_day(p.started_at)) as from_day,
          least((lead(clinic_day(d.occurred_at)) over (order by d.seq)) - 1, clinic_day(p.ended_at)) as until_day,
          least(v.sessions_per_week, d.max_sessions_per_week) as a_week
        from decisions d join versions v on v.clinic_id = d.clinic_id and v.id = d.version_id
        where d.clinic_id = p.clinic_id and d.program_id = p.id and d.outcome in ('cleared', 'cleared-with-limits')
          and p.started_at is not null) c
      where c.until_day is null or c.until_day >= c.from_day), '[]')) as course
  from programs p where p.clinic_id = current_clinic() and p.client_id = $1::uuid order by p.id`

export const courseColumns = `
  coalesce((select json_agg(json_build_object('kind', l.kind, 'subject', l.subject, 'side', l.side, 'loadG', l.load_g, 'isPassive', l.is_passive,
      'low', l.scale_low, 'high', l.scale_high, 'isHigherBetter', l.is_higher_better, 'points', l.points)
    order by l.kind, l.subject, array_position(array['left', 'right', 'both'], l.side), l.load_g, l.is_passive, l.scale_low, l.scale_high)
    from line l where l.place <= ${mostSeries}), '[]') as "measured",
  coalesce((select json_agg(r order by r."on") from (${pain}) r), '[]') as "pain",
  coalesce((select json_agg(w order by w.week) from (${weeks}) w), '[]') as "weeks",
  coalesce((select json_agg(c.course) from (${programs}) c), '[]') as "programs",
  coalesce((select json_agg(w order by w."openedOn") from (
    select distinct r.opened_on as "openedOn", r.extension_days as "extensionDays", clinic_window_days() as "windowDays" from rehab_windows r
    where r.clinic_id = current_clinic() and r.client_id = $1::uuid) w), '[]') as "windows",
  coalesce((select json_agg(distinct clinic_day(f.occurred_at)) from red_flags f
    where f.clinic_id = current_clinic() and f.client_id = $1::uuid), '[]') as "redFlags"`
