/**
 * What the enforcer costs beside the bare statements that find the same windows and write the same rows with no trigger,
 * no chain and no clinic's lock (./bare-flags.ts), in turns on one database: at most twice as much for 1,000 newly past among
 * 1,000,000 running programs, at most 5 ms where nothing is due, and at most 1.3 times the cost of 100,000 programs.
 * `npm run bench:enforcer [-- --programs 1000000] [--clinics 20] [--rounds 5]`; it takes some minutes to fill.
 */
import { parseArgs } from 'node:util'
import pg from 'pg'
import { closePools, openPools } from '~/database/pools.server'
import { enforce } from '~/jobs/enforcer.server'
import { createTestDatabase } from '../tests/database-template'
import { bareStatements, countRows } from './bare-flags'
import { fill, makeDue } from './running-programs'

const { values } = parseArgs({
  options: { programs: { type: 'string' }, clinics: { type: 'string' }, rounds: { type: 'string' } },
})
const programs = Number(values.programs ?? 1_000_000)
const clinics = Number(values.clinics ?? 20)
const rounds = Number(values.rounds ?? 5)
const due = 1_000

type Figures = { enforce: number; bare: number; idle: number }

const median = (all: number[]) => all.sort((a, b) => a - b)[all.length >> 1] ?? 0
const timed = async (work: () => Promise<unknown>) => {
  const started = performance.now()
  await work()
  return performance.now() - started
}

async function measure(count: number): Promise<Figures> {
  const database = await createTestDatabase()
  await openPools(database.urls, 2)
  const superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  try {
    await fill(superuser, { programs: count, clinics })
    const [ofEnforce, ofBare, idle]: [number[], number[], number[]] = [[], [], []]
    const turns = [
      async () => {
        const before = await enforce()
        if (before.flags !== 0) throw new Error('Something was due before its time.')
        await makeDue(superuser, due)
        let flags = 0
        ofEnforce.push(await timed(async () => (flags = (await enforce()).flags)))
        if (flags !== due) throw new Error(`The enforcer wrote ${flags} flags.`)
      },
      async () => {
        await makeDue(superuser, due)
        ofBare.push(await timed(() => bareStatements(superuser)))
      },
    ]
    // Once each for what is planned and read from disk the first time, which is not counted.
    const written: string[] = []
    for (const turn of turns) {
      const before = await countRows(superuser)
      await turn()
      const after = await countRows(superuser)
      written.push(String(after.map((count, n) => count - (before[n] ?? 0))))
    }
    if (written[0] !== written[1]) throw new Error(`The two sides wrote other rows: ${written.join(' and ')}.`)
    await superuser.query('vacuum analyze')
    ofEnforce.length = ofBare.length = 0
    for (let n = 0; n < rounds; n += 1) for (const turn of n % 2 ? turns.reverse() : turns) await turn()
    for (let n = 0; n < 20; n += 1) idle.push(await timed(() => enforce()))
    return { enforce: median(ofEnforce), bare: median(ofBare), idle: median(idle) }
  } finally {
    await superuser.end()
    await closePools()
    await database.drop()
  }
}

const small = await measure(programs / 10)
const large = await measure(programs)
const ms = (value: number) => `${value.toFixed(1)} ms`
const line = (what: string, value: number, most: number, unit: string) => {
  const isFine = value <= most
  console.log(`${isFine ? 'ok    ' : 'MISSED'} ${what}: ${value.toFixed(2)}${unit} (at most ${most}${unit})`)
  return isFine
}
console.log(`${due} due in ${clinics} clinics, median of ${rounds}:`)
console.log(
  `  ${programs / 10} programs: enforcer ${ms(small.enforce)}, bare ${ms(small.bare)}, nothing due ${ms(small.idle)}`,
)
console.log(
  `  ${programs} programs: enforcer ${ms(large.enforce)}, bare ${ms(large.bare)}, nothing due ${ms(large.idle)}`,
)
const kept = [
  line('enforcer to bare', large.enforce / large.bare, 2, ' times'),
  line('nothing due', large.idle, 5, ' ms'),
  line('ten times the programs', large.enforce / small.enforce, 1.3, ' times'),
]
process.exitCode = kept.every(Boolean) ? 0 : 1
