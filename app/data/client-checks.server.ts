/** What a client told before and after sessions, the newest first: what a clinician reads who was told of it. */
import type { Query } from '~/database/query.server'
import type { BloodPressure } from '~/domain/blood-pressure'
import type { RedFlagSign } from '~/domain/red-flags'
import type { CheckVerdict, Sleep } from '~/domain/session-check'
import type { AfterEffects } from './check-ins.server'

type Common = { id: string; at: Date; by: string; painNrs: number | null; signs: RedFlagSign[]; words: string }

/** Of a check-in the hour it was due and what the session left; of a check its verdict, sleep and readings. */
export type ToldCheck =
  | (Common & { kind: 'check-in'; hour: number; effects: AfterEffects })
  | (Common & { kind: 'check'; verdict: CheckVerdict; sleep: Sleep | null; readings: BloodPressure[] })

const mostShown = 5

const text = `
select t.id, t.kind, t.occurred_at as "at", m.name as "by", t.pain_nrs as "painNrs", t.signs, t.words, t.verdict, t.sleep, t.readings,
  t.due_hour as "hour", t.effects
from (
  select k.id, 'check' as kind, k.occurred_at, k.checked_by as told_by, k.pain_nrs, k.signs, k.other_symptom as words, k.verdict, k.sleep,
    coalesce((select json_agg(json_build_object('systolic', r.systolic, 'diastolic', r.diastolic) order by r.seq)
      from pressure_readings r where r.clinic_id = k.clinic_id and r.check_id = k.id), '[]') as readings, null::integer as due_hour, null::json as effects
  from (select * from session_checks c where c.clinic_id = current_clinic() and c.client_id = $1::uuid
    order by c.occurred_at desc, c.seq desc limit ${mostShown}) k
  union all
  (select i.id, 'check-in', i.occurred_at, i.answered_by, i.pain_nrs, i.signs, i.note, null, null, null, i.due_hour,
    json_build_object('hasSoreness', i.has_soreness, 'hasSwelling', i.has_swelling, 'hasLessRange', i.has_less_range, 'isGrowing', i.is_growing)
  from check_ins i where i.clinic_id = current_clinic() and i.client_id = $1::uuid order by i.occurred_at desc limit ${mostShown})
) t join members m on m.clinic_id = current_clinic() and m.id = t.told_by
order by t.occurred_at desc, t.kind, t.id limit ${mostShown}`

export function newestChecks(query: Query, clientId: string): Promise<ToldCheck[]> {
  return query<ToldCheck>({ name: 'client-checks', text, values: [clientId] })
}
