/** What a client's charts can show, and from when: the first statement of their progress. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Goal } from '~/domain/goal'
import type { Limb } from '~/domain/limb'
import type { TrainedExercise } from '~/domain/progress-shown'
import type { Formula } from '~/domain/strength'
import { notStruck, ownMeasurements, ownSets, struck } from './progress-sql.server'

export type ProgressChoices = {
  /** Tested ones first, then by how often they were done of late. */
  exercises: TrainedExercise[]
  /** The days on which anything first and last took place; null: nothing has. */
  firstOn: CalendarDay | null
  lastOn: CalendarDay | null
  formula: Formula
  /** The limb of the newest program, running ones first; null where no line names one. */
  limb: Limb | null
  goals: Goal[]
}

// From the last set of one exercise and side to that of the one before it by the index, however many lie between. Plain SQL
// cannot hop. What is struck through to the last is none.
const lastFirst = 'order by s.exercise desc, s.side desc, s.performed_on desc limit 1'
const done = `done as (
    (select s.exercise, s.side, s.performed_on as last_on from sets s where ${ownSets} ${lastFirst})
    union all
    select n.exercise, n.side, n.last_on from done d cross join lateral (
      select s.exercise, s.side, s.performed_on as last_on from sets s
      where ${ownSets} and (s.exercise, s.side) < (d.exercise, d.side) ${lastFirst}) n)`

const firstOfSets = `(select min(f.day) from done d cross join lateral (select s.performed_on as day from sets s
  where ${ownSets} and s.exercise = d.exercise and s.side = d.side order by s.performed_on limit 1) f)`

const sessionsFrom = (direction: 'asc' | 'desc') => `(select t.day from training_sessions t
  where t.clinic_id = current_clinic() and t.client_id = $1::uuid and ${notStruck('session', 't.id')} order by t.day ${direction} limit 1)`

/** Days are counted in the ninety up to an exercise's last: how often of late, read of those days alone. */
const exercises = `
  select n.exercise, n."lastOn", n."isTested", (select count(*) from (
      select s.performed_on from done d join sets s on s.exercise = d.exercise and s.side = d.side
        where d.exercise = n.exercise and ${ownSets} and s.performed_on > n."lastOn" - 90
      union select m.day from measured m where m.exercise = n.exercise and m.day > n."lastOn" - 90) d) as "days"
  from named n`

/** Only of what may be meant either way; the last by the day the goal was set, else the first after it. */
const startedAt = `case when g.kind in ('girth', 'range-of-motion') then (select m.amount from measurements m
  where ${ownMeasurements} and m.kind = g.kind and coalesce(m.site, m.movement) = g.subject and m.side = g.side
  order by (m.measured_on <= g.set_on) desc, abs(m.measured_on - g.set_on), m.occurred_at desc, m.id limit 1) end`

// The one that follows takes longer to plan for one client than to ask with a plan that is kept for all.
const text = `
with recursive ${struck}, ${done},
measured as materialized (select m.kind, m.measured_on as day,
    case when m.kind in ('one-rm', 'rep-max', 'endurance') then m.exercise end as exercise
  from measurements m where ${ownMeasurements}),
named as (select exercise, max(last_on) as "lastOn", bool_or(is_tested) as "isTested" from (
    select exercise, last_on, false as is_tested from done
    union all select exercise, day, kind = 'one-rm' from measured where exercise is not null) e group by exercise)
select
  set_config('plan_cache_mode', 'force_generic_plan', true),
  coalesce((select json_agg(json_build_object('exercise', e.exercise, 'days', e."days", 'lastOn', e."lastOn", 'isTested', e."isTested")
      order by e."isTested" desc, e."days" desc, e.exercise)
    from (select * from (${exercises}) x order by "isTested" desc, "days" desc, exercise limit 200) e), '[]') as "exercises",
  least(${firstOfSets}, (select min(day) from measured), ${sessionsFrom('asc')},
    (select min((p.started_at at time zone n.time_zone)::date) from programs p where p.clinic_id = n.id and p.client_id = $1::uuid)) as "firstOn",
  greatest((select max(last_on) from done), (select max(day) from measured), ${sessionsFrom('desc')}) as "lastOn",
  n.one_rm_formula as "formula",
  (select l.limb from programs p join versions v on v.clinic_id = p.clinic_id and v.program_id = p.id
     join prescriptions l on l.clinic_id = v.clinic_id and l.version_id = v.id
   where p.clinic_id = current_clinic() and p.client_id = $1::uuid and l.limb is not null
   order by (p.status in ('active', 'on-hold')) desc, p.id desc, (v.id = p.in_force_version_id) desc, v.number desc, l.position
   limit 1) as "limb",
  coalesce((select json_agg(json_build_object('kind', g.kind, 'subject', g.subject, 'side', g.side, 'amount', g.amount,
      'setOn', g.set_on, 'setBy', by.name, 'startedAt', ${startedAt}) order by g.kind, g.subject, g.side)
    from (select distinct on (g.kind, g.subject, g.side) g.clinic_id, g.kind, g.subject, g.side, g.amount, g.set_by,
        (g.occurred_at at time zone n.time_zone)::date as set_on from goals g
      where g.clinic_id = current_clinic() and g.client_id = $1::uuid order by g.kind, g.subject, g.side, g.seq desc) g
    join members by on by.clinic_id = g.clinic_id and by.id = g.set_by
    where g.amount is not null), '[]') as "goals"
from clinics n where n.id = current_clinic()`

export async function findChoices(query: Query, clientId: string): Promise<ProgressChoices> {
  const [row] = await query<ProgressChoices>({ name: 'progress-choices', text, values: [clientId] })
  if (!row) throw new Error('What can be shown of a client is one row.')
  return row
}
