/** The lists of a clinic that grow with what it does: who looks at each, by the function the page calls, and where its pages begin. */
import { listAbsences } from '~/data/absences.server'
import { listAccessEvents } from '~/data/access-events.server'
import { listAuditEvents } from '~/data/audit-events.server'
import type { Acting } from '~/data/acting.server'
import { listCareTeams } from '~/data/care-teams.server'
import { type ClientSort, listClients, type ListAsked } from '~/data/client-list.server'
import { searchClients } from '~/data/client-search.server'
import { listEmergencyAccesses } from '~/data/emergency-reviews.server'
import { listIncidents } from '~/data/incidents.server'
import { listOutsideSessions } from '~/data/outside-clearance.server'
import type { ProgramFilter, ProgramSort } from '~/data/program-keys.server'
import { listPrograms } from '~/data/program-list.server'
import { listRegister } from '~/data/register-list.server'
import { listNotices } from '~/data/notifications.server'
import { listPastRecords } from '~/data/retention.server'
import { listToday } from '~/data/today.server'
import { listBoard } from '~/data/window-board.server'
import type { BoardFilter } from '~/data/window-keys.server'
import type { Query } from '~/database/query.server'
import type { RegisterFilter, RegisterSort } from '~/domain/register'
import { everyDecision } from './fill-register'

export type People = { clinician: Acting; trainer: Acting; ofFew: Acting; admin: Acting }

export type ListCase = {
  says: string
  who: keyof People
  /** The rows of the page after a key; null: of the first. */
  ask: (query: Query, member: Acting, after: string | null) => Promise<object[]>
  /** All keys of the list in its order, of the clinic `$1` and for the member `$2`; none where it has one page. */
  keys: string | null
  /** Its page is as long as somebody's day, which a small clinic does not fill: its rows are counted, and no time taken. */
  isUneven?: true
}

const at = new Date()
const descending = (sort: { direction: string }) => (sort.direction === 'descending' ? 'desc' : 'asc')

const everyProgram: ProgramFilter = { status: null, version: null, isMine: false, words: '' }
const ofFew = `(select t.client_id from care_team t where t.clinic_id = $1 and t.member_id = $2)`

function programs(
  says: string,
  sort: ProgramSort,
  filter: Partial<ProgramFilter> = {},
  who: ListCase['who'] = 'clinician',
): ListCase {
  const way = descending(sort)
  const order = sort.by === 'raised' ? `p.id ${way}` : `c.family_name ${way}, c.given_name ${way}, p.id ${way}`
  const conditions = [
    filter.status ? `p.status = '${filter.status}'` : '',
    filter.version
      ? `(select v.status from versions v where v.clinic_id = p.clinic_id and v.program_id = p.id order by v.number desc limit 1) = '${filter.version}'`
      : '',
    filter.isMine ? 'p.raised_by = $2' : '',
    who === 'ofFew' ? `p.client_id in ${ofFew}` : '',
    filter.words ? `position('${filter.words}' in lower(p.name)) > 0` : '',
  ].map((condition) => condition && `and ${condition}`)
  return {
    says: `programs ${says}`,
    who,
    ask: async (query, member, after) =>
      (await listPrograms(query, member, { filter: { ...everyProgram, ...filter }, sort, after, before: null, at }))
        .rows,
    keys: `select p.id::text as key from programs p join clients c on c.clinic_id = p.clinic_id and c.id = p.client_id
      where p.clinic_id = $1 and $2::uuid is not null ${conditions.join(' ')} order by ${order}`,
  }
}

/** Who was not put away. */
const here = `not exists (select 1 from client_archives a where a.clinic_id = c.clinic_id and a.client_id = c.id and a.restored_at is null)`

function clients(
  says: string,
  sort: ClientSort,
  filter: Partial<ListAsked> = {},
  who: ListCase['who'] = 'clinician',
): ListCase {
  const way = descending(sort)
  const order = sort.by === 'added' ? `c.id ${way}` : `c.family_name ${way}, c.given_name ${way}, c.id ${way}`
  const { program } = filter
  const open = `select 1 from programs p where p.clinic_id = c.clinic_id and p.client_id = c.id`
  const conditions = [
    program === 'none' ? `not exists (${open} and p.status not in ('completed', 'stopped'))` : '',
    program === 'waiting'
      ? `exists (${open} and exists (select 1 from versions v where v.clinic_id = p.clinic_id and v.program_id = p.id and v.status = 'submitted'))`
      : '',
    program && program !== 'none' && program !== 'waiting' ? `exists (${open} and p.status = '${program}')` : '',
    who === 'ofFew' ? `c.id in ${ofFew}` : '',
    filter.withArchived ? '' : here,
  ].map((condition) => condition && `and ${condition}`)
  const asked = { sort, before: null, program: null, isMine: false, withArchived: false, at, ...filter }
  return {
    says: `clients ${says}`,
    who,
    ask: async (query, member, after) => (await listClients(query, member, { ...asked, after })).rows,
    keys: `select c.id::text as key from clients c where c.clinic_id = $1 and $2::uuid is not null ${conditions.join(' ')} order by ${order}`,
  }
}

