/**
 * A client found by words that are typed: by the keys the database keeps for each, so that a clinic of any size is
 * searched by its index. Best first; one letter wrong in a word comes after all that is right.
 */
import type { Query } from '~/database/query.server'
import { seesAllClients } from '~/domain/access'
import { fitOf, ofASlip, searchWords, slipKeys, typedWords } from '~/domain/search-words'
import type { Acting } from './acting.server'
import { isOwnSql, whoseClients } from './own-clients.server'
import { isArchivedSql, isErasedSql, type ListedClient, listedColumns, type ListedRow } from './client-list.server'

const mostFound = 50
// A client may be found by two of their words, and by keys of a word that is two slips away.
const mostRead = 2 * mostFound + 10

/** What somebody is told by; what else the list shows of them is read of those it shows. */
type Called = Pick<ListedClient, 'id' | 'givenName' | 'familyName' | 'recordNumber'>
const called = `c.id, c.given_name as "givenName", c.family_name as "familyName", c.record_number as "recordNumber"`

/** The parameters of a word: from, up to, and the keys one slip away. */
const valuesOf = (word: string) => [word, `${word}\u{10ffff}`, slipKeys(word)]

/** Where they begin: of the first word behind the three of the search. */
const placeOf = (word: number) => 4 + 3 * word

const begins = (key: string, place: number) => `${key} >= $${place}::text and ${key} < $${place + 1}::text`
const isSlip = (key: string, place: number) => `${key} = any ($${place + 2}::text[])`

/**
 * That the client has each of these words too: two looks into the index, for one client after another. Scalar queries,
 * because of "exists" the planner may gather all who have a word, which may be everybody.
 */
function hasWords(client: string, words: readonly number[]): string {
  const one = (condition: string) => `(select true from client_search_keys o where o.clinic_id = current_clinic()
    and o.client_id = ${client} and ${condition} limit 1)`
  return words
    .map((word) => `coalesce(${one(begins('o.key', placeOf(word)))}, ${one(isSlip('o.key', placeOf(word)))}, false)`)
    .join(' and ')
}

const standing = (client: string) => `not ${isErasedSql(client)} and ($3::boolean or not ${isArchivedSql(client)})`

/** Whose clients are looked at; the parameter says again that a member sees all, or does not. */
const reaches = {
  all: { member: '$1::uuid is not null and $2::boolean', client: '' },
  many: { member: 'not $2::boolean', client: `and ${isOwnSql('$1', 'k.client_id')}` },
}

/**
 * For who sees all, or many: along the first word, which is the rarest, as far as a page is full; what is right before what
 * is nearly so. Where all words are common, those who have them all mostly are, and the walk is short.
 */
function byKey(words: number, whose: keyof typeof reaches, mostWalked: number | null): string {
  const others = Array.from({ length: words - 1 }, (_, index) => index + 1)
  const also = others.length === 0 ? '' : `and ${hasWords('k.client_id', others)}`
  const walked = (condition: string) => `select k.key, k.client_id from client_search_keys k
    where k.clinic_id = current_clinic() and ${condition}`
  const order = 'order by k.key, k.client_id'
  const part = (condition: string) => `(select k.client_id
    from (${walked(condition)} ${mostWalked ? `${order} limit ${mostWalked}` : ''}) k
    where ${standing('k.client_id')} ${reaches[whose].client} ${also} ${order} limit ${mostRead})`
  return `select ${called} from clients c where ${reaches[whose].member} and c.clinic_id = current_clinic()
    and c.id = any (array(${part(begins('k.key', placeOf(0)))}
      union all ${part(isSlip('k.key', placeOf(0)))}))`
}

