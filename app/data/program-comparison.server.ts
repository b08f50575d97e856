/** What programs of a client are compared by, gathered in one statement; what is struck through is left out. */
import { z } from 'zod'
import type { Query } from '~/database/query.server'
import { type CalendarDay, daysBetween } from '~/domain/calendar-day'
import { type Side, sides } from '~/domain/limb'
import {
  type ComparedProgram,
  countsUntil,
  drawnOf,
  type Estimable,
  gainOf,
  maximaOf,
  type ProgramComparison,
  type Tested,
  thinned,
} from '~/domain/program-comparison'
import { adherence, type Plan, type Stretch } from '~/domain/progress-work'
import type { Formula } from '~/domain/strength'

export type ComparisonAsked = { exercise: string | null; side: Side | null; today: CalendarDay }

/** What the address asks for. */
const Asked = z.object({
  exercise: z
    .string()
    .max(200)
    .regex(/^[^\0]*$/)
    .nullable()
    .catch(null),
  side: z.enum(sides).nullable().catch(null),
})

export function askedComparison(params: URLSearchParams) {
  return Asked.parse(Object.fromEntries(['exercise', 'side'].map((name) => [name, params.get(name)])))
}

type ProgramRow = {
  id: string
  name: string
  clearedOn: CalendarDay
  endedOn: CalendarDay | null
  isStarted: boolean
  plans: Plan[]
  sessionsOn: CalendarDay[]
  holds: Stretch[]
  redFlags: number
  painFrom: number | null
  painTo: number | null
}

type Row = {
  choices: { exercise: string; side: Side }[]
  exercise: string | null
  side: Side | null
  formula: Formula
  tests: Tested[]
  sets: Estimable[]
  programs: ProgramRow[]
  total: number
}

/** More than a table is read of; the rest is counted. */
const mostPrograms = 50

const notStruck = (subject: 'set' | 'session' | 'measurement' | 'import', id: string) =>
  `not exists (select 1 from strikes k where k.clinic_id = current_clinic() and k.subject = '${subject}' and k.subject_id = ${id})`

const ofMeasurements = `from measurements m where m.clinic_id = current_clinic() and m.client_id = $1::uuid
  and ${notStruck('measurement', 'm.id')} and (m.import_id is null or ${notStruck('import', 'm.import_id')})`

const isRepMax = `m.kind = 'rep-max' and m.reps between 1 and 10 and not m.is_failed`

/** As the index sets_estimable has them. */
const ofSets = `from sets s where s.clinic_id = current_clinic() and s.client_id = $1::uuid
  and (s.is_test or s.rpe >= 9) and not s.is_restricted and s.reps between 1 and 10 and s.load_g > 0
  and ${notStruck('set', 's.id')} and (s.session_id is null or ${notStruck('session', 's.session_id')})
  and (s.import_id is null or ${notStruck('import', 's.import_id')})`

const isClearance = `d.outcome in ('cleared', 'cleared-with-limits')`
const decisionsOf = `from decisions d where d.clinic_id = p.clinic_id and d.program_id = p.id and ${isClearance}`
const sessionsOf = `from training_sessions t where t.clinic_id = p.clinic_id and t.program_id = p.id and ${notStruck('session', 't.id')}`

/** Each clearance is a plan until the next; as the page of progress has them. */
const plansOf = `select coalesce(json_agg(json_build_object('from', c.from_day, 'until', c.until_day, 'sessionsPerWeek', c.a_week)
    order by c.from_day), '[]') from (
  select greatest(clinic_day(d.occurred_at), p.started_on) as from_day,
    least((lead(clinic_day(d.occurred_at)) over (order by d.seq)) - 1, p.ended_on) as until_day,
    least(v.sessions_per_week, d.max_sessions_per_week) as a_week
  from decisions d join versions v on v.clinic_id = d.clinic_id and v.id = d.version_id
  where d.clinic_id = p.clinic_id and d.program_id = p.id and ${isClearance} and p.started_on is not null) c
  where c.until_day is null or c.until_day >= c.from_day`

const painWithin = (where: string, order: 'asc' | 'desc') =>
  `(select n.nrs from pain n where ${where} order by n.day ${order}, n.nrs desc limit 1)`
const untilEnd = `n.day > p.cleared_on and (p.ended_on is null or n.day <= p.ended_on)`