/** The member's own, of those an admin assigns. */
const ofTeam = (says: string, who: ListCase['who'], condition: string): ListCase => ({
  says: `care teams of ${says}`,
  who,
  ask: async (query, { memberId }, after) => (await listCareTeams(query, { gap: null, memberId, after })).rows,
  keys: `select c.id::text as key from clients c where c.clinic_id = $1 and $2::uuid is not null ${condition} and ${here}
    order by c.family_name, c.given_name, c.id`,
})

const search = (words: string, who: ListCase['who'] = 'clinician', whose = ''): ListCase => ({
  says: `search for “${words}”${whose}`,
  who,
  ask: async (query, member) => (await searchClients(query, member, { words, withArchived: false, at })).rows,
  keys: null,
})

const everyWindow: BoardFilter = { phase: null, severity: null, frequency: null, trainerId: null, limb: null }

function windows(says: string, filter: Partial<BoardFilter> = {}, who: ListCase['who'] = 'clinician'): ListCase {
  return {
    says: `windows ${says}`,
    who,
    ask: async (query, member, after) =>
      (await listBoard(query, member, { ...everyWindow, ...filter, after, before: null }, at)).rows,
    keys:
      Object.keys(filter).length > 0 || who !== 'clinician'
        ? null
        : `select concat_ws('_', n, review_on, program_id, scope) as key from (
      select w.*, case when review_on > clinic_day('${at.toISOString()}') then 2 when severity = 'breach' then 0 else 1 end as n from rehab_windows w
      where w.clinic_id = $1 and $2::uuid is not null and w.is_running) x order by n, review_on, program_id, scope`,
  }
}

const registerColumns = { signed: 'signed_at', client: 'record_number', signer: 'signer_name' }
type Sorted = RegisterSort & { by: keyof typeof registerColumns }

function register(says: string, sort: Sorted, filter: Partial<RegisterFilter> = {}): ListCase {
  const column = registerColumns[sort.by]
  const list = filter.outcome ? `outcome:${filter.outcome}` : 'all'
  return {
    says: `register ${says}`,
    who: 'admin',
    ask: async (query, _, after) =>
      (
        await listRegister(query, {
          filter: { ...everyDecision, ...filter },
          sort,
          cursor: after ? { seq: Number(after), side: 'after' } : null,
        })
      ).rows,
    keys: `select l.seq::text as key from register_lists l where l.clinic_id = $1 and $2::uuid is not null and l.list = '${list}'
      order by l.${column} ${descending(sort)}, l.seq ${descending(sort)}`,
  }
}

const newest: ProgramSort = { by: 'raised', direction: 'descending' }
const oldest: ProgramSort = { by: 'raised', direction: 'ascending' }
const byClient: ProgramSort = { by: 'client', direction: 'ascending' }
const byName: ClientSort = { by: 'name', direction: 'ascending' }
const byAdded: ClientSort = { by: 'added', direction: 'descending' }