/** For who sees a few: each of those is asked. */
function byCareTeam(words: number): string {
  const all = Array.from({ length: words }, (_, index) => index)
  return `select ${called}
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
  const whose = await whoseClients(query, member, false)
  const find = async (words: readonly string[], most: number | null): Promise<Ranked[]> => {
    const found = await query<Called>({
      name: ['clients-search', whose, words.length, most].filter(Boolean).join('-'),
      text: whose === 'few' ? byCareTeam(words.length) : byKey(words.length, whose, most),
      values: [member.memberId, seesAllClients(member), asked.withArchived, ...words.flatMap(valuesOf)],
    })
    return ranking(found, words)
  }
  if (whose === 'few' || typed.length === 1) return shown(query, await find(typed, null), asked.at)
  let words = typed
  for (const { most, tried } of steps) {
    const many = await countedTo(query, typed, most)
    words = typed.toSorted((one, other) => (many.get(one) ?? 0) - (many.get(other) ?? 0))
    if (Math.min(...many.values()) < most) break
    // Of many who have a word many have the others, as a rule: where they fill a page with what is right, that is the page.
    const ranked = tried ? await find(words, tried) : []
    if ((ranked[mostFound]?.fit ?? ofASlip) < ofASlip) return shown(query, ranked, asked.at)
  }
  return shown(query, await find(words, null), asked.at)
}

/** The rows of the best of them, read by their ids, which were looked up for this member. */
async function shown(query: Query, ranked: readonly Ranked[], at: Date): Promise<SearchFound> {
  const ids = ranked.slice(0, mostFound).map(({ id }) => id)
  const text = `select ${listedColumns('$2')} from clients c where c.clinic_id = current_clinic() and c.id = any ($1::uuid[])`
  const found = await query<ListedRow>({ name: 'clients-found', text, values: [ids, at] })
  const rows = new Map(found.map(({ today: _, ...row }) => [row.id, row]))
  return {
    rows: ids.flatMap((id) => rows.get(id) ?? []),
    hasMore: ranked.length > mostFound,
    today: found[0]?.today ?? '',
  }
}

/** Keys are counted to `most`, and further only where each word has as many and few were found among the first of one. */
const steps = [
  { most: 200, tried: null },
  { most: 10_000, tried: 2_000 },
  { most: 100_000, tried: null },
]

/** Numbers first, which fewer have than names as a rule. */
const isNumber = (word: string) => /[0-9]/.test(word)

/**
 * How many keys each word is found by, what is nearly it among them, counted no further than `most`, nor than one past the
 * rarest of those counted before it: which is the rarest is all that is asked.
 */
async function countedTo(query: Query, typed: readonly string[], most: number): Promise<Map<string, number>> {
  const words = [...typed.filter(isNumber), ...typed.filter((word) => !isNumber(word))]
  const keys = (condition: string) =>
    `select 1 from client_search_keys k where k.clinic_id = current_clinic() and ${condition}`
  const counts = words.map((_, word) => {
    const place = 1 + 3 * word
    const before = words.slice(0, word).map((_before, counted) => `w${counted}.many + 1`)
    return `lateral (select count(*)::integer as many from (${keys(begins('k.key', place))} union all ${keys(isSlip('k.key', place))}
      limit least(${[most, ...before].join(', ')})) counted) w${word}`
  })
  const [counted] = await query<{ many: number[] }>({
    name: `clients-search-rarity-${words.length}-${most}`,
    text: `select array[${words.map((_, word) => `w${word}.many`).join(', ')}] as "many" from ${counts.join(', ')}`,
    values: words.flatMap(valuesOf),
  })
  return new Map(words.map((word, place) => [word, counted?.many[place] ?? 0]))
}

type Ranked = { id: string; fit: number; name: string }

function ranking(found: readonly Called[], typed: readonly string[]): Ranked[] {
  return found
    .flatMap(({ id, givenName, familyName, recordNumber }) => {
      const fit = fitOf(typed, searchWords(`${givenName} ${familyName} ${recordNumber}`))
      return fit === null ? [] : [{ id, fit, name: `${familyName} ${givenName} ${id}` }]
    })
    .sort((one, other) => one.fit - other.fit || (one.name < other.name ? -1 : 1))
}
