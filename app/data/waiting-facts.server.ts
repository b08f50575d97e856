/**
 * The facts of all that waits in a clinic, and who may decide it. They are read anew when the clinic's chain has moved
 * or a day begins, and kept until then: docs/decisions/045-what-waits.md.
 */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import type { HoldCause } from '~/domain/hold'
import type { ClinicianRole } from '~/domain/member'
import type { Refusal } from '~/domain/refusal'
import type { Risk, Waiting } from '~/domain/waiting'
import type { WaitingItem } from '~/domain/waiting-item'
import type { Whose } from '~/domain/whose'
import { type ColleagueRow, colleagueOf, colleaguesSql, type NamedColleague } from './clinicians.server'

/** What the statement says of each; `since` in milliseconds since 1970. */
type Fact = Omit<Waiting, 'hold' | 'since' | 'isInBreach'> & {
  since: number
  careTeamIds: string[]
  cause: HoldCause | null
  heldBy: string
  needsAssessment: boolean
  isScreenedSince: boolean
  clearedAs: ClinicianRole | null
}

/** What a clinician reads of one that waits, whoever they are. */
export type Words = Pick<
  WaitingItem,
  'client' | 'programName' | 'diagnosis' | 'trainerName' | 'windowDay' | 'version' | 'hold'
>

/** `whyNotYours` null: the member may decide it. `standsInFor`: the name of who is away, where it is theirs for that. */
export type RankedWaiting = Waiting & {
  risk: Risk
  whyNotYours: Refusal | null
  whose: Whose
  standsInFor: string | null
}

export type WaitingFact = Waiting & { careTeamIds: readonly string[] }

/** The facts with who is in breach, and what was ranked of them, by all else that it is ranked by. */
type Standing = { breaches: string; waiting: readonly WaitingFact[]; ranked: Map<string, readonly RankedWaiting[]> }

type Kept = {
  stamp: string | null
  facts: readonly Fact[]
  colleagues: readonly NamedColleague[]
  standing: Standing
  /** Of those that were shown since. */
  words: Map<string, Words>
}

type Asked = {
  stamp: string | null
  today: CalendarDay
  inBreach: string[]
  read: { facts: Fact[]; colleagues: ColleagueRow[] } | null
}

/** `colleagues`: the therapists and doctors of the clinic. */
export type WaitingFacts = Pick<Kept, 'colleagues' | 'words'> & Omit<Standing, 'breaches'> & { today: CalendarDay }

// One row a program on hold: the red flag's hold first, then the oldest. It waits since the screening that came after.
// What screening_outcome() and screening_is_outdated() answer is asked in the statement itself: a call of them for each
// of a thousand rows is most of the time this takes. tests/data/worklist.test.ts holds both to the same answers.
const factsSql = `(with submitted as (
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
select coalesce(json_agg(json_build_object('id', w.id, 'programId', w.program_id, 'asks', w.asks,
  'since', (extract(epoch from w.since) * 1000)::double precision, 'programStatus', p.status, 'hasBfr', w.is_bfr,
  'outcome', coalesce((select case when w.is_bfr then o.bfr else o.plain end from screening_outcomes o
    where o.clinic_id = p.clinic_id and o.screening_id = n.id and (o.scope = 'all' or (w.is_bfr and o.scope = any (w.bfr_limbs)))
    order by screening_severity(case when w.is_bfr then o.bfr else o.plain end) desc limit 1), w.stored),
  'isOutdatedByEvent', exists (select 1 from client_events e where e.clinic_id = p.clinic_id and e.client_id = p.client_id and e.recorded_at > n.recorded_at)
    or exists (select 1 from red_flags f where f.clinic_id = p.clinic_id and f.client_id = p.client_id and f.recorded_at > n.recorded_at),
  'authorIds', array_remove(array(select p.raised_by union all select unnest(v.edited_by || array[v.author_id, v.submitted_by])
    from versions v where v.clinic_id = p.clinic_id and v.program_id = p.id), null),
  'careTeamIds', array(select t.member_id from care_team t where t.clinic_id = p.clinic_id and t.client_id = p.client_id),
  'earlierExtensions', case when w.asks = 'extension' then earlier_extensions(w.id, $1::timestamptz) else 0 end,
  'toJustify', (select count(*) from findings f where f.clinic_id = p.clinic_id and f.version_id = w.id and f.severity = 'justify'),
  'cause', w.cause, 'heldBy', w.held_by, 'needsAssessment', w.needs_assessment, 'isScreenedSince', w.is_screened_since,
  'clearedAs', w.cleared_as)), '[]')
from (select * from submitted union all select * from held) w
join programs p on p.clinic_id = current_clinic() and p.id = w.program_id
left join lateral (select s.id, s.recorded_at from screenings s where s.clinic_id = p.clinic_id and s.client_id = p.client_id
  order by s.seq desc limit 1) n on true)`

