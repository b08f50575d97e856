/**
 * The facts of all that waits in a clinic, and who may decide it. They are read anew when something was written that can
 * change them or a day begins, and kept until then: docs/decisions/045-what-waits.md and 053-what-stands-beside.md.
 */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import type { HoldCause } from '~/domain/hold'
import type { ClinicianRole } from '~/domain/member'
import type { Refusal } from '~/domain/refusal'
import type { Risk, Waiting } from '~/domain/waiting'
import type { WaitingItem } from '~/domain/waiting-item'
import type { Whose } from '~/domain/whose'
import { besideStampSql, daysSql, waitingStampSql } from './chain-stamps.server'
import { type ColleagueRow, colleagueOf, colleaguesSql, type NamedColleague } from './clinicians.server'
import { keeping } from './kept.server'
import type { Look } from './worklist-look.server'

/** What the statement says of each; `since` in milliseconds since 1970. */
type Fact = Omit<Waiting, 'hold' | 'since' | 'isInBreach' | 'earlierExtensions'> & {
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

/** What changes with a session as well. `extensions`: how often each that asks to go on was extended before. */
type Standing = { inBreach: string[]; extensions: Record<string, number> }

/** The facts with where their programs stand, and what was ranked of them, by all else that it is ranked by. */
type Stood = { said: string; waiting: readonly WaitingFact[]; ranked: Map<string, readonly RankedWaiting[]> }

type Kept = {
  stamp: string | null
  today: CalendarDay
  facts: readonly Fact[]
  colleagues: readonly NamedColleague[]
  stoodStamp: string | null
  stood: Stood
  /** Of those that were shown since. */
  words: Map<string, Words>
}

type Asked = {
  stamp: string | null
  stoodStamp: string | null
  today: CalendarDay
  standing: Standing | null
  read: { facts: Fact[]; colleagues: ColleagueRow[] } | null
}

/** `colleagues`: the therapists and doctors of the clinic. */
export type WaitingFacts = Pick<Kept, 'colleagues' | 'words' | 'today'> & Omit<Stood, 'said'>

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
  'toJustify', (select count(*) from findings f where f.clinic_id = p.clinic_id and f.version_id = w.id and f.severity = 'justify'),
  'cause', w.cause, 'heldBy', w.held_by, 'needsAssessment', w.needs_assessment, 'isScreenedSince', w.is_screened_since,
  'clearedAs', w.cleared_as)), '[]')
from (select * from submitted union all select * from held) w
join programs p on p.clinic_id = current_clinic() and p.id = w.program_id
left join lateral (select s.id, s.recorded_at from screenings s where s.clinic_id = p.clinic_id and s.client_id = p.client_id
  order by s.seq desc limit 1) n on true)`

// A session moves the second stamp alone: what follows from sessions is a row or two, and all else is not read anew for it.
const text = `
with day as materialized ${daysSql('$1')},
head as materialized (select ${waitingStampSql('day')} as stamp, ${besideStampSql('day')} as stood, day.today from day)
select head.stamp, head.stood as "stoodStamp", head.today::text as "today",
  case when head.stamp = $2::text and head.stood = $3::text then null else json_build_object(
    'inBreach', array(select distinct b.program_id from rehab_windows b where b.clinic_id = current_clinic() and b.is_running
      and b.severity = 'breach' and b.review_on <= head.today),
    'extensions', coalesce((select json_object_agg(v.id, earlier_extensions(v.id, $1::timestamptz)) from versions v
      where v.clinic_id = current_clinic() and v.status = 'submitted' and v.kind = 'extension'), '{}')) end as "standing",
  case when head.stamp = $2::text then null else json_build_object('facts', ${factsSql},
    'colleagues', ${colleaguesSql('$1', "'{physical-therapist,doctor}'")}) end as "read"
from head`

/** By clinic. */
const kept = keeping<Kept>(1_000)

/** In one statement, however much waits; in none where `look`, of this transaction, says that nothing has changed. */
export async function readWaitingFacts(query: Query, clinicId: string, at: Date, look?: Look): Promise<WaitingFacts> {
  const known = kept.get(clinicId)
  // As it is now: while PostgreSQL answers another page may come back with an older one.
  const stood = known?.stood
  if (look && known && isStill(known, look)) return factsOf(known, known.stood)
  const values = [at, known?.stamp ?? null, known?.stoodStamp ?? null]
  const [found] = await query<Asked>({ name: 'waiting', text, values })
  if (!found) throw new Error('What waits is one row.')
  const { stamp, stoodStamp, today, standing, read } = found
  const now = read ? keep(clinicId, { stamp, today, read }) : known
  if (now && standing) {
    now.stood = stoodOf(now, standing)
    now.stoodStamp = stoodStamp
    return factsOf(now, now.stood)
  }
  if (!now || !stood) throw new Error('PostgreSQL leaves out what is known, and nothing else.')
  return factsOf(now, stood)
}

function isStill({ stamp, stoodStamp }: Kept, look: Look): boolean {
  return stamp !== null && stamp === look.waitingStamp && stoodStamp !== null && stoodStamp === look.besideStamp
}

type Read = Pick<Asked, 'stamp' | 'today'> & { read: NonNullable<Asked['read']> }

function keep(clinicId: string, { stamp, today, read: { facts, colleagues } }: Read): Kept {
  const now: Kept = {
    stamp,
    today,
    facts,
    colleagues: colleagues.map(colleagueOf),
    stoodStamp: null,
    stood: { said: '', waiting: [], ranked: new Map() },
    words: new Map(),
  }
  kept.set(clinicId, now)
  return now
}

function factsOf({ colleagues, today, words }: Kept, { waiting, ranked }: Stood): WaitingFacts {
  return { waiting, ranked, colleagues, today, words }
}

function stoodOf({ facts, stood }: Kept, { inBreach, extensions }: Standing): Stood {
  const said = JSON.stringify([inBreach, extensions])
  if (said === stood.said) return stood
  const breaches = new Set(inBreach)
  return { said, waiting: facts.map((fact) => waitingOf(fact, breaches, extensions)), ranked: new Map() }
}

function waitingOf(
  { since, cause, heldBy, needsAssessment, isScreenedSince, clearedAs, ...fact }: Fact,
  inBreach: ReadonlySet<string>,
  extensions: Standing['extensions'],
): WaitingFact {
  return {
    ...fact,
    since: new Date(since),
    isInBreach: inBreach.has(fact.programId),
    earlierExtensions: extensions[fact.id] ?? 0,
    hold: cause && { cause, heldBy, needsAssessment, isScreenedSince, clearedAs },
  }
}
