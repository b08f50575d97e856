/** `npm run import:fhir` as an operator runs it. */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, it } from 'vitest'
import { buildClinic, type Clinic } from '../builders'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic

beforeAll(async () => {
  clinic = await buildClinic(database)
})

const root = fileURLToPath(new URL('../..', import.meta.url))
const file = (name: string) => fileURLToPath(new URL(`../../../shared/data/fhir/${name}.json`, import.meta.url))

function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, DATABASE_URL: database.urls.app, CLEARWAY_BACKUP_URL: database.urls.backup }
  return new Promise((resolve) => {
    const all = ['--import', 'tsx', 'prisma/import-fhir.ts', ...args]
    execFile(process.execPath, all, { cwd: root, env }, (error, out, err) => {
      resolve({ code: Number(error?.code ?? 0), out, err })
    })
  })
}

it('imports the others when one is refused, says what became of each, and ends with 1', async () => {
  const files = ['gayla-ferry', 'shane-jast', 'trent-jaskolski'].map(file)
  const { code, out, err } = await run('--clinic', `clinic-${clinic.id}`, '--as', clinic.otherTrainer.email, ...files)
  expect({ code, err }).toEqual({ code: 1, err: '' })
  expect(out).toContain('Importing as Jo Okafor')
  expect(out).toContain(
    'gayla-ferry.json: Gayla Ferry, 6 conditions, 10 past blood pressures, 3 body measures and 7 current medications.',
  )
  expect(out).toContain('shane-jast.json: refused. The record says that this person has died')
  expect(out).toMatch(/trent-jaskolski\.json: Trent Jaskolski, 10 conditions/)
  expect(out).toContain('  not read: Observation (')
  const rows = await clinic.sql(
    clinic.otherTrainer,
    'select c.family_name from care_team t join clients c on c.id = t.client_id where t.member_id = $1 order by 1',
    [clinic.otherTrainer.memberId],
  )
  expect(rows).toEqual([{ family_name: 'Ferry' }, { family_name: 'Jaskolski' }])

  const again = await run('--clinic', `clinic-${clinic.id}`, file('gayla-ferry'))
  expect(again.code).toBe(1)
  expect(again.out).toContain('Importing as Maya Ruiz')
  expect(again.out).toContain(
    'gayla-ferry.json: refused. A client with these details, or with this record number, is in your clinic already.',
  )
})

it.each([
  ['a clinic that is not there', ['--clinic', 'nowhere', file('gayla-ferry')], 'In "nowhere" there is nobody'],
  ['a file that is not there', ['--clinic', 'nowhere', '/nowhere.json'], 'no such file'],
  ['nothing at all', [], 'Usage: npm run import:fhir'],
])('ends with 2 and a sentence for %s', async (_what, args, says) => {
  const { code, out, err } = await run(...args)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain(says)
})
