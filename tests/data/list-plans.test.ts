/** What a page of each list reads in a clinic of 300 and of 3,000 programs, by the plans PostgreSQL keeps: rows, never milliseconds. */
import { readdir, readFile } from 'node:fs/promises'
import { beforeAll, expect, it } from 'vitest'
import { few } from '~/data/own-clients.server'
import { readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import { acting } from '../acting'
import { buildClinic, type Clinic } from '../builders'
import { explained, type Node, rowsLookedAt, rowsRead } from '../explain'
import { fillLists } from '../fill-lists'
import { cases, keyOf, type ListCase, type People } from '../list-cases'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
const clinics: { clinic: Clinic; people: People }[] = []

beforeAll(async () => {
  for (const programs of [300, 3_000]) {
    const clinic = await buildClinic(database)
    await fillLists(database, clinic, programs)
    const people = {
      clinician: await acting(clinic.therapist),
      trainer: await acting(clinic.trainer),
      ofFew: await acting(clinic.otherTrainer),
      admin: await acting(clinic.admin),
    }
    clinics.push({ clinic, people })
  }
}, 60_000)

// These count no further than where a plan of another kind is cheaper, and that is all they read.
const isCount = (name: string) => /^(own-clients|windows-of-|program-names|register-count)/.test(name)
// As often as this for each of three words: which of them the search is led by.
const isRarity = (name: string) => name.startsWith('clients-search-rarity')
const isSetting = (name: string) => ['register-plan', 'register-period', 'list-plan'].includes(name)

// A table of a few hundred rows is read whole for less than by an index; of a million it is not, and that is asked here.
const settings = [
  'plan_cache_mode = force_generic_plan',
  ...['seqscan', 'hashjoin', 'mergejoin'].map((way) => `enable_${way} = off`),
]

/** What a page reads, and what is counted before it. */
async function cost({ people }: (typeof clinics)[number], { ask, who }: ListCase, after: string | null) {
  const read = { page: 0, counted: 0, rarity: 0, rows: [] as string[] }
  await readClinic(people[who], async (query) => {
    for (const setting of settings) await query({ name: '', text: `set local ${setting}`, values: [] })
    const explaining: Query = async (named) => {
      const kind = isRarity(named.name) ? 'rarity' : isCount(named.name) ? 'counted' : 'page'
      if (!isSetting(named.name)) read[kind] += rowsRead(await explained(query, named))
      return query(named)
    }
    read.rows = (await ask(explaining, people[who], after)).map(keyOf)
  })
  return read
}

/** All keys of a list in its order; null where it has none. */
async function keysOf({ clinic, people }: (typeof clinics)[number], { keys, who }: ListCase): Promise<string[] | null> {
  if (!keys) return null
  const rows = await clinic.sql<{ key: string }>(clinic.admin, keys, [clinic.id, people[who].memberId])
  return rows.map(({ key }) => key)
}

// How many rows are passed over until a page is full differs from place to place, if not from run to run; a whole list would
// be a thousand more at least.
const slack = 150

/** Of the first page in the small clinic; asked once, since other lists are held against the plain ones. */
const inSmall = new Map<ListCase, Promise<Awaited<ReturnType<typeof cost>>>>()
function firstOf(each: ListCase) {
  const [small] = clinics
  if (!small) throw new Error('There are two clinics.')
  const known = inSmall.get(each) ?? cost(small, each, null)
  inSmall.set(each, known)
  return known
}

it.each(cases.map((each) => [each.says, each] as const))(
  '%s: a page reads no more in ten times the clinic, and is the page of the list',
  async (_says, each) => {
    const large = clinics[1]
    if (!large) throw new Error('There are two clinics.')
    const first = await firstOf(each)
    // What the small clinic fills no page of is held against the first list of its kind, whose page it fills.
    const plain = cases.find(({ says }) => says.split(' ')[0] === each.says.split(' ')[0]) ?? each
    const page = first.rows.length < 50 ? Math.max(first.page, (await firstOf(plain)).page) : first.page
    const keys = await keysOf(large, each)
    const places = keys && keys.length > 101 ? [0, keys.length >> 1, keys.length - 50] : [0]
    for (const place of places) {
      const read = await cost(large, each, keys?.[place - 1] ?? null)
      // Of few there are those that were counted, and they are read whole.
      expect(read.page, `page from ${place}`).toBeLessThanOrEqual(1.3 * page + read.counted + slack)
      expect(read.counted).toBeLessThanOrEqual(few + 1)
      expect(read.rarity).toBeLessThanOrEqual(3 * few)
      if (keys) expect(read.rows).toEqual(keys.slice(place, place + 50))
      if (each.says.startsWith('search')) expect(read.rows).not.toEqual([])
    }
  },
)

/** The first page of a list in the large clinic, and the plans of what it asks. */
async function firstPage(says: string): Promise<{ plans: Node[]; rows: object[] }> {
  const large = clinics[1]
  const each = cases.find((one) => one.says === says)
  if (!large || !each) throw new Error(`There are two clinics, and a list of ${says}.`)
  const member = large.people[each.who]
  const plans: Node[] = []
  const rows = await readClinic(member, async (query) => {
    for (const setting of settings) await query({ name: '', text: `set local ${setting}`, values: [] })
    const explaining: Query = async (named) => {
      if (!isSetting(named.name) && !isCount(named.name)) plans.push(await explained(query, named))
      return query(named)
    }
    return each.ask(explaining, member, null)
  })
  return { plans, rows }
}

// In a large clinic the rows of a page lie apart, and each of them is a page of the table to be fetched.
it.each([
  ['clients by name', ['clients', 'care_team', 'screenings', 'screening_outcomes']],
  ['clients of a trainer of many', ['clients', 'care_team', 'screenings', 'screening_outcomes']],
  ['care teams', ['clients', 'care_team']],
  ['windows of the clinic', ['clients', 'decisions', 'training_sessions']],
  ['programs active, by client', ['program_lists', 'decisions', 'training_sessions', 'consents', 'lop_measurements']],
])('%s: of %j an index answers alone', async (says, tables) => {
  const { plans } = await firstPage(says)
  expect(plans.flatMap(rowsLookedAt).filter((table) => tables.includes(table))).toEqual([])
})

it('of the programs of a client those that are over are not read', async () => {
  const { plans, rows } = await firstPage('clients by name')
  const open = (rows as { programs: object[] }[]).reduce((sum, { programs }) => sum + programs.length, 0)
  expect(open).toBeGreaterThan(10)
  // And of the one client behind the page.
  expect(plans.reduce((sum, plan) => sum + rowsRead(plan, 'programs'), 0)).toBeLessThanOrEqual(open + 3)
})

// A plan made anew for who asks, or for what is rare, takes longer than the page, and PostgreSQL believes it is worth it.
it('the lists of clients, programs and windows are read by plans that are kept', async () => {
  const large = clinics[1]
  if (!large) throw new Error('There are two clinics.')
  const anew = new Set<string>()
  let kept = 0
  for (const { ask, who } of cases.filter(({ says }) =>
    /^(programs|clients|search|windows|today|care teams)/.test(says),
  )) {
    await readClinic(large.people[who], async (query) => {
      const names: string[] = []
      const naming: Query = (named) => {
        if (!isCount(named.name) && !isSetting(named.name)) names.push(named.name.slice(0, 63))
        return query(named)
      }
      await ask(naming, large.people[who], null)
      const text = 'select name, custom_plans > 0 as "isAnew" from pg_prepared_statements where name = any ($1)'
      const planned = await query<{ name: string; isAnew: boolean }>({ name: '', text, values: [names] })
      for (const { name, isAnew } of planned) if (isAnew) anew.add(name)
      kept += planned.length
    })
  }
  expect([...anew]).toEqual([])
  expect(kept).toBeGreaterThan(20)
})

/** Lists that are not measured, each with why it need not be. */
const notMeasured: Record<string, string> = {
  'audit-walk': 'the verification, which reads all there is',
  'clearance-audits': 'a draw now and then',
  goals: 'one client’s',
  'mail-state': 'what a mail server did not take',
  members: 'who works here',
  'progress-reports': 'one client’s',
  'register-csv': 'an export, which reads all there is',
  'screening-history': 'one client’s',
  templates: 'made by hand',
  'whole-record': 'one client’s, all of it',
  worklist: 'what waits, which the clinic decides on within days',
}

it('each list that has pages is measured here, or says why it is not', async () => {
  const measured = await readFile('tests/list-cases.ts', 'utf8')
  const files = (await readdir('app/data')).filter((name) => name.endsWith('.server.ts'))
  const paged: string[] = []
  for (const name of files)
    if (/const \w*pageSize = /i.test(await readFile(`app/data/${name}`, 'utf8')))
      paged.push(name.replace('.server.ts', ''))
  const isKnown = (name: string) =>
    name in notMeasured || measured.includes(`'~/data/${name}.server'`) || name === 'audit-paging'
  expect(paged.filter((name) => !isKnown(name))).toEqual([])
  expect(Object.keys(notMeasured).filter((name) => !paged.includes(name))).toEqual([])
})
