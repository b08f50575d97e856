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

const ofClient = 's.clinic_id = current_clinic() and s.client_id = $1::uuid'

// From one exercise and side to the next by the index, however many sets lie between. Plain SQL cannot hop.
const pairs = `pair as (
    (select s.exercise, s.side from sets s where ${ofClient} order by s.exercise, s.side limit 1)
    union all
    select n.exercise, n.side from pair p cross join lateral (
      select s.exercise, s.side from sets s where ${ofClient} and (s.exercise, s.side) > (p.exercise, p.side)
      order by s.exercise, s.side limit 1) n)`

const firstOrLast = (direction: 'asc' | 'desc') => `(select s.performed_on from sets s
  where ${ownSets} and s.exercise = p.exercise and s.side = p.side order by s.performed_on ${direction} limit 1)`

const sessionsFrom = (direction: 'asc' | 'desc') => `(select t.day from training_sessions t
  where t.clinic_id = current_clinic() and t.client_id = $1::uuid and ${notStruck('session', 't.id')} order by t.day ${direction} limit 1)`

/** Days are counted in the ninety up to an exercise's last: how often of late, read of those days alone. */
const exercises = `
  select n.exercise, n."lastOn", n."isTested", (select count(*) from (
      select s.performed_on from pair p join sets s on s.exercise = p.exercise and s.side = p.side
        where p.exercise = n.exercise and ${ownSets} and s.performed_on > n."lastOn" - 90
      union select m.day from measured m where m.exercise = n.exercise and m.day > n."lastOn" - 90) d) as "days"
  from named n`

/** Only of what may be meant either way; the last by the day the goal was set, else the first after it. */
const startedAt = `case when g.kind in ('girth', 'range-of-motion') then (select m.amount from measurements m
  where ${ownMeasurements} and m.kind = g.kind and coalesce(m.site, m.movement) = g.subject and m.side = g.side
  order by (m.measured_on <= clinic_day(g.occurred_at)) desc, abs(m.measured_on - clinic_day(g.occurred_at)), m.occurred_at desc, m.id limit 1) end`

// The one that follows takes longer to plan for one client than to ask with a plan that is kept for all.
const text = `
with recursive ${struck}, ${pairs},
done as materialized (select p.exercise, p.side, ${firstOrLast('asc')} as first_on, ${firstOrLast('desc')} as last_on from pair p),
measured as materialized (select m.kind, m.measured_on as day,
    case when m.kind in ('one-rm', 'rep-max', 'endurance') then m.exercise end as exercise
  from measurements m where ${ownMeasurements}),
named as (select exercise, max(last_on) as "lastOn", bool_or(is_tested) as "isTested" from (
    select exercise, last_on, false as is_tested from done where last_on is not null
    union all select exercise, day, kind = 'one-rm' from measured where exercise is not null) e group by exercise)
select
  set_config('plan_cache_mode', 'force_generic_plan', true),
  coalesce((select json_agg(json_build_object('exercise', e.exercise, 'days', e."days", 'lastOn', e."lastOn", 'isTested', e."isTested")
      order by e."isTested" desc, e."days" desc, e.exercise)
    from (select * from (${exercises}) x order by "isTested" desc, "days" desc, exercise limit 200) e), '[]') as "exercises",
  least((select min(first_on) from done), (select min(day) from measured), ${sessionsFrom('asc')},
    (select min(clinic_day(p.started_at)) from programs p where p.clinic_id = current_clinic() and p.client_id = $1::uuid)) as "firstOn",
  greatest((select max(last_on) from done), (select max(day) from measured), ${sessionsFrom('desc')}) as "lastOn",
  (select c.one_rm_formula from clinics c where c.id = current_clinic()) as "formula",
  (select l.limb from programs p join versions v on v.clinic_id = p.clinic_id and v.program_id = p.id
     join prescriptions l on l.clinic_id = v.clinic_id and l.version_id = v.id
   where p.clinic_id = current_clinic() and p.client_id = $1::uuid and l.limb is not null
   order by (p.status in ('active', 'on-hold')) desc, p.id desc, (v.id = p.in_force_version_id) desc, v.number desc, l.position
   limit 1) as "limb",
  coalesce((select json_agg(json_build_object('kind', g.kind, 'subject', g.subject, 'side', g.side, 'amount', g.amount,
      'setOn', clinic_day(g.occurred_at), 'setBy', by.name, 'startedAt', ${startedAt}) order by g.kind, g.subject, g.side)
    from (select distinct on (g.kind, g.subject, g.side) g.* from goals g
      where g.clinic_id = current_clinic() and g.client_id = $1::uuid order by g.kind, g.subject, g.side, g.seq desc) g
    join members by on by.clinic_id = g.clinic_id and by.id = g.set_by
    where g.amount is not null), '[]') as "goals"`

export async function findChoices(query: Query, clientId: string): Promise<ProgressChoices> {
  const [row] = await query<ProgressChoices>({ name: 'progress-choices', text, values: [clientId] })
  if (!row) throw new Error('What can be shown of a client is one row.')
  return row
}
