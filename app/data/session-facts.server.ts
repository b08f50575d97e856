/** What decides whether a session may start now: the facts of any number of programs in one statement. */
import type { Query } from '~/database/query.server'
import { isStaleByTime } from '~/domain/screening-validity'
import type { ScreeningOutcome } from '~/domain/screening'
import type { CalendarDay } from '~/domain/calendar-day'
import type { SessionFacts } from '~/domain/session'
import { notStruckSession } from './strikes.server'

/** The version asked about: the one in force, else the newest. */
export type FactsOfProgram = { programId: string; versionId: string; facts: SessionFacts }

/** What `sessionFactsSql` answers. */
export type FactsRow = Omit<SessionFacts, 'screening'> & {
  programId: string
  versionId: string
  outcome: ScreeningOutcome | null
  screenedOn: CalendarDay | null
  screeningValidDays: number
  isOutdated: boolean
}

/** `programIds` and `at` are expressions: an array of ids, and the instant. */
export const sessionFactsSql = (programIds: string, at: string) => `
select p.id as "programId", v.id as "versionId", (select clinic_day(${at}))::text as "today",
  json_build_object('status', p.status, 'hasStarted', p.started_at is not null,
    'noMaximalTestBefore', v.no_maximal_test_before) as "program",
  json_build_object('status', v.status, 'validUntil', d.valid_until, 'reviewBy', d.review_by,
    'needsDoctor', coalesce(v.outcome = 'elevated' or (v.outcome = 'precaution' and c.doctor_for_precautions), false)) as "version",
  coalesce((select json_agg(h.cause) from holds h where h.clinic_id = p.clinic_id and h.program_id = p.id and h.lifted_at is null), '[]') as "openHolds",
  screening_outcome(p.client_id, bfr.is_bfr, bfr.limbs) as "outcome",
  (select s.screened_on::text from screenings s where s.clinic_id = p.clinic_id and s.client_id = p.client_id order by s.seq desc limit 1) as "screenedOn",
  c.screening_valid_days as "screeningValidDays", screening_is_outdated(p.client_id) as "isOutdated",
  (select json_build_object('isOnRecord', count(*) > 0, 'isMinor', cl.birth_date + interval '18 years' > (select clinic_day(${at})),
     'isByGuardian', count(k.guardian_name) > 0) from consents k where k.clinic_id = p.clinic_id and k.program_id = p.id) as "consent",
  coalesce((select json_agg(l) from unnest(bfr.limbs) as l
     where is_in_breach(p.client_id, p.id, array[l], (select clinic_day(${at})))), '[]') as "limbsInBreach",
  coalesce((select json_agg(u.limb) from limbs_in_use u where u.clinic_id = p.clinic_id and u.client_id = p.client_id
     and u.program_id <> p.id), '[]') as "limbsInUse",
  (select count(*) from training_sessions t where t.clinic_id = p.clinic_id and t.client_id = p.client_id
     and t.day = (select clinic_day(${at})) and ${notStruckSession('t.id')}) as "sessionsToday",
  exists (select 1 from training_sessions t where t.clinic_id = p.clinic_id and t.client_id = p.client_id and t.kind = 'started'
     and t.ended_at is null and t.occurred_at between ${at} - interval '3 hours' and ${at}
     and ${notStruckSession('t.id')}) as "isAnotherRunning",
  json_build_object('isAsked', asks_pressure(p.client_id), 'newest', (select json_build_object('systolic', r.systolic, 'diastolic', r.diastolic)
     from pressures_of_day(p.client_id, (select clinic_day(${at}))) r order by r.place desc limit 1)) as "pressure",
  c.lop_valid_days as "lopValidDays",
  coalesce((select json_agg(json_build_object('id', l.id, 'mode', l.mode, 'limb', l.limb, 'hasFixedMmhg', l.pressure_kind is not distinct from 'mmhg',
      'lopMeasuredOn', (select max(m.measured_on) from lop_measurements m where m.clinic_id = l.clinic_id and m.client_id = p.client_id
         and m.limb = l.limb and m.cuff_width_mm = l.cuff_width_mm)) order by l.position)
     from prescriptions l where l.clinic_id = v.clinic_id and l.version_id = v.id), '[]') as "lines"
from programs p
join clients cl on cl.clinic_id = p.clinic_id and cl.id = p.client_id
join clinics c on c.id = p.clinic_id
join lateral (select * from versions x where x.clinic_id = p.clinic_id and x.program_id = p.id
  order by (x.id = p.in_force_version_id) desc, x.number desc limit 1) v on true
left join lateral (select d.valid_until, d.review_by from decisions d where d.clinic_id = v.clinic_id and d.version_id = v.id
  and d.outcome in ('cleared', 'cleared-with-limits') order by d.seq desc limit 1) d on true,
lateral (select coalesce(bool_or(l.mode like 'bfr-%'), false) as is_bfr,
  coalesce(array_agg(distinct l.limb) filter (where l.mode like 'bfr-%'), '{}') as limbs
  from prescriptions l where l.clinic_id = v.clinic_id and l.version_id = v.id) bfr
where p.clinic_id = current_clinic() and p.id = any (${programIds})`

const text = sessionFactsSql('$1::uuid[]', '$2::timestamptz')

/** One row a program that has a version, in no order; whether the member may see them was asked before. */
export async function sessionFacts(query: Query, programIds: readonly string[], at: Date): Promise<FactsOfProgram[]> {
  const rows = await query<FactsRow>({ name: 'session-facts', text, values: [programIds, at] })
  return rows.map(factsOf)
}

export function factsOf({
  programId,
  versionId,
  outcome,
  screenedOn,
  screeningValidDays,
  isOutdated,
  ...facts
}: FactsRow): FactsOfProgram {
  const isStale = screenedOn !== null && isStaleByTime(screenedOn, facts.today, screeningValidDays)
  return {
    programId,
    versionId,
    facts: {
      ...facts,
      sessionsToday: Number(facts.sessionsToday),
      screening: outcome && screenedOn ? { outcome, isStale, isOutdatedByEvent: isOutdated } : null,
    },
  }
}
