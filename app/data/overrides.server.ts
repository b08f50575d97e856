/** Overrides: how often each rule was asked about and how it was met, and how each clinician decides. */
import type { Query } from '~/database/query.server'
import { type LookBack, lookBackDays } from '~/domain/look-back'

/** Counts of findings to justify on versions that were decided: asked is the sum of the other three. */
export type RuleOverrides = { ruleId: string; asked: number; written: number; cured: number; sentBack: number }

/** `decisions` without revocations; `overridden`: clearances with a finding answered in writing. */
export type ClinicianOverrides = {
  id: string
  name: string
  decisions: number
  cleared: number
  overridden: number
  medianMinutes: number
}

export type Asked = { period: LookBack; at: Date }

// The bound is worked out once, not for each row, and is never null: so the index serves every period.
const decided = `d.clinic_id = current_clinic() and d.outcome <> 'revoked' and d.occurred_at >= (select coalesce(
  (clinic_day($1::timestamptz) - $2::integer)::timestamp at time zone clinic_zone(), '-infinity'))`
const isCleared = `d.outcome in ('cleared', 'cleared-with-limits')`

export function listRuleOverrides(query: Query, { period, at }: Asked): Promise<RuleOverrides[]> {
  return query({
    name: 'overrides-by-rule',
    text: `select f.rule_id as "ruleId", count(*) as "asked",
        count(*) filter (where ${isCleared} and not a.is_cured_by_limit) as "written",
        count(*) filter (where ${isCleared} and a.is_cured_by_limit) as "cured",
        count(*) filter (where not ${isCleared}) as "sentBack"
      from decisions d
      join findings f on f.clinic_id = d.clinic_id and f.version_id = d.version_id and f.severity = 'justify'
      left join finding_answers a on a.clinic_id = d.clinic_id and a.decision_id = d.id and a.finding_id = f.id
      where ${decided}
      group by f.rule_id order by count(*) desc, f.rule_id`,
    values: [at, lookBackDays[period]],
  })
}

export function listClinicianOverrides(query: Query, { period, at }: Asked): Promise<ClinicianOverrides[]> {
  return query({
    name: 'overrides-by-clinician',
    text: `select m.id, m.name, count(*) as "decisions", count(*) filter (where ${isCleared}) as "cleared",
        count(*) filter (where ${isCleared} and a.decision_id is not null) as "overridden",
        percentile_cont(0.5) within group (order by extract(epoch from d.occurred_at - v.submitted_at) / 60) as "medianMinutes"
      from decisions d
      join versions v on v.clinic_id = d.clinic_id and v.id = d.version_id
      join members m on m.clinic_id = d.clinic_id and m.id = d.decided_by
      left join (select distinct w.decision_id from finding_answers w
        where w.clinic_id = current_clinic() and not w.is_cured_by_limit) a on a.decision_id = d.id
      where ${decided}
      group by m.id, m.name order by m.name, m.id`,
    values: [at, lookBackDays[period]],
  })
}
