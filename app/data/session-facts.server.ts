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

/**
 * Expressions of a statement: an array of ids, the instant, the clinic's day at it, which as a parameter is looked up nowhere,
 * and more columns of the program `p`, the clinic `n` and the client's newest screening `newest`.
 */
type FactsAsked = { programIds: string; at: string; today: string; more?: string }

// A breach is asked for only where there was a session long enough ago: no window opens before the first of them.
// No session of the last three hours lies more than two days back in any zone, and by then the index has few.
// The outcome and what outdates it are written out as screening_outcome() and screening_is_outdated() have them: a call of
// either plans and starts anew. tests/data/worklist.test.ts holds them to the same answers, window-agreement.test.ts a breach.
export const sessionFactsSql = ({ programIds, at, today, more = '' }: FactsAsked) => `
select p.id as "programId", v.id as "versionId", ${today}::text as "today",
  json_build_object('status', p.status, 'hasStarted', p.started_at is not null,
    'noMaximalTestBefore', v.no_maximal_test_before) as "program",
  json_build_object('status', v.status, 'validUntil', d.valid_until, 'reviewBy', d.review_by,
    'needsDoctor', coalesce(v.outcome = 'elevated' or (v.outcome = 'precaution' and n.doctor_for_precautions), false)) as "version",
  coalesce((select json_agg(h.cause) from holds h where h.clinic_id = p.clinic_id and h.program_id = p.id and h.lifted_at is null), '[]') as "openHolds",
  (select case when bfr.is_bfr then o.bfr else o.plain end from screening_outcomes o
     where o.clinic_id = p.clinic_id and o.screening_id = newest.id and (o.scope = 'all' or (bfr.is_bfr and o.scope = any (bfr.limbs)))
     order by screening_severity(case when bfr.is_bfr then o.bfr else o.plain end) desc limit 1) as "outcome",
  newest.screened_on::text as "screenedOn", n.screening_valid_days as "screeningValidDays",
  exists (select 1 from events_since(p.client_id, newest.recorded_at)) as "isOutdated",
  (select json_build_object('isOnRecord', count(*) > 0, 'isMinor', cl.birth_date + interval '18 years' > ${today},
     'isByGuardian', count(k.guardian_name) > 0) from consents k where k.clinic_id = p.clinic_id and k.program_id = p.id) as "consent",
  case when exists (select 1 from training_sessions t where t.clinic_id = p.clinic_id and t.client_id = p.client_id and t.is_bfr
      and t.day <= ${today} - n.window_days)
    then coalesce((select json_agg(l) from unnest(bfr.limbs) as l where is_in_breach(p.client_id, p.id, array[l], ${today})), '[]')
    else '[]' end as "limbsInBreach",
  coalesce((select json_agg(u.limb) from limbs_in_use u where u.clinic_id = p.clinic_id and u.client_id = p.client_id
     and u.program_id <> p.id), '[]') as "limbsInUse",
  late."sessionsToday", late."isAnotherRunning",
  json_build_object('isAsked', asks_pressure(p.client_id), 'newest', (select json_build_object('systolic', r.systolic, 'diastolic', r.diastolic)
     from pressures_of_day(p.client_id, ${today}) r order by r.place desc limit 1)) as "pressure",
  n.lop_valid_days as "lopValidDays",
  coalesce((select json_agg(json_build_object('id', l.id, 'mode', l.mode, 'limb', l.limb, 'hasFixedMmhg', l.pressure_kind is not distinct from 'mmhg',
      'lopMeasuredOn', (select max(m.measured_on) from lop_measurements m where m.clinic_id = l.clinic_id and m.client_id = p.client_id
         and m.limb = l.limb and m.cuff_width_mm = l.cuff_width_mm)) order by l.position)
     from prescriptions l where l.clinic_id = v.clinic_id and l.version_id = v.id), '[]') as "lines"${more}
from programs p
join clients cl on cl.clinic_id = p.clinic_id and cl.id = p.client_id
join clinics n on n.id = p.clinic_id
join lateral (select x.clinic_id, x.id, x.status, x.outcome, x.no_maximal_test_before from versions x
  where x.clinic_id = p.clinic_id and x.program_id = p.id order by (x.id = p.in_force_version_id) desc, x.number desc limit 1) v on true
left join lateral (select d.valid_until, d.review_by from decisions d where d.clinic_id = v.clinic_id and d.version_id = v.id
  and d.outcome in ('cleared', 'cleared-with-limits') order by d.seq desc limit 1) d on true
left join lateral (select s.id, s.screened_on, s.recorded_at from screenings s where s.clinic_id = p.clinic_id and s.client_id = p.client_id
  order by s.seq desc limit 1) newest on true,
lateral (select coalesce(bool_or(l.mode like 'bfr-%'), false) as is_bfr,
  coalesce(array_agg(distinct l.limb) filter (where l.mode like 'bfr-%'), '{}') as limbs
  from prescriptions l where l.clinic_id = v.clinic_id and l.version_id = v.id) bfr,
lateral (select count(*) filter (where t.day = ${today}) as "sessionsToday",
  coalesce(bool_or(t.kind = 'started' and t.ended_at is null and t.occurred_at between ${at} - interval '3 hours' and ${at}), false) as "isAnotherRunning"
  from training_sessions t where t.clinic_id = p.clinic_id and t.client_id = p.client_id and t.day >= ${today} - 2
    and ${notStruckSession('t.id')}) late
where p.clinic_id = current_clinic() and p.id = any (${programIds})`

const text = sessionFactsSql({
  programIds: '$1::uuid[]',
  at: '$2::timestamptz',
  today: '(select clinic_day($2::timestamptz))',
})

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