// The head of the chain names everything that was ever written in the clinic, but for the windows, which follow from it
// and are written beside it: who is in breach is asked each time. Where there is no chain nothing is known.
const text = `
with day as materialized (select clinic_day($1::timestamptz) as today),
head as materialized (select (select encode(e.hash, 'base64') from audit_events e where e.clinic_id = current_clinic()
  order by e.seq desc limit 1) || ' ' || day.today as stamp, day.today from day)
select head.stamp, head.today::text as "today",
  array_to_json(array(select distinct b.program_id from rehab_windows b where b.clinic_id = current_clinic() and b.is_running
    and b.severity = 'breach' and b.review_on <= head.today)) as "inBreach",
  case when head.stamp = $2::text then null else json_build_object('facts', ${factsSql},
    'colleagues', ${colleaguesSql('$1', "'{physical-therapist,doctor}'")}) end as "read"
from head`

/** By clinic, and for a minute at most: what was erased since is not to lie here for longer. */
const kept = new Map<string, Kept>()
const keptMs = 60_000
const forgetting = new Map<string, NodeJS.Timeout>()

/** In one statement, however much waits. */
export async function readWaitingFacts(query: Query, clinicId: string, at: Date): Promise<WaitingFacts> {
  const known = kept.get(clinicId)
  const [found] = await query<Asked>({ name: 'waiting', text, values: [at, known?.stamp ?? null] })
  if (!found) throw new Error('What waits is one row.')
  const { stamp, today, read, inBreach } = found
  const now = read ? keep(clinicId, stamp, read) : known
  if (!now) throw new Error('PostgreSQL leaves out what is known, and nothing else.')
  if (now.standing.breaches !== inBreach.join()) now.standing = standingOf(now.facts, inBreach)
  return { ...now.standing, colleagues: now.colleagues, today, words: now.words }
}

function keep(clinicId: string, stamp: string | null, { facts, colleagues }: NonNullable<Asked['read']>): Kept {
  const now: Kept = {
    stamp,
    facts,
    colleagues: colleagues.map(colleagueOf),
    standing: standingOf(facts, []),
    words: new Map(),
  }
  clearTimeout(forgetting.get(clinicId))
  kept.set(clinicId, now)
  const forget = () => {
    kept.delete(clinicId)
    forgetting.delete(clinicId)
  }
  forgetting.set(clinicId, setTimeout(forget, keptMs).unref())
  return now
}

function standingOf(facts: readonly Fact[], inBreach: readonly string[]): Standing {
  const breaches = new Set(inBreach)
  return { breaches: inBreach.join(), waiting: facts.map((fact) => waitingOf(fact, breaches)), ranked: new Map() }
}

function waitingOf(
  { since, cause, heldBy, needsAssessment, isScreenedSince, clearedAs, ...fact }: Fact,
  inBreach: ReadonlySet<string>,
): WaitingFact {
  return {
    ...fact,
    since: new Date(since),
    isInBreach: inBreach.has(fact.programId),
    hold: cause && { cause, heldBy, needsAssessment, isScreenedSince, clearedAs },
  }
}
