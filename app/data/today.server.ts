/** The trainer's day: each program of their clients that runs, may start or waits, and what may be done with it now. */
import type { Query } from '~/database/query.server'
import type { HoldCause } from '~/domain/hold'
import type { ProgramStatus } from '~/domain/program'
import { type Blocker, blockers } from '~/domain/session'
import type { VersionKind, VersionStatus } from '~/domain/version'
import type { Acting } from './acting.server'
import { isOwnSql, whoseClients } from './own-clients.server'
import { sessionFacts } from './session-facts.server'
import { type Starts, startsOf, startsOnceChecked } from './session-form.server'
import { weekSql } from './session-week.server'
import { notStruckSession } from './strikes.server'
import { type UnopenedStrip, unopenedStrip, type WindowStrip, windowStrips } from './window-strips.server'

/** More than this nobody trains in one day: past it the page says where the rest is. */
const mostPrograms = 100

type Row = {
  /** Theirs today because the client's trainer is away. */
  isStandingIn: boolean
  programId: string
  clientId: string
  clientName: string
  programName: string
  status: ProgramStatus
  holdCauses: HoldCause[]
  /** Of the version in force, else the newest. */
  versionStatus: VersionStatus
  /** What was submitted and waits for a decision, and since when. */
  submitted: { kind: VersionKind; since: string } | null
  runningSessionId: string | null
  /** When sessions of the program took place today, ISO, and where. */
  doneToday: { at: string; place: 'clinic' | 'home' }[]
  /** The lower of the version and its limit. */
  sessionsPerWeek: number
  doneThisWeek: number
}

/** `startsOnceChecked`: after the check before a session. `blockers`: all that is in the way, gravest first. */
export type TodayProgram = Row & {
  strip: WindowStrip | UnopenedStrip
  starts: Starts
  startsOnceChecked: Starts
  blockers: Blocker[]
}

const columns = `t.stands_in as "isStandingIn", p.id as "programId", c.id as "clientId", c.given_name || ' ' || c.family_name as "clientName", p.name as "programName", p.status,
  coalesce((select json_agg(h.cause order by h.cause <> 'red-flag') from holds h where h.clinic_id = p.clinic_id and h.program_id = p.id
     and h.lifted_at is null), '[]') as "holdCauses",
  v.status as "versionStatus",
  (select json_build_object('kind', w.kind, 'since', w.submitted_at) from versions w where w.clinic_id = p.clinic_id
     and w.program_id = p.id and w.status = 'submitted') as "submitted",
  (select s.id from training_sessions s where s.clinic_id = p.clinic_id and s.program_id = p.id and s.kind = 'started' and s.ended_at is null
     and s.occurred_at between $2::timestamptz - interval '3 hours' and $2::timestamptz and ${notStruckSession('s.id')}
   order by s.occurred_at desc limit 1) as "runningSessionId",
  coalesce((select json_agg(json_build_object('at', s.occurred_at, 'place', s.place) order by s.occurred_at) from training_sessions s where s.clinic_id = p.clinic_id
     and s.program_id = p.id and s.day = (select clinic_day($2::timestamptz)) and ${notStruckSession('s.id')}), '[]') as "doneToday",
  ${weekSql}`

const standsIn = "bool_or(r.way = 'standing-in') and not bool_or(r.way = 'care-team') as stands_in"

/** Of the version in force, else of the newest. */
const joined = `join lateral (select x.clinic_id, x.id, x.status, x.sessions_per_week from versions x where x.clinic_id = p.clinic_id and x.program_id = p.id
  order by (x.id = p.in_force_version_id) desc nulls last, x.number desc limit 1) v on true
where (p.status <> 'not-started' or v.status in ('submitted', 'changes-requested', 'cleared', 'expired'))`

const order = "order by p.status = 'on-hold' desc, p.status = 'active' desc, c.family_name, c.given_name, p.id"

/** Of few clients all they have is read, and sorted. */
const ofFew = `select ${columns}
from (select r.client_id, ${standsIn} from reached_clients($1::uuid) r where r.way <> 'emergency' group by r.client_id) t
join clients c on c.clinic_id = current_clinic() and c.id = t.client_id
join programs p on p.clinic_id = c.clinic_id and p.client_id = c.id and p.status in ('not-started', 'active', 'on-hold')
${joined} ${order} limit ${mostPrograms + 1}`

/** Of many each status is walked in the order of names until there are enough, and the next one only if there are not. */
const walked = (status: ProgramStatus, isShown = '') => `(select l.program_id from program_lists l
  where l.clinic_id = current_clinic() and l.status = '${status}' and ${isOwnSql('$1', 'l.client_id')} ${isShown}
  order by l.family_name, l.given_name, l.program_id offset 0)`
const isAsked = `and coalesce((select true from programs p ${joined} and p.clinic_id = l.clinic_id and p.id = l.program_id), false)`
const ofMany = `with page as materialized (select x.program_id from (
    ${walked('on-hold')} union all ${walked('active')} union all ${walked('not-started', isAsked)}) x limit ${mostPrograms + 1})
select ${columns}
from page
join programs p on p.clinic_id = current_clinic() and p.id = page.program_id
join clients c on c.clinic_id = p.clinic_id and c.id = p.client_id
join lateral (select ${standsIn} from reached_clients($1::uuid) r where r.way <> 'emergency' and r.client_id = p.client_id) t on true
${joined} ${order}`

/** What runs and may start first, then what is held, then what waits; `hasMore` when the day is longer than the page. */
export async function listToday(
  query: Query,
  member: Acting,
  at: Date,
): Promise<{ programs: TodayProgram[]; hasMore: boolean }> {
  const whose = await whoseClients(query, member, true)
  const text = whose === 'few' ? ofFew : ofMany
  const rows = await query<Row>({ name: `today-${whose}`, text, values: [member.memberId, at] })
  const shown = rows.slice(0, mostPrograms)
  const ids = shown.map(({ programId }) => programId)
  const facts = new Map((await sessionFacts(query, ids, at)).map((found) => [found.programId, found.facts]))
  const strips = new Map((await windowStrips(query, ids, at)).map((strip) => [strip.programId, strip]))
  const programs = shown.map((row) => {
    const known = facts.get(row.programId)
    return {
      ...row,
      strip: strips.get(row.programId) ?? unopenedStrip(member.clinic),
      starts: known ? startsOf(known) : null,
      startsOnceChecked: known ? startsOnceChecked(known) : null,
      blockers: known ? blockers(known) : [],
    }
  })
  return { programs: programs.sort((one, other) => rankOf(one) - rankOf(other)), hasMore: rows.length > shown.length }
}

function rankOf({ status, runningSessionId, startsOnceChecked: starts, doneToday }: TodayProgram): number {
  if (runningSessionId) return 0
  if (status === 'on-hold') return 3
  if (!starts) return 4
  return doneToday.length > 0 ? 2 : 1
}
