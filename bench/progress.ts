/**
 * What a client's progress asks of the database, statement by statement, for a typical client, one with 20,000 sets and one
 * with 200,000 over six years, over each range, in turns beside `select 1` on the same connection; and what is sent of it.
 * `npm run bench:progress [-- --rounds 15]`.
 *
 * Goals, by the median over 90 days: the strength of one exercise in 5 ms for a typical client and 15 ms for 20,000 sets;
 * in 60 kB compressed whatever is asked.
 */
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { findProgress } from '~/data/progress.server'
import { readClinic } from '~/database/door.server'
import { closePools, openPools } from '~/database/pools.server'
import { type Range, ranges } from '~/domain/progress-range'
import { buildClinic } from '../tests/builders'
import { buildClient } from '../tests/builders-program'
import { createTestDatabase } from '../tests/database-template'
import { fillSets, longExercises } from '../tests/fill-sets'

const { values } = parseArgs({ options: { rounds: { type: 'string' } } })
const rounds = Math.max(5, Number(values.rounds ?? 15))
// Statements are prepared by the first, and planned for all values from the sixth on.
const warmUps = 8
const goals: Partial<Record<number, number>> = { 300: 5, 20000: 15 }
const sizes = [300, 20_000, 200_000]
const statements = ['select-1', 'progress-choices', 'progress-strength', 'progress-course'] as const
const mostBytes = 60_000

const database = await createTestDatabase()
await openPools(database.urls, 1)
const clinic = await buildClinic(database)
const today = new Date().toISOString().slice(0, 10)

type Case = { sets: number; range: Range; clientId: string; took: Record<string, number[]>; bytes: number }

const cases: Case[] = []
for (const sets of sizes) {
  const clientId = await buildClient(clinic)
  await fillSets(database, clinic, { clientId, sets, until: today })
  cases.push(...ranges.map((range): Case => ({ sets, range, clientId, took: {}, bytes: 0 })))
}

async function measure({ clientId, range, took }: Case): Promise<number> {
  const note = (name: string, started: number) => {
    took[name] = [...(took[name] ?? []), performance.now() - started]
  }
  return readClinic(clinic.therapist, async (query) => {
    const began = performance.now()
    await query({ name: 'select-1', text: 'select 1 as one', values: [] })
    note('select-1', began)
    const started = performance.now()
    const progress = await findProgress(
      async (named) => {
        const asked = performance.now()
        const rows = await query<never>(named)
        note(named.name, asked)
        return rows
      },
      clientId,
      { exercise: longExercises[0] ?? null, range, today, involved: 'left' },
    )
    note('all', started)
    return gzipSync(JSON.stringify(progress)).length
  })
}

for (let round = -warmUps; round < rounds; round += 1) {
  for (const each of cases) {
    if (round === 0) each.took = {}
    each.bytes = await measure(each)
  }
}

const median = (all: number[]) => all.toSorted((a, b) => a - b)[(all.length - 1) >> 1] ?? 0
const figures = (all: number[]) =>
  [Math.min(...all), median(all), Math.max(...all)].map((milliseconds) => milliseconds.toFixed(1)).join(' / ')
const line = (...columns: string[]) =>
  console.log(
    columns
      .map((column) => column.padEnd(24))
      .join('')
      .trimEnd(),
  )

line('sets, range', ...statements, 'all', 'kB')
for (const { sets, range, took, bytes } of cases) {
  const columns = [...statements, 'all'].map((name) => figures(took[name] ?? []))
  line(`${sets}, ${range}`, ...columns, (bytes / 1000).toFixed(1))
}
console.log(`min / median / max ms of ${rounds} rounds; kB of all of it as JSON, gzip`)

const missed = cases.filter(({ sets, range, took, bytes }) => {
  const goal = range === '90-days' ? goals[sets] : undefined
  return bytes > mostBytes || (goal !== undefined && median(took['progress-strength'] ?? []) > goal)
})
for (const { sets, range } of missed) console.log(`past its goal: ${sets} sets over ${range}`)
process.exitCode = missed.length > 0 ? 1 : 0

await closePools()
await database.drop()