const text = `
with choices as (
  select c.exercise, c.side, sum(c.tests) as tests, sum(c.days) as days from (
    select m.exercise, m.side, count(distinct m.measured_on) as tests, count(distinct m.measured_on) as days
    ${ofMeasurements} and (m.kind = 'one-rm' or ${isRepMax}) group by 1, 2
    union all select s.exercise, s.side, 0, count(distinct s.performed_on) ${ofSets} group by 1, 2) c
  group by 1, 2),
ranked as (
  select c.exercise, c.side, c.tests, c.days, sum(c.tests) over (partition by c.exercise) as all_tests,
    sum(c.days) over (partition by c.exercise) as all_days from choices c),
involved as (
  select split_part(l.limb, '-', 1) as side from programs p
    join versions v on v.clinic_id = p.clinic_id and v.program_id = p.id
    join prescriptions l on l.clinic_id = v.clinic_id and l.version_id = v.id
  where p.clinic_id = current_clinic() and p.client_id = $1::uuid and l.limb is not null
  order by (p.status in ('active', 'on-hold')) desc, p.id desc, (v.id = p.in_force_version_id) desc, v.number desc, l.position
  limit 1),
chosen as (
  select r.exercise, r.side from ranked r
  order by (r.exercise = $2::text) is true desc, r.all_tests desc, r.all_days desc, r.exercise,
    (r.side = $3::text) is true desc, (r.side = (select i.side from involved i)) is true desc, r.tests desc, r.days desc, r.side
  limit 1),
cleared as (
  select p.clinic_id, p.id, p.name, clinic_day(p.started_at) as started_on, clinic_day(p.ended_at) as ended_on,
    (select clinic_day(d.occurred_at) ${decisionsOf} order by d.seq limit 1) as cleared_on, count(*) over () as total
  from programs p where p.clinic_id = current_clinic() and p.client_id = $1::uuid and exists (select 1 ${decisionsOf})
  order by cleared_on desc, p.id desc limit ${mostPrograms}),
pain as materialized (
  select m.measured_on as day, m.amount as nrs ${ofMeasurements} and m.kind = 'pain'
  union all select t.day, t.pain_nrs from training_sessions t where t.clinic_id = current_clinic()
    and t.client_id = $1::uuid and t.pain_nrs is not null and ${notStruck('session', 't.id')})
select
  coalesce((select json_agg(json_build_object('exercise', c.exercise, 'side', c.side) order by c.all_tests desc,
    c.all_days desc, c.exercise, c.side) from (select * from ranked r order by r.all_tests desc, r.all_days desc, r.exercise, r.side
    limit 200) c), '[]') as "choices",
  (select c.exercise from chosen c) as "exercise", (select c.side from chosen c) as "side",
  (select c.one_rm_formula from clinics c where c.id = current_clinic()) as "formula",
  coalesce((select json_agg(x) from (select m.measured_on as "on", max(m.amount) as "loadG" ${ofMeasurements}
    and m.kind = 'one-rm' and (m.exercise, m.side) = (select c.exercise, c.side from chosen c) group by 1) x), '[]') as "tests",
  coalesce((select json_agg(x) from (
    select e.day as "on", e.reps, max(e.load_g) as "loadG" from (
      select s.performed_on as day, s.reps, s.load_g ${ofSets}
        and s.exercise = (select c.exercise from chosen c) and s.side = (select c.side from chosen c)
      union all select m.measured_on, m.reps, m.amount ${ofMeasurements} and ${isRepMax}
        and (m.exercise, m.side) = (select c.exercise, c.side from chosen c)) e
    group by 1, 2) x), '[]') as "sets",
  coalesce((select json_agg(x.program) from (select json_build_object('id', p.id, 'name', p.name, 'clearedOn', p.cleared_on,
      'endedOn', p.ended_on, 'isStarted', p.started_on is not null, 'plans', (${plansOf}),
      'sessionsOn', coalesce((select json_agg(t.day order by t.day) ${sessionsOf}), '[]'),
      'holds', coalesce((select json_agg(json_build_object('from', clinic_day(h.occurred_at), 'until', clinic_day(h.lifted_at)))
        from holds h where h.clinic_id = p.clinic_id and h.program_id = p.id), '[]'),
      'redFlags', (select count(*) from red_flags f where f.clinic_id = p.clinic_id and f.client_id = $1::uuid
        and clinic_day(f.occurred_at) >= p.cleared_on and (p.ended_on is null or clinic_day(f.occurred_at) <= p.ended_on)),
      'painFrom', coalesce(${painWithin('n.day <= p.cleared_on', 'desc')}, ${painWithin(untilEnd, 'asc')}),
      'painTo', ${painWithin(untilEnd, 'desc')}) as program
    from cleared p order by p.cleared_on desc, p.id desc) x), '[]') as "programs",
  coalesce((select max(p.total) from cleared p), 0) as "total"`

/** An exercise or side without a maximum gives the most tested one, and the side in rehab. */
export async function findProgramComparison(
  query: Query,
  clientId: string,
  { exercise, side, today }: ComparisonAsked,
): Promise<ProgramComparison> {
  const [row] = await query<Row>({ name: 'program-comparison', text, values: [clientId, exercise, side] })
  if (!row) throw new Error('A comparison is one row.')
  const maxima = maximaOf(row.tests, row.sets, row.formula)
  const clearances = row.programs.map(({ clearedOn }) => clearedOn)
  const programs = row.programs.map((program): ComparedProgram => {
    const { clearedOn, endedOn, isStarted } = program
    const until = countsUntil(program, clearances, today)
    return {
      ...{ id: program.id, name: program.name, clearedOn, endedOn, days: daysBetween(clearedOn, endedOn ?? today) + 1 },
      sessions: sessionsIn(program, today),
      pain: { from: program.painFrom, to: program.painTo },
      ...{ holds: program.holds.length, redFlags: program.redFlags },
      gain: gainOf(maxima, { clearedOn, until, isStarted }),
    }
  })
  const drawn = new Set(drawnOf(programs))
  return {
    choices: choicesOf(row.choices),
    ...{ exercise: row.exercise, side: row.side, formula: row.formula, total: row.total },
    programs: programs.map((program) => ({
      ...program,
      gain: { ...program.gain, points: drawn.has(program) ? thinned(program.gain.points) : [] },
    })),
  }
}

/** Planned and kept over the weeks that are over, as on the page of progress; done are all. */
function sessionsIn({ plans, sessionsOn, holds }: ProgramRow, today: CalendarDay): ComparedProgram['sessions'] {
  const { planned, kept } = adherence(plans, sessionsOn, holds, today)
  return { done: sessionsOn.length, planned, kept }
}

function choicesOf(rows: Row['choices']): ProgramComparison['choices'] {
  const sidesOf = new Map<string, Side[]>()
  for (const { exercise, side } of rows) sidesOf.set(exercise, [...(sidesOf.get(exercise) ?? []), side])
  return [...sidesOf].map(([exercise, sides]) => ({ exercise, sides }))
}
