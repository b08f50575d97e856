import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { readStrengthFile, type StrengthFile } from '~/data/strength-file.server'
import { importStrengthLog } from '~/data/strength-import.server'
import type { LoadUnit } from '~/domain/units'
import { buildClinic, type Clinic } from '../builders'
import { acting } from '../acting'
import { buildClient } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
const at = new Date('2026-11-23T09:00:00Z')
let clinic: Clinic
let trainer: Acting

beforeAll(async () => {
  clinic = await buildClinic(database)
  trainer = await acting(clinic.trainer)
})

const bytesOf = (name: string) => readFileSync(new URL(`../../../shared/data/strength/${name}.csv`, import.meta.url))

function fileOf(bytes: Uint8Array, unit: LoadUnit | null): StrengthFile {
  const reading = readStrengthFile(bytes, unit)
  if (!reading.ok) throw new Error(reading.why)
  return reading.file
}

const bring = (clientId: string, file: StrengthFile, key: string = randomUUID()) =>
  importStrengthLog(trainer, { key, at, clientId, file })

async function setsOf(clientId: string) {
  return clinic.sql<{ count: number; grams: string }>(
    clinic.trainer,
    'select count(*)::integer as count, sum(load_g::bigint * reps)::text as grams from sets where client_id = $1',
    [clientId],
  )
}

// The expected numbers were counted with Python's csv module, not with this reader.
describe('a strength log', () => {
  it.each([
    ['strong-ios', 'kg', { total: 1903, taken: 1882, skipped: 21, refused: 0, known: 0 }],
    ['strong-2025-rest-timer', 'kg', { total: 16, taken: 8, skipped: 8, refused: 0, known: 0 }],
    ['hevy-kg', null, { total: 330, taken: 330, skipped: 0, refused: 0, known: 0 }],
  ] as const)('%s comes in with every row counted, and brought in again adds nothing', async (name, unit, counts) => {
    const clientId = await buildClient(clinic)
    const file = fileOf(bytesOf(name), unit)
    expect(await bring(clientId, file)).toMatchObject({ ok: true, ...counts })
    const first = await setsOf(clientId)
    expect(first[0]?.count).toBe(counts.taken)

    const { taken, ...rest } = counts
    expect(await bring(clientId, file)).toMatchObject({ ok: true, ...rest, taken: 0, known: taken })
    expect(await setsOf(clientId)).toEqual(first)
  })

  it('keeps sets that were repeated alike, each once', async () => {
    const clientId = await buildClient(clinic)
    const row = '2025-08-03 13:04:33,Legs,Squat (Barbell),W,40,8'
    const log = `Date,Workout Name,Exercise Name,Set Order,Weight (kg),Reps\n${row}\n${row}\n`
    expect(await bring(clientId, fileOf(Buffer.from(log), null))).toMatchObject({ taken: 2 })
    const longer = fileOf(Buffer.from(`${log}${row}\n`), null)
    expect(await bring(clientId, longer)).toMatchObject({ taken: 1, known: 2 })
    expect((await setsOf(clientId))[0]?.count).toBe(3)
  })

  it('without a unit anywhere is not taken before somebody says it', () => {
    expect(readStrengthFile(bytesOf('strong-ios'), null)).toEqual({ ok: false, why: 'unit-missing', says: null })
  })

  it('says of each row that was not taken its line and its reason', async () => {
    const clientId = await buildClient(clinic)
    const outcome = await bring(clientId, fileOf(bytesOf('strong-2025-rest-timer'), 'kg'))
    const [row] = await clinic.sql(clinic.trainer, 'select not_taken from imports where id = $1', [
      outcome.ok ? outcome.importId : null,
    ])
    expect(row?.not_taken[0]).toEqual({ line: 3, outcome: 'skipped', reason: 'rest-timer' })
    expect(row?.not_taken).toHaveLength(8)
  })

  it('stands at the local time of the file, in the zone of the clinic', async () => {
    const clientId = await buildClient(clinic)
    await bring(clientId, fileOf(bytesOf('hevy-kg'), null))
    const [last] = await clinic.sql(
      clinic.trainer,
      `select performed_on::text as day, (occurred_at at time zone 'UTC')::text as utc from sets
       where client_id = $1 order by local_at desc limit 1`,
      [clientId],
    )
    expect(last).toEqual({ day: '2025-06-30', utc: '2025-06-30 17:56:00' })
  })
})

describe('a strength log that broke off', () => {
  it('goes on under the same import where it stopped', async () => {
    const clientId = await buildClient(clinic)
    const file = fileOf(bytesOf('strong-ios'), 'kg')
    const stop = () => {
      throw new Error('the power went')
    }
    await expect(importStrengthLog(trainer, { key: randomUUID(), at, clientId, file, onBatch: stop })).rejects.toThrow(
      'the power went',
    )
    expect((await setsOf(clientId))[0]?.count).toBe(500)

    expect(await bring(clientId, file)).toMatchObject({ ok: true, taken: 1882, known: 0 })
    expect(await setsOf(clientId)).toEqual([{ count: 1882, grams: '394186000' }])
    const imports = await clinic.sql(clinic.trainer, 'select id from imports where client_id = $1', [clientId])
    expect(imports).toHaveLength(1)
  })

  it('and a form sent twice have one effect', async () => {
    const clientId = await buildClient(clinic)
    const file = fileOf(bytesOf('hevy-kg'), null)
    const key = randomUUID()
    const first = await bring(clientId, file, key)
    expect(await bring(clientId, file, key)).toEqual(first)
  })
})

describe('a file that is no strength log', () => {
  it.each(['a,b\n1,2\n', '', '\u0000\u0001'])('is refused whole: %j', (text) => {
    expect(readStrengthFile(Buffer.from(text), 'kg')).toMatchObject({ ok: false, why: 'file-not-understood' })
  })
})

describe('a client who is not there for this trainer', () => {
  it('takes no log, whether somebody else’s or nobody', async () => {
    const clientId = await buildClient(clinic)
    const file = fileOf(bytesOf('strong-2025-rest-timer'), 'kg')
    const other = await acting(clinic.otherTrainer)
    for (const id of [clientId, randomUUID()]) {
      await expect(importStrengthLog(other, { key: randomUUID(), at, clientId: id, file })).rejects.toMatchObject({
        status: 404,
      })
    }
    expect((await setsOf(clientId))[0]?.count).toBe(0)
  })
})
