/**
 * What a page of the register takes in a clinic of 1,000, 10,000 and 100,000 decisions, in every order and by every
 * filter, first page and middle page, beside a bare keyset statement over one index; and how much memory its CSV holds
 * on to while it is written. Run it by `node --expose-gc --import tsx bench/register.ts [largest]`.
 *
 * Fails when a page is three times as dear in the longest register as in the shortest that fills such a page, or when the
 * file of ten times as many rows holds on to more than half as much memory again.
 */
import pg from 'pg'
import { registerCsv } from '~/data/register-csv.server'
import { listRegister, registerChoices } from '~/data/register-list.server'
import type { RegisterCursor } from '~/data/register-query.server'
import { readClinic } from '~/database/door.server'
import { closePools, openPools } from '~/database/pools.server'
import { type RegisterFilter, type RegisterSort, registerSorts } from '~/domain/register'
import { buildClinic, type Clinic } from '../tests/builders'
import { createTestDatabase } from '../tests/database-template'
import { everyDecision, fillRegister } from '../tests/fill-register'

const largest = Number(process.argv[2] ?? 100_000)
const sizes = [largest / 100, largest / 10, largest]
const samples = 30
const warmUps = 4
const allowedRatio = 3
const allowedGrowth = 1.5

const database = await createTestDatabase()
await openPools(database.urls, 2)
const superuser = new pg.Client({ connectionString: database.urls.superuser })
await superuser.connect()

const clinics = new Map<number, Clinic>()
for (const size of sizes) {
  const clinic = await buildClinic(database)
  const started = performance.now()
  await fillRegister(database, clinic, size)
  clinics.set(size, clinic)
  console.log(`${size} decisions filled in ${Math.round((performance.now() - started) / 1000)} s`)
  const text = `select count(*)::int as n, count(distinct seq)::int as distinct from register_lists where clinic_id = $1 and list = 'all'`
  const { rows } = await superuser.query<{ n: number; distinct: number }>(text, [clinic.id])
  if (rows[0]?.n !== size || rows[0].distinct !== size) throw new Error('Not every decision is listed once.')
}

type Case = { says: string; filter: (clinic: Clinic) => Partial<RegisterFilter>; sort: RegisterSort }
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

const percentile = (all: number[], part: number) => all.sort((a, b) => a - b)[Math.floor((all.length - 1) * part)] ?? 0

/** A decision in the middle of what the filter leaves, where the page after it begins. */
async function middleOf(clinic: Clinic): Promise<RegisterCursor> {
  const text = `select seq from register_lists where clinic_id = $1 and list = 'all' order by record_number, seq
    offset (select count(*) / 2 from register_lists where clinic_id = $1 and list = 'all') limit 1`
  const { rows } = await superuser.query<{ seq: string }>(text, [clinic.id])
  return { seq: Number(rows[0]?.seq), side: 'after' }
}

/** What cannot be had for less: 51 rows of one index and the row of each. */
const bare = {
  name: 'bare',
  text: 'select * from decisions where clinic_id = current_clinic() and seq > $1 order by seq limit 51',
  values: [0],
}

let worst = 0
const line = (says: string, figures: string[]) =>
  console.log(`${says.padEnd(34)}${figures.map((figure) => figure.padStart(16)).join('')}`)
line('p50 / p95 ms', [...sizes.map(String), 'ratio of p50'])

async function compare(says: string, work: (clinic: Clinic) => Promise<() => Promise<object[]>>): Promise<number> {
  const asking: (() => Promise<object[]>)[] = []
  for (const clinic of clinics.values()) asking.push(await work(clinic))
  const took: number[][] = asking.map(() => [])
  const lengths: number[] = []
  // In turns, so that a machine that is busy now and then is as busy for each of them.
  for (let sample = -warmUps; sample < samples; sample += 1) {
    for (const [index, ask] of asking.entries()) {
      const started = performance.now()
      lengths[index] = (await ask()).length
      if (sample >= 0) took[index]?.push(performance.now() - started)
    }
  }
  const p50s = took.map((all) => percentile(all, 0.5))
  // Half a page is no page: what a short register cannot fill is not what the long one is held against.
  const shortest = lengths.indexOf(lengths.at(-1) ?? 0)
  const ratio = (p50s.at(-1) ?? 0) / (p50s[shortest] ?? 1)
  line(says, [
    ...took.map((all) => `${percentile(all, 0.5).toFixed(1)} / ${percentile(all, 0.95).toFixed(1)}`),
    ratio.toFixed(2),
  ])
  return ratio
}

await compare('bare keyset statement', async (clinic) => () => readClinic(clinic.admin, (query) => query(bare)))
await compare(
  'what the filters offer',
  async (clinic) => () => readClinic(clinic.admin, registerChoices).then(({ signers }) => signers),
)
for (const { says, filter, sort } of cases) {
  for (const part of ['first', 'middle'] as const) {
    const ratio = await compare(`${says}, ${part}`, async (clinic) => {
      const cursor = part === 'first' ? null : await middleOf(clinic)
      const asked = { filter: { ...everyDecision, ...filter(clinic) }, sort, cursor }
      return () => readClinic(clinic.admin, (query) => listRegister(query, asked)).then(({ rows }) => rows)
    })
    worst = Math.max(worst, ratio)
  }
}

/** Bytes of the file, and the most memory above what was there before it: of the process, and of what could not be let go. */
async function exported(size: number) {
  const clinic = clinics.get(size)
  if (!clinic) throw new Error('Fill it first.')
  const kept = () => {
    globalThis.gc?.()
    const { heapUsed, external } = process.memoryUsage()
    return heapUsed + external
  }
  const before = { kept: kept(), resident: process.memoryUsage().rss }
  const most = { ...before }
  let bytes = 0
  let looked = 0
  const started = performance.now()
  const found = { id: '', filter: '', reason: 'bench', by: 'bench', at: '', timeZone: '', isOpen: true }
  const head = { ...found, lastSeq: 2 ** 40, chainSeq: 0, chainHash: '' }
  for await (const chunk of registerCsv(clinic.admin, head, everyDecision, 'every decision')) {
    bytes += chunk.length
    most.resident = Math.max(most.resident, process.memoryUsage().rss)
    if (bytes - looked < 2 ** 18) continue
    looked = bytes
    most.kept = Math.max(most.kept, kept())
  }
  const mega = (count: number) => count / 2 ** 20
  const seconds = (performance.now() - started) / 1000
  const grown = { kept: mega(most.kept - before.kept), resident: mega(most.resident - before.resident) }
  return { megabytes: mega(bytes), seconds, ...grown }
}

// Once without looking, so that neither pays for what Node makes room for the first time.
await exported(largest / 10)
const short = await exported(largest / 10)
const long = await exported(largest)
for (const [rows, { megabytes, seconds, kept, resident }] of [
  [largest / 10, short],
  [largest, long],
] as const) {
  const file = `CSV of ${rows} rows: ${megabytes.toFixed(1)} MB in ${seconds.toFixed(1)} s`
  console.log(`${file}; ${kept.toFixed(1)} MB held at a time, the process grew by ${resident.toFixed(1)} MB`)
}

await superuser.end()
await closePools()
await database.drop()
// Ten times the rows, and as much held at a time: a page of them, and what the streams buffer.
const isFlat = long.kept < short.kept * allowedGrowth + 1
console.log(
  `dearest page ${worst.toFixed(2)} times as dear (at most ${allowedRatio}); memory is ${isFlat ? '' : 'not '}flat`,
)
process.exitCode = worst < allowedRatio && isFlat ? 0 : 1
