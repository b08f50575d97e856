/**
 * What the enforcer costs beside the bare statements that find the same windows and write the same rows with no trigger,
 * no chain and no clinic's lock (./bare-flags.ts), in turns on one database, and in one of a tenth of its size.
 */
import pg from 'pg'
import { closePools, openPools } from '~/database/pools.server'
import { enforce } from '~/jobs/enforcer.server'
import { createTestDatabase } from '../tests/database-template'
import { bareStatements, countRows } from './bare-flags'
import { type Bench, type Figure, median } from './kit/figure'
import { interleaved } from './kit/rounds'
import { fill, makeDue } from './running-programs'

const due = 1_000
const clinics = 20

export const enforcer: Bench = {
  says: 'the enforcer over a large number of running programs, 1,000 of them due, beside bare statements; and with nothing due',
  async run({ rounds, programs }) {
    // What was due once is due no more: each turn takes as many that never were.
    const fewest = 2 * due * (rounds + 2)
    const many = Math.max(programs ?? 1_000_000, 10 * fewest)
    const small = await measured(many / 10, rounds)
    const large = await measured(many, rounds)
    const ratio = (one: number[], other: number[]) => one.map((value, round) => value / (other[round] ?? Number.NaN))
    return [
      {
        name: `enforcer, ${due} due`,
        unit: 'times the bare',
        values: ratio(large.enforce, large.bare),
        goal: { most: 2 },
      },
      { name: 'enforcer, nothing due', unit: 'ms', values: large.idle, goal: { most: 5 } },
      { name: 'enforcer, a second run adds', unit: 'rows', values: large.again, goal: { most: 0 } },
      {
        name: 'enforcer, ten times the programs',
        unit: 'times',
        values: [median(large.enforce) / median(small.enforce)],
        goal: { most: 1.3 },
      },
      { name: `enforcer, ${due} due`, unit: 'ms', values: large.enforce },
      { name: `bare statements, ${due} due`, unit: 'ms', values: large.bare },
      { name: `enforcer, ${due} due of a tenth`, unit: 'ms', values: small.enforce },
    ] satisfies Figure[]
  },
}

type Measured = Record<'enforce' | 'bare' | 'idle' | 'again', number[]>

async function measured(programs: number, rounds: number): Promise<Measured> {
  const database = await createTestDatabase()
  await openPools(database.urls, 2)
  const superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  try {
    await fill(superuser, { programs, clinics })
    await refuseOtherRows(superuser)
    // What was planned and read for the first time is not counted, nor what it left to clean up.
    await superuser.query('vacuum analyze')
    const again: number[] = []
    const turns = {
      enforce: async () => {
        const took = await enforced(superuser)
        const before = await total(superuser)
        if ((await enforce()).flags !== 0) throw new Error('What was flagged was flagged again.')
        again.push((await total(superuser)) - before)
        return took
      },
      bare: () => bare(superuser),
      idle: nothingDue,
    }
    return { ...(await interleaved(turns, rounds)), again }
  } finally {
    await superuser.end()
    await closePools()
    await database.drop()
  }
}

async function refuseOtherRows(superuser: pg.Client): Promise<void> {
  const written: string[] = []
  for (const turn of [enforced, bare]) {
    const before = await countRows(superuser)
    await turn(superuser)
    const after = await countRows(superuser)
    written.push(String(after.map((count, n) => count - (before[n] ?? 0))))
  }
  if (written[0] !== written[1]) throw new Error(`The two sides wrote other rows: ${written.join(' and ')}.`)
}

async function enforced(superuser: pg.Client): Promise<number> {
  if ((await enforce()).flags !== 0) throw new Error('Something was due before its time.')
  await makeDue(superuser, due)
  let flags = 0
  const took = await timed(async () => {
    flags = (await enforce()).flags
  })
  if (flags !== due) throw new Error(`The enforcer wrote ${flags} flags.`)
  return took
}

async function bare(superuser: pg.Client): Promise<number> {
  await makeDue(superuser, due)
  return timed(() => bareStatements(superuser))
}

/** The middle of twenty: one is over sooner than a machine that does other things forgets about them. */
async function nothingDue(): Promise<number> {
  const took: number[] = []
  for (let n = 0; n < 20; n += 1) took.push(await timed(() => enforce()))
  return median(took)
}

async function total(superuser: pg.Client): Promise<number> {
  return (await countRows(superuser)).reduce((sum, count) => sum + count, 0)
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}
