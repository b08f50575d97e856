/**
 * A client found by words that are typed: by the keys the database keeps for each, so that a clinic of any size is
 * searched by its index. Best first; one letter wrong in a word comes after all that is right.
 */
import type { Query } from '~/database/query.server'
import { seesAllClients } from '~/domain/access'
import { fitOf, searchWords, slipKeys, typedWords } from '~/domain/search-words'
import type { Acting } from './acting.server'
import { type ListedClient, listedColumns, type ListedRow, notArchivedSql } from './client-list.server'

const mostFound = 50
// A client may be found by two of their words, and by keys of a word that is two slips away.
const mostRead = 2 * mostFound + 10

/** Where the parameters of a word begin: from, up to, and the keys one slip away. */
const placeOf = (word: number) => 5 + 3 * word

const fits = (key: string, word: number) => {
  const at = placeOf(word)
  return `((${key} >= $${at}::text and ${key} < $${at + 1}::text) or ${key} = any ($${at + 2}::text[]))`
}

/** That the client has each of these words too. */
function hasWords(client: string, words: readonly number[]): string {
  return words
    .map(
      (word) => `exists (select 1 from client_search_keys o where o.clinic_id = current_clinic()
        and o.client_id = ${client} and ${fits('o.key', word)})`,
    )
    .join(' and ')
}

const standing = (client: string) => `($4::boolean or ${notArchivedSql(client)})`

/** For who sees all: by the first word, which is the longest, what is right before what is nearly so. */
function byKey(words: number): string {
  const others = Array.from({ length: words - 1 }, (_, index) => index + 1)
  const also = others.length > 0 ? `and ${hasWords('k.client_id', others)}` : ''
  const part = (condition: string) => `(select k.client_id from client_search_keys k
    where k.clinic_id = current_clinic() and ${condition} ${also} and ${standing('k.client_id')}
    order by k.key, k.client_id limit ${mostRead})`
  const at = placeOf(0)
  return `select ${listedColumns} from clients c where $1::uuid is not null and $2::boolean and c.clinic_id = current_clinic()
    and c.id = any (array(${part(`k.key >= $${at}::text and k.key < $${at + 1}::text`)}
      union all ${part(`k.key = any ($${at + 2}::text[])`)}))`
}

/** For who sees those of their care teams: each of those is asked. */
function byCareTeam(words: number): string {
  const all = Array.from({ length: words }, (_, index) => index)
  return `select ${listedColumns} from care_team t join clients c on c.clinic_id = t.clinic_id and c.id = t.client_id
    where t.clinic_id = current_clinic() and t.member_id = $1::uuid and not $2::boolean
      and ${hasWords('t.client_id', all)} and ${standing('t.client_id')} limit ${mostRead}`
}

export type SearchAsked = { words: string; withArchived: boolean; at: Date }
export type SearchFound = { rows: ListedClient[]; hasMore: boolean; today: string }

/** Fifty at most; `hasMore` says that there are more. Words that hold no letter find nobody. */
export async function searchClients(query: Query, member: Acting, asked: SearchAsked): Promise<SearchFound> {
  const words = typedWords(asked.words)
  if (words.length === 0) return { rows: [], hasMore: false, today: '' }
  const seesAll = seesAllClients(member)
  const found = await query<ListedRow>({
    name: `clients-search-${seesAll ? 'all' : 'team'}-${words.length}`,
    text: seesAll ? byKey(words.length) : byCareTeam(words.length),
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

function ranking(found: readonly ListedRow[], typed: readonly string[]): ListedRow[] {
  return found
    .flatMap((row) => {
      const fit = fitOf(typed, searchWords(`${row.givenName} ${row.familyName} ${row.recordNumber}`))
      return fit === null ? [] : [{ row, fit, name: `${row.familyName} ${row.givenName} ${row.id}` }]
    })
    .sort((one, other) => one.fit - other.fit || (one.name < other.name ? -1 : 1))
    .map(({ row }) => row)
}