/** The first of each list is its plain one: what a short list cannot fill is held against that. */
export const cases: readonly ListCase[] = [
  programs('newest first', newest),
  programs('oldest first', oldest),
  programs('by client', byClient),
  programs('by client, from the end', { by: 'client', direction: 'descending' }),
  programs('not started', newest, { status: 'not-started' }),
  programs('active, by client', byClient, { status: 'active' }),
  programs('on hold', newest, { status: 'on-hold' }),
  programs('on hold, by client', byClient, { status: 'on-hold' }),
  programs('draft', newest, { version: 'draft' }),
  programs('draft, by client', byClient, { version: 'draft' }),
  programs('submitted, by client', byClient, { version: 'submitted' }),
  programs('declined and not started', newest, { status: 'not-started', version: 'declined' }),
  programs('one’s own', newest, { isMine: true }, 'trainer'),
  programs('nobody raised', newest, { isMine: true }),
  programs('with a word all have', newest, { words: 'knee' }),
  programs('with words few have', newest, { words: 'program 42' }),
  programs('with words few have, by client', byClient, { words: 'program 42' }),
  programs('with a word nobody has', newest, { words: 'zzyzx' }),
  programs('of a trainer of many', newest, {}, 'trainer'),
  programs('of a trainer of few', newest, {}, 'ofFew'),
  programs('of a trainer of few, by client', byClient, {}, 'ofFew'),
  clients('by name', byName),
  clients('by name, from the end', { by: 'name', direction: 'descending' }),
  clients('last added', byAdded),
  clients('with those put away', byName, { withArchived: true }),
  clients('one’s own', byName, { isMine: true }, 'trainer'),
  clients('with a program running', byName, { program: 'active' }),
  clients('with one on hold', byName, { program: 'on-hold' }),
  clients('with one that waits', byName, { program: 'waiting' }),
  clients('with one that waits, last added', byAdded, { program: 'waiting' }),
  clients('with none', byName, { program: 'none' }),
  clients('of a trainer of many', byName, {}, 'trainer'),
  clients('of a trainer of few', byName, {}, 'ofFew'),
  search('lindqvist'),
  search('ana lindqvist 52'),
  search('lindqvist', 'ofFew', ', a trainer’s own'),
  search('lindqvist', 'trainer', ', a trainer’s own of many'),
  windows('of the clinic'),
  windows('past', { phase: 'past' }),
  windows('on their last day', { phase: 'last-day' }),
  windows('with a breach', { severity: 'breach' }),
  windows('of a limb', { limb: 'left-leg' }),
  windows('of a trainer of many', {}, 'trainer'),
  windows('of a trainer of few', {}, 'ofFew'),
  register('newest first', { by: 'signed', direction: 'descending' }),
  register('by client', { by: 'client', direction: 'ascending' }),
  register('declined, by signer', { by: 'signer', direction: 'ascending' }, { outcome: 'declined' }),
  {
    says: 'today of a trainer of few',
    who: 'ofFew',
    keys: null,
    ask: async (query, member) => (await listToday(query, member, at)).programs,
  },
  {
    says: 'today of a trainer of many',
    who: 'trainer',
    keys: null,
    isUneven: true,
    ask: async (query, member) => (await listToday(query, member, at)).programs,
  },
  {
    says: 'care teams',
    who: 'admin',
    ask: async (query, _, after) => (await listCareTeams(query, { gap: null, memberId: null, after })).rows,
    keys: `select c.id::text as key from clients c where c.clinic_id = $1 and $2::uuid is not null and ${here} order by c.family_name, c.given_name, c.id`,
  },
  ofTeam('a trainer of many', 'trainer', ''),
  ofTeam('a trainer of few', 'ofFew', `and c.id in ${ofFew}`),
  {
    says: 'records kept long enough',
    who: 'admin',
    keys: null,
    ask: async (query) => (await listPastRecords(query, { after: null, at })).rows,
  },
  {
    says: 'sessions outside clearance',
    who: 'admin',
    keys: null,
    ask: async (query) => (await listOutsideSessions(query, { period: 'all', at, trainerId: null, after: null })).rows,
  },
  {
    says: 'incidents',
    who: 'admin',
    keys: null,
    ask: async (query) => (await listIncidents(query, { kind: null, after: null })).rows,
  },
  { says: 'audit', who: 'admin', keys: null, ask: async (query) => (await listAuditEvents(query, {})).rows },
  {
    says: 'inbox',
    who: 'admin',
    ask: async (query, member, after) => (await listNotices(query, member, after)).notices,
    keys: 'select n.id::text as key from notifications n where n.clinic_id = $1 and n.member_id = $2 order by n.id desc',
  },
  {
    says: 'absences',
    who: 'admin',
    ask: async (query, member, after) => (await listAbsences(query, member, { after, at })).absences,
    keys: 'select a.id::text as key from absences a where a.clinic_id = $1 and $2::uuid is not null order by a.from_day desc, a.id desc',
  },
  {
    says: 'readings',
    who: 'admin',
    ask: async (query, _, after) => (await listAccessEvents(query, {}, after ? { older: Number(after) } : null)).rows,
    keys: 'select e.id::text as key from access_events e where e.clinic_id = $1 and $2::uuid is not null order by e.id desc',
  },
  {
    says: 'emergency accesses',
    who: 'admin',
    ask: async (query, member, after) => (await listEmergencyAccesses(query, member, { after, state: null })).rows,
    keys: 'select x.id::text as key from emergency_accesses x where x.clinic_id = $1 and $2::uuid is not null order by x.id desc',
  },
]

/** What a row is known by among the keys of its list. */
export const keyOf = (row: object) => {
  const { key, seq, id } = row as { key?: string; seq?: number; id?: string | number }
  return String(key ?? seq ?? id)
}

/** Of all keys the one in the middle and the one a page before the last; no row where there is no page in between. */
export const placesText = (
  keys: string,
) => `with listed as materialized (select row_number() over () as n, key from (${keys}) k),
    counted as (select count(*) as "all" from listed)
  select key from listed, counted where "all" > 101 and n in ("all" / 2, "all" - 50) order by n`
