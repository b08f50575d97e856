/** Which programs stand on a page of the list: read in its order along the index of what is asked for, as far as a page. */
import type { Query } from '~/database/query.server'
import type { ProgramStatus } from '~/domain/program'
import type { VersionStatus } from '~/domain/version'
import type { Acting } from './acting.server'
import { isOwnSql, ownClientsSql, type Whose, whoseClients } from './own-clients.server'

export const programSorts = ['raised', 'client'] as const
export type ProgramSort = { by: (typeof programSorts)[number]; direction: 'ascending' | 'descending' }

/** A status of a program, or of its newest version. `words` are looked for in the names of programs, never of people. */
export type ProgramFilter = {
  status: ProgramStatus | null
  version: VersionStatus | null
  isMine: boolean
  words: string
}

/** `cursor`: the program the page begins after or, read backwards, ends before. */
export type ProgramKeysAsked = { filter: ProgramFilter; sort: ProgramSort; cursor: string | null; isBackwards: boolean }

/** `name` tells every shape of `text` from every other; `order` is that of its rows, which are called `page`. */
export type ProgramKeys = { name: string; text: string; order: string; values: unknown[] }

const keys = { raised: ['program_id'], client: ['family_name', 'given_name', 'program_id'] } as const

/** `limit` is the most rows there may be; null where no program has a name with these words. */
export async function programKeys(
  query: Query,
  member: Acting,
  asked: ProgramKeysAsked,
  limit: number,
): Promise<ProgramKeys | null> {
  const whose = await whoseClients(query, member, false)
  const words = asked.filter.words.trim()
  const names = words === '' || whose === 'few' ? 'any' : await namesWith(query, words)
  return names !== 'any' && names.length === 0 ? null : keysOf(member, { ...asked, whose, words, names }, limit)
}

type Shape = ProgramKeysAsked & { whose: Whose; words: string; names: string[] | 'any' }

function keysOf(
  member: Acting,
  { filter, sort, cursor, isBackwards, whose, words, names }: Shape,
  limit: number,
): ProgramKeys {
  const values: unknown[] = []
  const given = (value: unknown) => `$${values.push(value)}`
  const isDown = (sort.direction === 'descending') !== isBackwards
  const [way, beyond] = isDown ? ['desc', '<'] : ['asc', '>']
  const row = (of: string) => keys[sort.by].map((key) => `${of}.${key}`).join(', ')
  const orderOf = (of: string) => keys[sort.by].map((key) => `${of}.${key} ${way}`).join(', ')
  // Of each part its name, and what it asks for.
  const parts: [string, string][] = []
  if (whose !== 'all') parts.push([whose, reaches[whose](given(member.memberId))])
  if (filter.status) parts.push(['status', `l.status = ${given(filter.status)}`])
  if (filter.version) parts.push(['version', `l.newest = ${given(filter.version)}`])
  if (filter.isMine) parts.push(['mine', `l.raised_by = ${given(member.memberId)}::uuid`])
  if (names === 'any' && words !== '')
    parts.push(['words', `position(lower(${given(words)}::text) in lower(l.name)) > 0`])
  if (cursor) parts.push(['beyond', `(${row('l')}) ${beyond} ${cursorSql(sort.by, given(cursor))}`])
  const conditions = ['l.clinic_id = current_clinic()', ...parts.map(([, condition]) => condition)]
  const select = (more: string) => `select ${row('l')} from program_lists l
    where ${[...conditions, more].filter(Boolean).join(' and ')} order by ${orderOf('l')} limit ${limit}`
  const text =
    names === 'any'
      ? select('')
      : `select ${row('l')} from unnest(${given(names)}::text[]) as named (name)
          cross join lateral (${select('l.name = named.name')}) l order by ${orderOf('l')} limit ${limit}`
  const shape = [sort.by, way, ...parts.map(([name]) => name), names === 'any' ? '' : 'named']
  return { name: ['programs', ...shape].filter(Boolean).join('-'), text, order: orderOf('page'), values }
}

const reaches = {
  few: (member: string) => `l.client_id = any (${ownClientsSql(member)})`,
  many: (member: string) => isOwnSql(member, 'l.client_id'),
}

/** The row a page begins after, looked up by its id, so that no name stands in an address. */
function cursorSql(by: ProgramSort['by'], id: string): string {
  if (by === 'raised') return `(${id}::uuid)`
  return `(select k.family_name, k.given_name, k.program_id from program_lists k
    where k.clinic_id = current_clinic() and k.program_id = ${id}::uuid)`
}

/** Many programs have the same name: past this many different ones, each program's own name is looked at. */
const mostNames = 2_000
/** Each is a list of its own, of which a page is read. */
const mostLists = 50

// Hops from name to name on the index, so that a name costs one row however many programs have it.
const hop = (after: string) =>
  `select l.name from program_lists l where l.clinic_id = current_clinic() ${after} order by l.name limit 1`

const namesText = `with recursive names (name, place) as (
    (select first.name, 1 from (${hop('')}) first)
    union all
    select (${hop('and l.name > names.name')}), names.place + 1 from names where names.name is not null and names.place <= ${mostNames})
  select coalesce(max(place) > ${mostNames}, false) as "isLong",
    (array_agg(name) filter (where position(lower($1::text) in lower(name)) > 0))[:${mostLists + 1}] as "names" from names`

/** The names with these words in them, where they can be told: `any` where there are too many. */
async function namesWith(query: Query, words: string): Promise<string[] | 'any'> {
  const [found] = await query<{ isLong: boolean; names: string[] | null }>({
    name: 'program-names',
    text: namesText,
    values: [words],
  })
  const names = found?.names ?? []
  return found?.isLong || names.length > mostLists ? 'any' : names
}
