/** What waits for a clinician's decision in this clinic: the facts of each in one statement, ranked by the domain. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import type { HoldCause } from '~/domain/hold'
import type { ClinicianRole, Person } from '~/domain/member'
import type { Refusal } from '~/domain/refusal'
import { inOrder, isTheirs, type Risk, riskOf, type Waiting } from '~/domain/waiting'
import { type Whose, whoseIs } from '~/domain/whose'
import { type Acting, personOf } from './acting.server'
import { listClinicians, type NamedColleague } from './clinicians.server'

/** `whyNotYours` null: the member may decide it. `standsInFor`: the name of who is away, where it is theirs for that. */
export type Ranked = Waiting & { risk: Risk; whyNotYours: Refusal | null; whose: Whose; standsInFor: string | null }

type Row = Omit<Waiting, 'hold'> & {
  careTeamIds: string[] | null
  cause: HoldCause | null
  heldBy: string
  needsAssessment: boolean
  isScreenedSince: boolean
  clearedAs: ClinicianRole | null
  today: CalendarDay
}

// One row a program on hold: the red flag's hold first, then the oldest. It waits since the screening that came after.
// What screening_outcome() and screening_is_outdated() answer is asked in the statement itself: a call of them for each
// of a thousand rows is most of the time this takes. tests/data/worklist.test.ts holds both to the same answers.
const text = `
with today as materialized (select clinic_day($1::timestamptz) as day), submitted as (
  select v.id, v.program_id, v.kind as asks, v.submitted_at as since, v.is_bfr, v.bfr_limbs, v.outcome as stored,
    null::text as cause, null::uuid as held_by, false as needs_assessment, false as is_screened_since, null::text as cleared_as
  from versions v where v.clinic_id = current_clinic() and v.status = 'submitted'
), held as (
  select distinct on (h.program_id) h.id, h.program_id, 'lift' as asks,
    case when n.recorded_at > h.recorded_at then greatest(n.occurred_at, h.occurred_at) else h.occurred_at end as since,
    coalesce(v.is_bfr, true) as is_bfr, coalesce(v.bfr_limbs, '{}') as bfr_limbs, null::text as stored,
    h.cause, h.placed_by as held_by, coalesce(r.needs_assessment, false) as needs_assessment,
    coalesce(n.recorded_at > h.recorded_at, false) as is_screened_since, d.signed_as as cleared_as
  from holds h
  join programs p on p.clinic_id = h.clinic_id and p.id = h.program_id and p.status not in ('completed', 'stopped')
  left join red_flags r on r.clinic_id = h.clinic_id and r.id = h.red_flag_id
  left join versions v on v.clinic_id = p.clinic_id and v.id = p.in_force_version_id
  left join lateral (select s.occurred_at, s.recorded_at from screenings s where s.clinic_id = p.clinic_id
    and s.client_id = p.client_id order by s.seq desc limit 1) n on true
  left join lateral (select x.signed_as from decisions x where x.clinic_id = v.clinic_id and x.version_id = v.id
    and x.outcome in ('cleared', 'cleared-with-limits') order by x.seq desc limit 1) d on true
  where h.clinic_id = current_clinic() and h.lifted_at is null and h.cause in ('red-flag', 'screening', 'event')
  order by h.program_id, h.cause <> 'red-flag', h.occurred_at, h.id
)
select w.id, w.program_id as "programId", w.asks, w.since, p.status as "programStatus", w.is_bfr as "hasBfr",
  coalesce((select case when w.is_bfr then o.bfr else o.plain end from screening_outcomes o
    where o.clinic_id = p.clinic_id and o.screening_id = n.id and (o.scope = 'all' or (w.is_bfr and o.scope = any (w.bfr_limbs)))
    order by screening_severity(case when w.is_bfr then o.bfr else o.plain end) desc limit 1), w.stored) as "outcome",
  (exists (select 1 from client_events e where e.clinic_id = p.clinic_id and e.client_id = p.client_id and e.recorded_at > n.recorded_at)
    or exists (select 1 from red_flags f where f.clinic_id = p.clinic_id and f.client_id = p.client_id and f.recorded_at > n.recorded_at)) as "isOutdatedByEvent",
  (select json_agg(distinct a.id) from (select p.raised_by as id union all
     select unnest(v.edited_by || array[v.author_id, v.submitted_by]) from versions v where v.clinic_id = p.clinic_id and v.program_id = p.id) a
   where a.id is not null) as "authorIds",
  (select json_agg(t.member_id) from care_team t where t.clinic_id = p.clinic_id and t.client_id = p.client_id) as "careTeamIds",
  exists (select 1 from rehab_windows b where b.clinic_id = p.clinic_id and b.program_id = p.id and b.is_running
    and b.severity = 'breach' and b.review_on <= today.day) as "isInBreach",
  case when w.asks = 'extension' then earlier_extensions(w.id, $1::timestamptz) else 0 end as "earlierExtensions",
  (select count(*) from findings f where f.clinic_id = p.clinic_id and f.version_id = w.id and f.severity = 'justify') as "toJustify",
  w.cause, w.held_by as "heldBy", w.needs_assessment as "needsAssessment", w.is_screened_since as "isScreenedSince",
  w.cleared_as as "clearedAs", today.day::text as "today"
from today, (select * from submitted union all select * from held) w
join programs p on p.clinic_id = current_clinic() and p.id = w.program_id
left join lateral (select s.id, s.recorded_at from screenings s where s.clinic_id = p.clinic_id and s.client_id = p.client_id
  order by s.seq desc limit 1) n on true`

/** All of it, the gravest and oldest first. Clinicians see all of their clinic; whose it is, it says. */
export async function listWaiting(query: Query, member: Acting, at: Date): Promise<Ranked[]> {
  return (await readWaiting(query, member, at)).waiting
}

/** The same with the clinicians it may be of: two statements, however much waits. */
export async function readWaiting(
  query: Query,
  member: Acting,
  at: Date,
): Promise<{ waiting: Ranked[]; colleagues: NamedColleague[] }> {
  const rows = await query<Row>({ name: 'waiting', text, values: [at] })
  const colleagues = await listClinicians(query, at)
  const clinic = {
    isDoctorForPrecautions: member.clinic.doctorForPrecautions,
    clearanceValidDays: member.clinic.clearanceValidDays,
  }
  const by = personOf(member)
  const names = new Map(colleagues.map(({ name, person }) => [person.memberId, name]))
  const ranked = rows.map(({ today, careTeamIds, ...row }) => {
    const waiting = waitingOf(row)
    const may = (person: Person) => isTheirs(waiting, person, today, clinic)
    const facts = { careTeamIds: careTeamIds ?? [], colleagues, mayDecide: (person: Person) => may(person).ok }
    const { whose, awayId } = whoseIs(facts, by.memberId)
    const theirs = may(by)
    return {
      ...waiting,
      risk: riskOf(waiting, clinic),
      whyNotYours: theirs.ok ? null : theirs.why,
      whose,
      standsInFor: awayId && (names.get(awayId) ?? null),
    }
  })
  return { waiting: ranked.sort(inOrder), colleagues }
}

function waitingOf({
  cause,
  heldBy,
  needsAssessment,
  isScreenedSince,
  clearedAs,
  ...row
}: Omit<Row, 'today' | 'careTeamIds'>): Waiting {
  return { ...row, hold: cause && { cause, heldBy, needsAssessment, isScreenedSince, clearedAs } }
}
