/** One exercise of a client, reduced by the database to what a chart can show; a part of the statement that draws it. */
import type { CalendarDay } from '~/domain/calendar-day'
import { type Side, sides } from '~/domain/limb'
import { type AlikeSets, mostSingleTests, type PerformedSet, type TestedMaximum } from '~/domain/progress'
import { leastRpeForAnEstimate, mostRepsForAnEstimate } from '~/domain/strength'
import { isEstimable, ownSets, slotOf } from './progress-sql.server'

/**
 * Tests and estimable sets are of all time: a baseline does not move with the range. `sets` has for each bucket the
 * heaviest estimable set of each number of repetitions, and, from `from` on, the heaviest and the longest of all.
 */
export type StrengthRead = { tests: TestedMaximum[]; sets: PerformedSet[]; alike: AlikeSets[] }

/** What `strengthColumns` answer. */
export type StrengthFound = {
  sides: Side[]
  tests: [Side, CalendarDay, number][]
  estimable: [Side, CalendarDay, reps: number, loadG: number, isTest: boolean][]
  heaviest: [Side, CalendarDay, reps: number, loadG: number][]
  longest: [Side, CalendarDay, reps: number][]
  alike: [
    Side,
    isRestricted: boolean,
    reps: number,
    isTest: boolean,
    isLoaded: boolean,
    isFailed: boolean,
    times: number,
  ][]
}

const tests = `
  select distinct on (t.side, t.slot) t.side, t.day, t.load_g from (
    select t.*, case when count(*) over (partition by t.side) > ${mostSingleTests} then ${slotOf('t', 'side', '$6')} else t.day - date '0001-01-01' end as slot
    from tested t) t
  order by t.side, t.slot, t.load_g desc, t.day`

// On the day of a test no estimate counts. One set marked as a test marks its side:
// it may be lighter than one that went to RPE 9, and have been meant all the same.
const candidates = `
  select distinct on (e.side, e.slot, e.reps) e.side, e.day, e.reps, e.load_g, e.is_meant from (
    select e.*, bool_or(e.is_test) over (partition by e.side) as is_meant, ${slotOf('e', 'side', '$6')} as slot
    from estimable e where not exists (select 1 from tested t where t.side = e.side and t.day = e.day)) e
  order by e.side, e.slot, e.reps, e.load_g desc, e.day`

/** Of each side and bucket the one that comes first by `order`, and of equals the earliest. */
const best = (which: string, order: string) => `
  select distinct on (d.side, d.bucket) d.side, d.day, d.reps, d.load_g from done d
  where not d.is_restricted and not d.is_failed and d.reps > 0 and ${which} order by d.side, d.bucket, ${order}, d.day`

/** `struck` and `taken` come before them. */
export const strengthTables = `tested as materialized (select t.side, t.day, max(t.amount) as load_g from taken t
  where t.kind = 'one-rm' group by 1, 2),
rep_max as (select t.side, t.day, t.amount as load_g, t.reps, t.is_failed from taken t where t.kind = 'rep-max'),
estimable as (
  select s.side, s.performed_on as day, s.reps, s.load_g, s.is_test from sets s where ${ownSets} and s.exercise = $5 and ${isEstimable}
  union all select r.side, r.day, r.reps, r.load_g, true from rep_max r where r.reps > 0 and not r.is_failed),
done as materialized (
  select s.side, s.performed_on as day, width_bucket(s.performed_on, $6::date[]) as bucket, s.load_g, s.reps, s.is_restricted,
      s.is_test or coalesce(s.rpe >= ${leastRpeForAnEstimate}, false) as is_test, false as is_failed
    from sets s where ${ownSets} and s.exercise = $5 and s.side = any (array['left', 'right', 'both']) and s.performed_on >= $2::date
  union all select r.side, r.day, width_bucket(r.day, $6::date[]), r.load_g, r.reps, false, true, r.is_failed from rep_max r where r.day >= $2::date)`

export const strengthColumns = `
  array(select v.side from unnest(array['left', 'right', 'both']) v (side)
    where (select true from sets s where ${ownSets} and s.exercise = $5 and s.side = v.side limit 1)
      or exists (select 1 from tested t where t.side = v.side) or exists (select 1 from rep_max r where r.side = v.side)) as "sides",
  coalesce((select json_agg(json_build_array(t.side, t.day, t.load_g) order by t.day) from (${tests}) t), '[]') as "tests",
  coalesce((select json_agg(json_build_array(e.side, e.day, e.reps, e.load_g, e.is_meant) order by e.day, e.reps)
    from (${candidates}) e), '[]') as "estimable",
  coalesce((select json_agg(json_build_array(b.side, b.day, b.reps, b.load_g) order by b.day)
    from (${best('d.load_g > 0', 'd.load_g desc, d.reps desc')}) b), '[]') as "heaviest",
  coalesce((select json_agg(json_build_array(b.side, b.day, b.reps) order by b.day)
    from (${best('coalesce(d.load_g, 0) = 0', 'd.reps desc')}) b), '[]') as "longest",
  coalesce((select json_agg(json_build_array(a.side, a.is_restricted, a.reps, a.is_test, a.is_loaded, a.is_failed, a.times)) from (
    select d.side, d.is_restricted, least(d.reps, ${mostRepsForAnEstimate + 1}) as reps, d.is_test, coalesce(d.load_g > 0, false) as is_loaded,
      d.is_failed, count(*) as times from done d group by 1, 2, 3, 4, 5, 6) a), '[]') as "alike"`

export function strengthOf(read: StrengthFound, exercise: string): StrengthRead {
  const plain = { exercise, rpe: null, isTest: false, isRestricted: false, isWarmup: false }
  return {
    tests: read.tests.map(([side, on, loadG]) => ({ exercise, side, on, loadG })),
    sets: [
      ...read.estimable.map(([side, on, reps, loadG, isTest]) => ({
        ...plain,
        side,
        on,
        reps,
        loadG,
        isTest,
        rpe: isTest ? null : leastRpeForAnEstimate,
      })),
      ...read.heaviest.map(([side, on, reps, loadG]) => ({ ...plain, side, on, reps, loadG })),
      ...read.longest.map(([side, on, reps]) => ({ ...plain, side, on, reps, loadG: null })),
    ],
    alike: [
      // A side of which nothing lies in the range is still a side: what was measured of it is older.
      ...sides
        .filter((side) => read.sides.includes(side))
        .map((side) => ({ ...plain, side, reps: null, loadG: null, times: 0 })),
      ...read.alike.map(([side, isRestricted, reps, isTest, isLoaded, isFailed, times]) => ({
        ...plain,
        side,
        isRestricted,
        reps,
        isTest,
        loadG: isLoaded ? 1 : null,
        isFailed,
        times,
      })),
    ],
  }
}
