/** A search reads what it finds, by the plans PostgreSQL makes for the app's role; and finds what the domain would. */
import pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { searchClients } from '~/data/client-search.server'
import { readClinic } from '~/database/door.server'
import type { Named, Query } from '~/database/query.server'
import { deletions, searchWords } from '~/domain/search-words'
import { acting } from '../acting'
import { buildClinic, type Clinic } from '../builders'
import { rowsRead as rowsOf, explained } from '../explain'
import { fillClients, fillNamesakes } from '../fill-clients'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
const many = 4_000
let clinic: Clinic
let therapist: Acting
let trainer: Acting

beforeAll(async () => {
  clinic = await buildClinic(database)
  await fillClients(database, clinic, many)
  therapist = await acting(clinic.therapist)
  trainer = await acting(clinic.trainer)
}, 60_000)

const search = (words: string, by = therapist) =>
  readClinic(by, (query) => searchClients(query, by, { words, withArchived: false, at: new Date() }))
const names = async (words: string, by = therapist) =>
  (await search(words, by)).rows.map(({ givenName, familyName }) => `${givenName} ${familyName}`)

async function add(givenName: string, familyName: string, recordNumber: string): Promise<string> {
  const [row] = await clinic.sql<{ id: string }>(
    clinic.trainer,
    `insert into clients (clinic_id, id, record_number, given_name, family_name, birth_date, sex, created_by)
     values ($1, uuidv7(), $4, $2, $3, '1980-02-03', 'other', $5) returning id`,
    [clinic.id, givenName, familyName, recordNumber, clinic.trainer.memberId],
  )
  return row?.id ?? ''
}

describe('the keys', () => {
  const each = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => `Ab${String.fromCodePoint(from + index)}cd`)
  // Latin, Greek, Cyrillic, Arabic, signs and spaces, letters joined and wide, one by one inside a name.
  const said = [
    ...each(1, 0x6ff),
    ...each(0x1e00, 0x218b),
    ...each(0x3000, 0x30ff),
    ...each(0xfb00, 0xfb4f),
    ...each(0xff01, 0xff5e),
    ...[
      'Ærøskøbing Þór',
      'İSTANBUL ıspartalı',
      'ΟΔΥΣΣΕΥΣ',
      '李 明',
      '각하',
      "O'Brien-Müller",
      'ẞtraße',
      '𝒜nna',
      '👩‍⚕️ Ada',
    ],
    'x'.repeat(300),
  ]

  it('of the database are those of the domain, whatever somebody is called', async () => {
    const rows = await clinic.sql<{ keys: string[] | null }>(
      clinic.trainer,
      `select (select array_agg(k) from search_keys(said) k) as keys
       from unnest($1::text[]) with ordinality as t (said, place) order by place`,
      [said],
    )
    const wrong = said.flatMap((text, place) => {
      const words = searchWords(text)
      const slips = words.filter((word) => [...word].length >= 4 && !/[0-9]/.test(word))
      const ours = new Set([...words, ...slips.flatMap((word) => [word, ...deletions(word)].map((key) => `~${key}`))])
      const theirs = new Set(rows[place]?.keys ?? [])
      return ours.size === theirs.size && [...ours].every((key) => theirs.has(key)) ? [] : [text]
    })
    expect(said.length).toBeGreaterThan(2_500)
    expect(wrong).toEqual([])
  })

  it('follow the name, and are nobody’s to write', async () => {
    const id = await add('Petronella', 'Quist', 'KEYS-1')
    expect(await names('petronela')).toEqual(['Petronella Quist'])
    await clinic.sql(clinic.therapist, `update clients set given_name = 'Wilhelmina' where id = $1`, [id])
    expect(await names('petronella')).toEqual([])
    expect(await names('wilhelmnia')).toEqual(['Wilhelmina Quist'])
    const written = clinic.sql(clinic.trainer, `insert into client_search_keys values ($1, $2, 'anybody')`, [
      clinic.id,
      id,
    ])
    await expect(written).rejects.toThrow('permission denied')
  })
})

describe('a search', () => {
  beforeAll(async () => {
    await add('Siobhán', 'Okafor', 'SRCH-1')
    await add('Siobhan', 'Okaforsson', 'SRCH-2')
    await add('Siobhan', 'Okafer', 'SRCH-3')
  })

  it('puts the name to the letter before one that begins so, and a slip after both', async () => {
    expect(await names('siobhan okafor')).toEqual(['Siobhán Okafor', 'Siobhan Okaforsson', 'Siobhan Okafer'])
    expect((await names('okafor SIOBHAN'))[0]).toBe('Siobhán Okafor')
  })

  it.each([
    ['okafr', 'a letter missing'],
    ['okaffor', 'a letter doubled'],
    ['oakfor', 'two swapped'],
    ['okavor', 'a letter wrong'],
    ['srch-1', 'a record number'],
    ['srch1', 'a number without its sign'],
  ])('finds %s: %s', async (words) => {
    expect(await names(words)).toContain('Siobhán Okafor')
  })

  it('takes a number as it is, and words two slips away for others', async () => {
    expect(await names('srch-4')).toEqual([])
    expect(await names('okfaro')).toEqual([])
  })

  it('finds a trainer their own alone', async () => {
    expect(await names('okafor', trainer)).toEqual([])
    const [own] = await clinic.sql<{ given_name: string; family_name: string }>(
      clinic.trainer,
      'select c.given_name, c.family_name from clients c join care_team t on t.client_id = c.id where t.member_id = $1 limit 1',
      [clinic.trainer.memberId],
    )
    expect(await names(`${own?.given_name} ${own?.family_name}`, trainer)).toContain(
      `${own?.given_name} ${own?.family_name}`,
    )
  })
})

