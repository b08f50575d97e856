/** The strength logs of ../shared through all steps: what is foreseen comes in, adds up, and twice adds nothing. */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { readStrengthFile } from '~/data/strength-file.server'
import { startStrengthImport } from '~/data/strength-import.server'
import { getStrengthImport } from '~/data/strength-import-page.server'
import { keepStrengthLog, runStrengthImport } from '~/data/strength-run.server'
import { chooseNames, chooseUnit, type LogStep, strengthStep } from '~/data/strength-steps.server'
import { readClinic } from '~/database/door.server'
import type { LoadUnit } from '~/domain/units'
import { acting } from '../acting'
import { buildClinic, type Clinic } from '../builders'
import { buildClient } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let trainer: Acting

beforeAll(async () => {
  clinic = await buildClinic(database)
  trainer = await acting(clinic.trainer)
})

const step = (clientId: string, fileId: string): Promise<LogStep> =>
  readClinic(trainer, (query) => strengthStep(query, { clientId, fileId, again: null, at: new Date() }))

/** By the steps of the pages, to where it says what would happen; what is asked on the way is answered as it stands. */
async function toPreview(clientId: string, content: Uint8Array, unit: LoadUnit | null): Promise<LogStep> {
  const reading = readStrengthFile(content, null)
  if (!reading.ok) throw new Error(reading.says)
  const fileId = await keepStrengthLog(trainer, { clientId, content, file: reading.file })
  if (unit) await readClinic(trainer, (query) => chooseUnit(query, { clientId, fileId }, unit))
  const asked = await step(clientId, fileId)
  if (asked.step !== 'names') return asked
  const chosen = asked.names.map(({ nameInFile, exercise }) => [nameInFile, exercise] as const)
  await readClinic(trainer, (query) => chooseNames(query, { clientId, fileId }, chosen))
  return step(clientId, fileId)
}

async function bringIn(clientId: string, fileId: string) {
  const begun = await startStrengthImport(trainer, { clientId, fileId, at: new Date() })
  if (!begun.ok) throw new Error(begun.why)
  await runStrengthImport(trainer, { clientId, fileId })
  return readClinic(trainer, (query) => getStrengthImport(query, clientId, begun.importId))
}

const setsOf = (clientId: string) =>
  clinic.sql(
    clinic.trainer,
    `select count(*)::integer as sets, sum(load_g::bigint * reps)::text as grams, min(performed_on)::text as "from",
       max(performed_on)::text as "to" from sets where client_id = $1`,
    [clientId],
  )

// Counts, days and grams were worked out with Python's csv module, not with this reader.
describe('a strength log of ../shared', () => {
  it.each([
    [
      'strong-ios',
      'kg',
      { rows: 1903, taken: 1882, skipped: 21, refused: 0 },
      { sets: 1882, grams: '394186000', from: '2020-12-30', to: '2021-09-06' },
    ],
    [
      'strong-2025-rest-timer',
      'kg',
      { rows: 16, taken: 8, skipped: 8, refused: 0 },
      { sets: 8, grams: '1050000', from: '2025-08-03', to: '2025-08-03' },
    ],
    [
      'hevy-kg',
      null,
      { rows: 330, taken: 330, skipped: 0, refused: 0 },
      { sets: 330, grams: '165952000', from: '2025-05-13', to: '2025-06-30' },
    ],
  ] as const)(
    '%s becomes what was foreseen, each row counted, and twice adds nothing',
    async (name, unit, counts, sets) => {
      const content = readFileSync(new URL(`../../../shared/data/strength/${name}.csv`, import.meta.url))
      const clientId = await buildClient(clinic)
      const foreseen = await toPreview(clientId, content, unit)
      const { from, to } = sets
      expect(foreseen).toMatchObject({ step: 'preview', preview: { ...counts, known: 0, days: { from, to } } })
      const { rows, taken, ...rest } = counts
      const done = await bringIn(clientId, foreseen.fileId)
      expect(done).toMatchObject({ total: rows, added: taken, known: 0, awaited: 0, ...rest })
      expect(done.added + done.known + done.skipped + done.refused).toBe(rows)
      expect(await setsOf(clientId)).toEqual([sets])

      const again = await toPreview(clientId, content, unit)
      expect(again).toMatchObject({ step: 'preview', preview: { rows, taken: 0, known: taken, ...rest } })
      expect(again.fileId).not.toBe(foreseen.fileId)
      expect(await bringIn(clientId, again.fileId)).toMatchObject({ added: 0, known: taken, ...rest })
      expect(await setsOf(clientId)).toEqual([sets])
    },
    // Years of sets, each with its line in the audit: slow on a machine that does much else.
    120_000,
  )
})

describe('names that break programs', () => {
  const hostile = readFileSync(new URL('../../../shared/data/hostile/csv-injection.txt', import.meta.url), 'utf8')
  const names = [
    ...hostile.split('\n').map((line) => line.trim()),
    ...[
      '__proto__',
      'constructor',
      'hasOwnProperty',
      'null',
      'undefined',
      'NaN',
      '1e1000',
      '-0',
      "'; drop table sets; --",
    ],
    ...[
      '<script>alert(1)</script>',
      '{{7*7}}',
      '%s%n',
      '../../etc/passwd',
      'Ω≈ç√',
      '田中さん',
      'نص عربي',
      '👩‍🦰💪',
      'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤',
    ],
    ...['\u202etest', '\ufeffmark', 'a\u0000b', 'two\nlines', '\ufdfa'.repeat(200), '💪'.repeat(100), 'İ'.repeat(200)],
    ...['"quoted"', 'com;ma,semi', '=1+1', '@SUM(1)', '   wide   space   '],
  ].filter((name) => name !== '')
  const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
  const log = (extra: string) =>
    Buffer.from(
      [
        'Date,Workout Name,Exercise Name,Set Order,Weight (kg),Reps',
        ...names.map((name) => `2025-08-03 13:04:33,Legs,${quoted(name)},1,40,${extra}`),
      ].join('\n'),
    )

  it('come in as they are, are remembered for the clinic, and are known the next time', async () => {
    const clientId = await buildClient(clinic)
    const foreseen = await toPreview(clientId, log('8'), null)
    expect(foreseen).toMatchObject({ step: 'preview', preview: { taken: names.length, refused: 0 } })
    expect(await bringIn(clientId, foreseen.fileId)).toMatchObject({ added: names.length })
    const next = await toPreview(clientId, log('9'), null)
    expect(next).toMatchObject({ step: 'preview', preview: { taken: names.length } })
    const found = await clinic.sql<{ exercise: string }>(
      clinic.trainer,
      'select exercise from sets where client_id = $1',
      [clientId],
    )
    const kept = (name: string) => name.replaceAll('\0', '').trim()
    expect(found.map(({ exercise }) => exercise).sort()).toEqual(names.map(kept).sort())
  })
})
