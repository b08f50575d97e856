/**
 * What a page of the register takes in a clinic of a hundredth, a tenth and all of so many decisions, in every order and by
 * every filter, first page and middle page, beside a bare keyset statement over one index.
 */
import pg from 'pg'
import { listRegister, registerChoices } from '~/data/register-list.server'
import type { RegisterCursor } from '~/data/register-query.server'
import { readClinic } from '~/database/door.server'
import { closePools, openPools } from '~/database/pools.server'
import { type RegisterFilter, type RegisterSort, registerSorts } from '~/domain/register'
import { buildClinic, type Clinic } from '../tests/builders'
import { createTestDatabase, type TestDatabase } from '../tests/database-template'
import { everyDecision, fillRegister } from '../tests/fill-register'
import { type Bench, type Figure, median } from './kit/figure'

const samples = 30
const warmUps = 4

type Ask = (clinic: Clinic) => Promise<object[]>
type Case = { says: string; filter: (clinic: Clinic) => Partial<RegisterFilter>; sort: RegisterSort }
type Filled = { superuser: pg.Client; clinics: Clinic[] }

const newestFirst: RegisterSort = { by: 'signed', direction: 'descending' }
const filters: [string, (clinic: Clinic) => Partial<RegisterFilter>][] = [
  ['outcome declined', () => ({ outcome: 'declined' })],
  ['risk no-exercise', () => ({ risk: 'no-exercise' })],
  ['one signer', (clinic) => ({ signerId: clinic.otherTherapist.memberId })],
  ['rule pressure', () => ({ ruleId: 'pressure' })],
  ['rule rep-tempo (rare)', () => ({ ruleId: 'rep-tempo' })],
  ['a year', () => ({ from: '2022-01-01', until: '2022-12-31' })],
  ['past window', () => ({ isPastWindow: true })],
  ['outside clearance', () => ({ isOutsideClearance: true })],
  ['cleared and elevated', () => ({ outcome: 'cleared', risk: 'elevated' })],
]
const cases: Case[] = [
  ...registerSorts.map(
    (by): Case => ({ says: `all by ${by}`, filter: () => ({}), sort: { by, direction: 'ascending' } }),
  ),
  ...filters.map(([says, filter]): Case => ({ says: `${says} by signed`, filter, sort: newestFirst })),
  ...filters.map(
    ([says, filter]): Case => ({ says: `${says} by client`, filter, sort: { by: 'client', direction: 'ascending' } }),
  ),
]

/** What cannot be had for less: 51 rows of one index and the row of each. */
const bare = {
  name: 'bare',
  text: 'select * from decisions where clinic_id = current_clinic() and seq > $1 order by seq limit 51',
  values: [0],
}

export const registerPages: Bench = {
  says: 'a page of the register by every order and filter, of a long register beside one of a hundredth',
  async run({ programs }) {
    const database = await createTestDatabase()
    await openPools(database.urls, 2)
    const superuser = new pg.Client({ connectionString: database.urls.superuser })
    await superuser.connect()
    try {
      const filled = { superuser, clinics: await fillAll(database, programs ?? 100_000) }
      const asked: [string, Ask][] = [
        ['bare keyset statement', (clinic) => readClinic(clinic.admin, (query) => query(bare))],
        [
          'what the filters offer',
          (clinic) => readClinic(clinic.admin, registerChoices).then(({ signers }) => signers),
        ],
      ]
      for (const each of cases) asked.push(...(await pagesOf(filled, each)))
      const figures: Figure[] = []
      for (const [name, ask] of asked) figures.push(...(await compared(name, ask, filled.clinics)))
      const ratios = figures.filter(({ unit }) => unit === 'times').flatMap(({ values }) => values)
      const dearest = { name: 'the dearest page', unit: 'times the short', values: [Math.max(...ratios)] }
      return [{ ...dearest, goal: { most: 3 } }, ...figures]
    } finally {
      await superuser.end()
      await closePools()
      await database.drop()
    }
  },
}

async function fillAll(database: TestDatabase, largest: number): Promise<Clinic[]> {
  const clinics: Clinic[] = []
  for (const size of [largest / 100, largest / 10, largest]) {
    const clinic = await buildClinic(database)
    await fillRegister(database, clinic, size)
    clinics.push(clinic)
  }
  return clinics
}

async function pagesOf({ superuser, clinics }: Filled, { says, filter, sort }: Case): Promise<[string, Ask][]> {
  const middles = new Map<string, RegisterCursor>()
  for (const clinic of clinics) middles.set(clinic.id, await middleOf(superuser, clinic))
  const page = (clinic: Clinic, cursor: RegisterCursor) => {
    const asked = { filter: { ...everyDecision, ...filter(clinic) }, sort, cursor }
    return readClinic(clinic.admin, (query) => listRegister(query, asked)).then(({ rows }) => rows)
  }
  return [
    [`${says}, first`, (clinic) => page(clinic, null)],
    [`${says}, middle`, (clinic) => page(clinic, middles.get(clinic.id) ?? null)],
  ]
}

/** A decision in the middle of what the filter leaves, where the page after it begins. */
async function middleOf(superuser: pg.Client, clinic: Clinic): Promise<RegisterCursor> {
  const text = `select seq from register_lists where clinic_id = $1 and list = 'all' order by record_number, seq
    offset (select count(*) / 2 from register_lists where clinic_id = $1 and list = 'all') limit 1`
  const { rows } = await superuser.query<{ seq: string }>(text, [clinic.id])
  return { seq: Number(rows[0]?.seq), side: 'after' }
}

/** In turns, so that a machine that is busy now and then is as busy for each of them. */
async function compared(name: string, ask: Ask, clinics: Clinic[]): Promise<Figure[]> {
  const took: number[][] = clinics.map(() => [])
  const lengths: number[] = []
  for (let sample = -warmUps; sample < samples; sample += 1) {
    for (const [index, clinic] of clinics.entries()) {
      const started = performance.now()
      lengths[index] = (await ask(clinic)).length
      if (sample >= 0) took[index]?.push(performance.now() - started)
    }
  }
  // Half a page is no page: what a short register cannot fill is not what the long one is held against.
  const shortest = took[lengths.indexOf(lengths.at(-1) ?? 0)] ?? []
  const longest = took.at(-1) ?? []
  return [
    { name, unit: 'ms', values: longest },
    { name, unit: 'times', values: [median(longest) / median(shortest)] },
  ]
}