type Node = {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Index Cond'?: string
  Plans?: Node[]
}

async function plansOf(words: string, by: Acting, isAsked = (_: Named) => true): Promise<Node[]> {
  const plans: Node[] = []
  await readClinic(by, (query) => {
    const explaining: Query = async (named) => {
      if (isAsked(named)) plans.push(await planOf(query, named))
      return query(named)
    }
    return searchClients(explaining, by, { words, withArchived: false, at: new Date() })
  })
  return plans.flatMap(nodesOf)
}

async function planOf(query: Query, { text, values }: Named): Promise<Node> {
  const literal = (value: unknown) =>
    Array.isArray(value)
      ? `array[${value.map((one) => pg.escapeLiteral(String(one))).join()}]::text[]`
      : pg.escapeLiteral(value instanceof Date ? value.toISOString() : String(value))
  const given = text.replaceAll(/\$(\d+)/g, (_, place: string) => literal(values[Number(place) - 1]))
  const explain = `explain (analyze, timing off, format json) ${given}`
  const [row] = await query<{ 'QUERY PLAN': [{ Plan: Node }] }>({ name: '', text: explain, values: [] })
  if (!row) throw new Error('There is always a plan.')
  return row['QUERY PLAN'][0].Plan
}

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]
const rowsRead = (nodes: Node[]) =>
  nodes
    .filter((node) => node['Relation Name'])
    .reduce(
      (sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
      0,
    )

describe(`of ${many} clients`, () => {
  // Of 68,000 keys: those of a word that is not the rarest (400 are called Anna), each counted, begun and slipped; and
  // for each client found a care team, a screening, programs and an archive.
  it.each(['lind', 'lindqvist', 'lindqivst', 'anna lindqvist', 'R-1234'])(
    '%s reads no more than it may show',
    async (words) => {
      const nodes = await plansOf(words, therapist)
      expect(nodes.some((node) => node['Index Cond']?.includes('key >='))).toBe(true)
      expect(rowsRead(nodes)).toBeLessThan(3_500)
    },
  )

  // All of them may have each: those who have both are found among the first, and nobody is gathered beforehand. Of a
  // client found their key, and one of the other word.
  it.each(['anna r', 'r lin', 'a r'])(
    '%s, which are words of many, is looked for as far as a page is full',
    async (words) => {
      const nodes = await plansOf(words, therapist, ({ name }) => !name.startsWith('clients-search-rarity'))
      expect(rowsRead(nodes.filter((node) => node['Relation Name'] === 'client_search_keys'))).toBeLessThan(500)
      expect((await search(words)).hasMore).toBe(true)
    },
  )

  it('a trainer’s search reads the words of their own clients', async () => {
    const own = many / 100
    expect(rowsRead(await plansOf('anna lindqvist', trainer))).toBeLessThan(own * 60)
  })

  it('every condition of the keys may go through the index of another clinic’s rows: it says nothing of them', async () => {
    const [row] = await clinic.sql<{ leaky: string[] | null }>(
      clinic.therapist,
      `select array_agg(proname::text) as leaky from pg_proc
       where oid in ('texteq'::regproc, 'text_ge'::regproc, 'text_lt'::regproc) and not proleakproof`,
    )
    expect(row?.leaky).toBeNull()
  })
})

// Past ten thousand no word says who is meant, and to count them all would take longer than to look.
describe('of words that ten thousand have', () => {
  let doctor: Acting

  beforeAll(async () => {
    const crowd = await buildClinic(database)
    await fillNamesakes(database, crowd, 20_000)
    doctor = await acting(crowd.doctor)
  }, 60_000)

  /** What is asked on the way, and how many keys the walks along a word look at. */
  async function walked(words: string) {
    const asked: string[] = []
    let keys = 0
    const found = await readClinic(doctor, (query) => {
      const explaining: Query = async (named) => {
        asked.push(named.name)
        if (named.name.startsWith('clients-search-all'))
          keys += rowsOf(await explained(query, named), 'client_search_keys')
        return query(named)
      }
      return searchClients(explaining, doctor, { words, withArchived: false, at: new Date() })
    })
    return { asked: asked.filter((name) => name.startsWith('clients-search')), keys, found }
  }

  it('those who have them all are found among the first of one', async () => {
    const { asked, keys, found } = await walked('mia berg')
    expect(asked).toEqual(['clients-search-rarity-2-200', 'clients-search-rarity-2-10000', 'clients-search-all-2-2000'])
    expect(keys).toBeLessThan(500)
    expect([found.rows.length, found.hasMore]).toEqual([50, true])
  })

  it('the one who has them all is found behind ten thousand who have not', async () => {
    const { asked, found } = await walked('mia dahl')
    expect(asked.slice(3)).toEqual(['clients-search-rarity-2-100000', 'clients-search-all-2'])
    expect(found.rows.map(({ givenName, familyName }) => `${givenName} ${familyName}`)).toEqual(['Mia Dahl'])
  })
})
