/**
 * What a client's progress asks of the database, statement by statement, for a typical client, one with 20,000 sets and one
 * with 200,000 over six years, over each range, in turns beside `select 1` on the same connection; and what is sent of it.
 */
import { gzipSync } from 'node:zlib'
import { findProgress } from '~/data/progress.server'
import { readClinic } from '~/database/door.server'
import { closePools, openPools } from '~/database/pools.server'
import { type Range, ranges } from '~/domain/progress-range'
import { buildClinic, type Clinic } from '../tests/builders'
import { buildClient } from '../tests/builders-program'
import { createTestDatabase } from '../tests/database-template'
import { fillSets, longExercises } from '../tests/fill-sets'
import type { Bench, Figure } from './kit/figure'

// Statements are prepared by the first, and planned for all values from the sixth on.
const warmUps = 8
const leastRounds = 15
const goals: Partial<Record<number, number>> = { 300: 5, 20000: 15 }
const sizes = [300, 20_000, 200_000]

type Case = { sets: number; range: Range; clientId: string; took: Record<string, number[]>; sent: Sent }
/** Bytes as JSON, gzip. */
type Sent = { strength: number; all: number }

export const strength: Bench = {
  says: 'the strength series of a client with 300, 20,000 and 200,000 sets: its statement, and what is sent of it',
  async run({ rounds }) {
    const database = await createTestDatabase()
    await openPools(database.urls, 1)
    try {
      const clinic = await buildClinic(database)
      const today = new Date().toISOString().slice(0, 10)
      const cases: Case[] = []
      for (const sets of sizes) {
        const clientId = await buildClient(clinic)
        await fillSets(database, clinic, { clientId, sets, until: today })
        cases.push(...ranges.map((range) => ({ sets, range, clientId, took: {}, sent: { strength: 0, all: 0 } })))
      }
      for (let round = -warmUps; round < Math.max(leastRounds, rounds); round += 1) {
        for (const each of cases) {
          if (round === 0) each.took = {}
          each.sent = await measure(clinic, each, today)
        }
      }
      return [...cases.filter(({ range }) => range === '90-days').flatMap(ofNinetyDays), ...ofAllRanges(cases)]
    } finally {
      await closePools()
      await database.drop()
    }
  },
}

function ofNinetyDays({ sets, took, sent }: Case): Figure[] {
  const most = goals[sets]
  return [
    {
      name: `strength over 90 days, ${sets} sets`,
      unit: 'ms',
      values: took['progress-drawn'] ?? [],
      ...(most === undefined ? {} : { goal: { most } }),
    },
    {
      name: `strength over 90 days, ${sets} sets`,
      unit: 'kB gzip',
      values: [sent.strength / 1000],
      ...(most === undefined ? {} : { goal: { most: 2 } }),
    },
    { name: `the whole of progress, ${sets} sets`, unit: 'ms', values: took.all ?? [] },
  ]
}

function ofAllRanges(cases: Case[]): Figure[] {
  const most = (of: keyof Sent) => Math.max(...cases.map(({ sent }) => sent[of])) / 1000
  const longest = cases.filter(({ range }) => range === 'all')
  return [
    { name: 'the most that is sent of progress', unit: 'kB gzip', values: [most('all')], goal: { most: 60 } },
    { name: 'the most that is sent of strength', unit: 'kB gzip', values: [most('strength')] },
    ...longest.map(({ sets, took }) => ({
      name: `strength over all time, ${sets} sets`,
      unit: 'ms',
      values: took['progress-drawn'] ?? [],
    })),
    { name: 'select 1', unit: 'ms', values: cases.flatMap(({ took }) => took['select-1'] ?? []) },
  ]
}

function measure(clinic: Clinic, { clientId, range, took }: Case, today: string): Promise<Sent> {
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
    return { strength: gzipped(progress.strength), all: gzipped(progress) }
  })
}

function gzipped(value: unknown): number {
  return gzipSync(JSON.stringify(value)).length
}
