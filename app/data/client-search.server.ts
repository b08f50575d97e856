/**
 * A client found by words that are typed: by the keys the database keeps for each, so that a clinic of any size is
 * searched by its index. Best first; one letter wrong in a word comes after all that is right.
 */
import type { Query } from '~/database/query.server'
import { seesAllClients } from '~/domain/access'
import { fitOf, searchWords, slipKeys, typedWords } from '~/domain/search-words'
import type { Acting } from './acting.server'
import { notErasedSql } from './erased.server'
import { type ListedClient, listedColumns, type ListedRow, notArchivedSql } from './client-list.server'

const mostFound = 50
// A client may be found by two of their words, and by keys of a word that is two slips away.
const mostRead = 2 * mostFound + 10

/** Where the parameters of a word begin: from, up to, and the keys one slip away. */
const placeOf = (word: number) => 5 + 3 * word

const begins = (key: string, word: number) =>
  `${key} >= $${placeOf(word)}::text and ${key} < $${placeOf(word) + 1}::text`
const isSlip = (key: string, word: number) => `${key} = any ($${placeOf(word) + 2}::text[])`

/** That the client has each of these words too: two looks into the index, for one client after another. */
function hasWords(client: string, words: readonly number[]): string {
  const one = (condition: string) => `exists (select 1 from client_search_keys o where o.clinic_id = current_clinic()
    and o.client_id = ${client} and ${condition})`
  return words.map((word) => `(${one(begins('o.key', word))} or ${one(isSlip('o.key', word))})`).join(' and ')
}

const standing = (client: string) => `${notErasedSql(client)} and ($4::boolean or ${notArchivedSql(client)})`

/** Whoever has this word, all of them at once. */
function withWord(word: number): string {
  const keys = (condition: string) => `select o.client_id from client_search_keys o
    where o.clinic_id = current_clinic() and ${condition}`
  return `${keys(begins('o.key', word))} union all ${keys(isSlip('o.key', word))}`
}

/**
 * For who sees all: by the first word, which is the rarest, what is right before what is nearly so. Where that one is
 * common too, all who have the others are joined.
 */
function byKey(words: number, isCommon: boolean): string {
  const others = Array.from({ length: words - 1 }, (_, index) => index + 1)
  const joined = others.map((word) => `k.client_id in (${withWord(word)})`).join(' and ')
  const also = others.length === 0 ? '' : `and ${isCommon ? joined : hasWords('k.client_id', others)}`
  const part = (condition: string) => `(select k.client_id from client_search_keys k
    where k.clinic_id = current_clinic() and ${condition} ${also} and ${standing('k.client_id')}
    order by k.key, k.client_id limit ${mostRead})`
  return `select ${listedColumns('$3')} from clients c where $1::uuid is not null and $2::boolean and c.clinic_id = current_clinic()
    and c.id = any (array(${part(begins('k.key', 0))}
      union all ${part(isSlip('k.key', 0))}))`
}

/** For who sees those of their care teams: each of those is asked. */
function byCareTeam(words: number): string {
  const all = Array.from({ length: words }, (_, index) => index)
  return `select ${listedColumns('$3')}
    from (select distinct r.client_id from reached_clients($1::uuid) r where r.way <> 'emergency') t
    join clients c on c.clinic_id = current_clinic() and c.id = t.client_id
    where not $2::boolean and ${hasWords('t.client_id', all)} and ${standing('t.client_id')} limit ${mostRead}`
}

export type SearchAsked = { words: string; withArchived: boolean; at: Date }
export type SearchFound = { rows: ListedClient[]; hasMore: boolean; today: string }

/** Fifty at most; `hasMore` says that there are more. Words that hold no letter find nobody. */
export async function searchClients(query: Query, member: Acting, asked: SearchAsked): Promise<SearchFound> {
  const typed = typedWords(asked.words)
  if (typed.length === 0) return { rows: [], hasMore: false, today: '' }
  const seesAll = seesAllClients(member)
  const { words, isCommon } =
    seesAll && typed.length > 1 ? await byRarity(query, typed) : { words: typed, isCommon: false }
  const way = seesAll ? (isCommon ? 'join' : 'all') : 'team'
  const found = await query<ListedRow>({
    name: `clients-search-${way}-${words.length}`,
    text: seesAll ? byKey(words.length, isCommon) : byCareTeam(words.length),
    values: [
      member.memberId,
      seesAll,
      asked.at,
      asked.withArchived,
      ...words.flatMap((word) => [word, `${word}\u{10ffff}`, slipKeys(word)]),
    ],
  })
  const ranked = ranking(found, words)
  const rows = ranked.slice(0, mostFound).map(({ today, ...row }) => row)
  return { rows, hasMore: ranked.length > mostFound, today: found[0]?.today ?? '' }
}

const common = 1_000
const rarityText = `select (select count(*)::integer from (select 1 from client_search_keys k where k.clinic_id = current_clinic()
      and k.key >= word and k.key < word || U&'\\+10FFFF' limit ${common}) counted) as many
    from unnest($1::text[]) with ordinality as typed (word, place) order by place`

/** The words with the rarest first, counted no further than to where they are common. */
async function byRarity(query: Query, typed: readonly string[]): Promise<{ words: string[]; isCommon: boolean }> {
  const counted = await query<{ many: number }>({ name: 'clients-search-rarity', text: rarityText, values: [typed] })
  const manyOf = (word: string) => counted[typed.indexOf(word)]?.many ?? 0
  const words = [...typed].sort((one, other) => manyOf(one) - manyOf(other))
  return { words, isCommon: words.every((word) => manyOf(word) === common) }
}

function ranking(found: readonly ListedRow[], typed: readonly string[]): ListedRow[] {
  return found
    .flatMap((row) => {
      const fit = fitOf(typed, searchWords(`${row.givenName} ${row.familyName} ${row.recordNumber}`))
      return fit === null ? [] : [{ row, fit, name: `${row.familyName} ${row.givenName} ${row.id}` }]
    })
    .sort((one, other) => one.fit - other.fit || (one.name < other.name ? -1 : 1))
    .map(({ row }) => row)
}
