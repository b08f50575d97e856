/** What a client's progress is drawn from, gathered in two statements; what is struck through is left out. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Limb, Side } from '~/domain/limb'
import type { PerformedSet, TestedMaximum } from '~/domain/progress'
import type { Stretch } from '~/domain/progress-work'

export type TrainedExercise = { exercise: string; days: number; lastOn: CalendarDay; isTested: boolean }

/** `volumeG` is grams times repetitions; sets without a load add nothing to it. */
export type WeekRow = { weekOf: CalendarDay; volumeG: number; sessions: number }

export type GirthReading = { on: CalendarDay; site: string; side: Side; mm: number }

export type ProgramCourse = {
  clearedOn: CalendarDay[]
  holds: Stretch[]
  plans: (Stretch & { sessionsPerWeek: number })[]
  sessionsOn: CalendarDay[]
}

export type CourseRow = {
  exercises: TrainedExercise[]
  /** The limb of the newest program, running ones first; null where no line names one. */
  limb: Limb | null
  programs: ProgramCourse[]
  windows: { openedOn: CalendarDay; extensionDays: number; windowDays: number }[]
  redFlags: CalendarDay[]
  pain: { on: CalendarDay; nrs: number; when: string }[]
  girth: GirthReading[]
  weeks: WeekRow[]
}

const notStruck = (subject: 'set' | 'session' | 'measurement' | 'import', id: string) =>
  `not exists (select 1 from strikes k where k.clinic_id = current_clinic() and k.subject = '${subject}' and k.subject_id = ${id})`

const setsOf = `from sets s where s.clinic_id = current_clinic() and s.client_id = $1::uuid
  and ${notStruck('set', 's.id')} and (s.session_id is null or ${notStruck('session', 's.session_id')}) and (s.import_id is null or ${notStruck('import', 's.import_id')})`

const measured = (kind: string) => `from measurements m where m.clinic_id = current_clinic() and m.client_id = $1::uuid
  and m.kind = '${kind}' and ${notStruck('measurement', 'm.id')} and (m.import_id is null or ${notStruck('import', 'm.import_id')})`

const programCourse = `
  select json_build_object(
    'clearedOn', coalesce((select json_agg(clinic_day(d.occurred_at) order by d.seq) from decisions d
      where d.clinic_id = p.clinic_id and d.program_id = p.id and d.outcome in ('cleared', 'cleared-with-limits')), '[]'),
    'holds', coalesce((select json_agg(json_build_object('from', clinic_day(h.occurred_at), 'until', clinic_day(h.lifted_at))
      order by h.occurred_at) from holds h where h.clinic_id = p.clinic_id and h.program_id = p.id), '[]'),
    'sessionsOn', coalesce((select json_agg(t.day order by t.day) from training_sessions t
      where t.clinic_id = p.clinic_id and t.program_id = p.id and ${notStruck('session', 't.id')}), '[]'),
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

const text = `
select
  coalesce((select json_agg(e) from (
    select d.exercise, count(distinct d.day) as "days", max(d.day) as "lastOn", bool_or(d.is_test) as "isTested" from (
      select s.exercise, s.performed_on as day, false as is_test ${setsOf}
      union all select m.exercise, m.measured_on, true ${measured('one-rm')}) d
    group by d.exercise order by bool_or(d.is_test) desc, count(distinct d.day) desc, d.exercise limit 200) e), '[]') as "exercises",
  (select l.limb from programs p join versions v on v.clinic_id = p.clinic_id and v.program_id = p.id
     join prescriptions l on l.clinic_id = v.clinic_id and l.version_id = v.id
   where p.clinic_id = current_clinic() and p.client_id = $1::uuid and l.limb is not null
   order by (p.status in ('active', 'on-hold')) desc, p.id desc, (v.id = p.in_force_version_id) desc, v.number desc, l.position
   limit 1) as "limb",
  coalesce((select json_agg(c.course) from (${programCourse}) c), '[]') as "programs",
  coalesce((select json_agg(w order by w."openedOn") from (
    select distinct r.opened_on as "openedOn", r.extension_days as "extensionDays", clinic_window_days() as "windowDays" from rehab_windows r
    where r.clinic_id = current_clinic() and r.client_id = $1::uuid) w), '[]') as "windows",
  coalesce((select json_agg(distinct clinic_day(f.occurred_at)) from red_flags f
    where f.clinic_id = current_clinic() and f.client_id = $1::uuid), '[]') as "redFlags",
  coalesce((select json_agg(r order by r."on", r.nrs) from (
    select m.measured_on as "on", m.amount as nrs, 'asked' as "when" ${measured('pain')}
    union all select t.day, t.pain_nrs, 'at a session' from training_sessions t
      where t.clinic_id = current_clinic() and t.client_id = $1::uuid and t.pain_nrs is not null
        and ${notStruck('session', 't.id')}) r), '[]') as "pain",
  coalesce((select json_agg(json_build_object('on', m.measured_on, 'site', m.site, 'side', m.side, 'mm', m.amount)
    order by m.measured_on, m.occurred_at) ${measured('girth')}), '[]') as "girth",
  coalesce((select json_agg(w order by w."weekOf") from (
    select date_trunc('week', s.performed_on)::date as "weekOf", sum(greatest(coalesce(s.load_g, 0), 0)::bigint * s.reps) as "volumeG",
      count(distinct coalesce(s.session_id::text, s.performed_on::text)) as "sessions"
    ${setsOf} group by 1) w), '[]') as "weeks"`

export async function findCourse(query: Query, clientId: string): Promise<CourseRow> {
  const [row] = await query<CourseRow>({ name: 'progress-course', text, values: [clientId] })
  if (!row) throw new Error('The course of a client is one row.')
  return row
}

type StrengthRow = {
  tests: Omit<TestedMaximum, 'exercise'>[]
  /** Sets alike in everything that a chart asks stand once, with how many they are. */
  sets: (Omit<PerformedSet, 'exercise' | 'isWarmup'> & { count: number })[]
}

export async function findStrength(
  query: Query,
  clientId: string,
  exercise: string,
): Promise<{ tests: TestedMaximum[]; sets: PerformedSet[] }> {
  const [row] = await query<StrengthRow>({
    name: 'progress-strength',
    text: `
      select coalesce((select json_agg(json_build_object('side', m.side, 'on', m.measured_on, 'loadG', m.amount)
          order by m.measured_on, m.occurred_at) ${measured('one-rm')} and m.exercise = $2), '[]') as "tests",
        coalesce((select json_agg(g order by g."on") from (
          select s.side, s.performed_on as "on", s.load_g as "loadG", s.reps, s.rpe, s.is_test as "isTest",
            s.is_restricted as "isRestricted", count(*) as "count"
          ${setsOf} and s.exercise = $2 group by 1, 2, 3, 4, 5, 6, 7) g), '[]') as "sets"`,
    values: [clientId, exercise],
  })
  return {
    tests: (row?.tests ?? []).map((test) => ({ ...test, exercise })),
    sets: (row?.sets ?? []).flatMap(({ count, ...set }) =>
      Array.from({ length: count }, () => ({ ...set, exercise, isWarmup: false })),
    ),
  }
}
