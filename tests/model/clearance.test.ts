/**
 * Runs of anything that members may do to a client, in any order, against the real database: after each command the pure
 * core, the database and the model agree on the word and on every status, and no promise of the clinic is broken.
 */
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildClinic } from '../builders'
import { useTestDatabase } from '../use-database'
import { steps } from './clearance.commands'
import { buildWorld, newClient, type World } from './clearance.world'

const database = useTestDatabase()
const runs = Number(process.env.CLEARWAY_MODEL_RUNS ?? 30)
const perRun = Number(process.env.CLEARWAY_MODEL_COMMANDS ?? 30)
const seed = Number(process.env.CLEARWAY_MODEL_SEED ?? Math.floor(Math.random() * 2 ** 31))
const { CLEARWAY_MODEL_PATH: path, CLEARWAY_MODEL_REPLAY: replayPath } = process.env

let superuser: pg.Client
let world: World

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  world = await buildWorld(await buildClinic(database), superuser, database.urls.app)
})
afterAll(() => superuser.end())

type Failed = { seed: number; counterexample: unknown; counterexamplePath: string | null; errorInstance: unknown }

/** What failed, the shortest sequence that does it, and how to see it again. */
function failureOf(details: Failed): string {
  const sequence = String(details.counterexample)
  const replay = /replayPath="([^"]*)"/.exec(sequence)?.[1] ?? ''
  const again = `CLEARWAY_MODEL_SEED=${details.seed} CLEARWAY_MODEL_PATH=${details.counterexamplePath} CLEARWAY_MODEL_REPLAY='${replay}'`
  const cause = details.errorInstance instanceof Error ? details.errorInstance.stack : String(details.errorInstance)
  return `${cause}\n\nafter ${sequence}\n\nAgain with: ${again} npx vitest run tests/model/clearance.test.ts`
}

describe('whatever is done to a client', () => {
  it(`keeps every promise: ${runs} runs of ${perRun} commands`, {
    timeout: 60_000 + runs * perRun * 2_000,
  }, async () => {
    const sequences = fc.commands(steps, {
      maxCommands: 2 * perRun,
      size: 'max',
      ...(replayPath ? { replayPath } : {}),
    })
    const property = fc.asyncProperty(sequences, async (sequence) => {
      const client = await newClient(world, perRun)
      await fc.asyncModelRun(() => ({ model: client, real: world }), sequence)
    })
    const details = await fc.check(property, { numRuns: runs, seed, unbiased: true, ...(path ? { path } : {}) })
    if (details.failed) throw new Error(failureOf(details))
    expect(details.numRuns).toBe(runs)
  })
})
