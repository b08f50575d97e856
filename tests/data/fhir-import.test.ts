/** Whole records of seven people through the command that the page and `npm run import:fhir` call. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { importRecord, largestFile, readRecordFile } from '~/data/client-import.server'
import { listClients } from '~/data/client-list.server'
import { findRecord } from '~/data/record.server'
import { questionnaire } from '~/data/screening-facts.server'
import { readClinic } from '~/database/door.server'
import { conditionsOf } from '~/domain/screening-questions'
import { buildClinic, type Clinic } from '../builders'
import { acting } from '../acting'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let trainer: Acting

const names = [
  'abdul-koepp',
  'erin-rempel',
  'gayla-ferry',
  'jose-maria-casares',
  'laurie-mccullough',
  'trent-jaskolski',
]
const bytesOf = (name: string) => readFileSync(new URL(`../../../shared/data/fhir/${name}.json`, import.meta.url))
const clients: Record<string, string> = {}

async function take(bytes: Uint8Array, by = trainer, key = randomUUID()) {
  const read = readRecordFile(bytes)
  if (!read.ok) return read
  return importRecord(by, { key, at: new Date(), fileHash: read.fileHash, record: read.record, isSomebodyElse: true })
}

beforeAll(async () => {
  clinic = await buildClinic(database)
  trainer = await acting(clinic.trainer)
  for (const name of names) {
    const outcome = await take(bytesOf(name))
    if (!outcome.ok) throw new Error(`${name}: ${outcome.why}`)
    clients[name] = outcome.clientId
  }
})

const idOf = (name: string) => clients[name] ?? ''
const rowsOf = (table: string) =>
  clinic.sql(clinic.trainer, `select * from ${table} where clinic_id = $1`, [clinic.id]).then((rows) => rows.length)

async function asked(name: string) {
  const [row] = await clinic.sql<{ born: string; today: string }>(
    clinic.trainer,
    `select birth_date::text as born, clinic_day(now())::text as today from clients where id = $1`,
    [idOf(name)],
  )
  if (!row) throw new Error('No such client.')
  const { born: birthDate, today } = row
  return readClinic(trainer, (query) => questionnaire(query, { id: idOf(name), birthDate }, { today, locale: 'en-GB' }))
}

describe('the records of six living people', () => {
  it('become clients of whoever imported them, names as they are written', async () => {
    const list = await readClinic(trainer, (query) =>
      listClients(query, trainer, {
        sort: { by: 'name', direction: 'ascending' },
        after: null,
        before: null,
        program: null,
        isMine: false,
        withArchived: false,
        at: new Date(),
      }),
    )
    expect(list.rows.map(({ givenName, familyName }) => `${givenName} ${familyName}`)).toEqual([
      'José María Casares',
      'Gayla Ferry',
      'Trent Jaskolski',
      'Abdul Koepp',
      'Laurie McCullough',
      'Erin Rempel',
    ])
    expect(list.rows.every(({ careTeam }) => careTeam.join() === clinic.trainer.name)).toBe(true)
  })

  // Counted with Python's json module: conditions, blood pressures, active medications.
  it.each([
    ['abdul-koepp', 3, 10, 0],
    ['erin-rempel', 6, 11, 0],
    ['gayla-ferry', 6, 10, 7],
    ['jose-maria-casares', 6, 5, 1],
    ['laurie-mccullough', 6, 8, 1],
    ['trent-jaskolski', 10, 4, 1],
  ])('keep every line of %s', async (name, conditions, pressures, medications) => {
    const record = await readClinic(trainer, (query) => findRecord(query, idOf(name)))
    expect(record.total).toMatchObject({ condition: conditions, 'blood-pressure': pressures })
    expect(record.total.medication ?? 0).toBe(medications)
    expect(record.total['not-understood'] ?? 0).toBe(0)
    expect(record.files).toMatchObject([{ missing: 0, refused: 0 }])
    expect(record.files[0]?.notRead.map(({ what }) => what)).toContain('Encounter')
  })
})

describe('the drafts of these records', () => {
  it.each(['gayla-ferry', 'laurie-mccullough', 'jose-maria-casares', 'trent-jaskolski'])(
    'tick the high blood pressure of %s, with its line',
    async (name) => {
      const { questions } = await asked(name)
      const [first] = questions.suggested
      expect(first).toMatchObject({ code: 'hypertension', options: [{ isPicked: true }] })
      expect(first?.lines[0]?.text).toMatch(/^Hypertension: active since /)
      expect(first?.lines[0]?.mark).toBe('current')
    },
  )

  it('tick Gayla’s heart disease, and ask what her antiplatelet is for', async () => {
    const { questions, draft } = await asked('gayla-ferry')
    expect(questions.suggested.map(({ code }) => code)).toEqual(['hypertension', 'heart-disease-other'])
    expect(draft.anticoagulants).toEqual(['Clopidogrel 75 MG Oral Tablet'])
    expect(draft.ageYears).toBeGreaterThanOrEqual(88)
  })

  it('show Laurie’s pregnancy, over since 2019, and do not tick it', async () => {
    const { questions } = await asked('laurie-mccullough')
    expect(questions.shown).toContainEqual({
      text: 'Normal pregnancy: resolved, 19 Jan 2019 to 16 Feb 2019',
      mark: 'over',
      on: null,
    })
    const ticked = questions.suggested.flatMap(({ options }) => options.filter(({ isPicked }) => isPicked))
    expect(conditionsOf(ticked.map(({ value }) => value))).toEqual([{ code: 'hypertension', limb: null }])
    expect(questions.groups.flatMap(({ codes }) => codes)).toContain('pregnancy')
  })

  it.each([
    ['jose-maria-casares', 187.5, 114.3, '2020-07-24'],
    ['trent-jaskolski', 184.5, 115.4, '2020-10-26'],
  ])('show the last pressure of %s as what it is: years old', async (name, systolic, diastolic, measuredOn) => {
    const { draft, facts } = await asked(name)
    expect(draft.lastBloodPressure).toMatchObject({ systolic, diastolic, measuredOn })
    expect(facts.earlier).toBeNull()
  })

  it.each(['abdul-koepp', 'erin-rempel'])('suggest nothing for %s', async (name) => {
    expect((await asked(name)).questions.suggested).toEqual([])
  })
})

describe('a file that is not taken', () => {
  async function changesNothing(bytes: Uint8Array, answer: object) {
    const before = await Promise.all(['clients', 'imports', 'record_entries', 'audit_events'].map(rowsOf))
    expect(await take(bytes)).toMatchObject({ ok: false, ...answer })
    expect(await Promise.all(['clients', 'imports', 'record_entries', 'audit_events'].map(rowsOf))).toEqual(before)
  }
  const text = (value: string) => Buffer.from(value)

  it('is that of a man who died in 1984: refused with a sentence, nothing changed', () =>
    changesNothing(bytesOf('shane-jast'), {
      why: 'deceased',
      says: 'The record says that this person has died, so nothing was imported.',
    }))

  it.each([
    ['no JSON', text('{"resourceType": "Bundle"'), /not JSON/],
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), /not JSON in UTF-8/],
    ['empty', text(''), /not JSON/],
    ['no bundle', text('{"resourceType":"Patient"}'), /not a FHIR R4 bundle/],
    ['a bundle without a patient', text('{"resourceType":"Bundle","entry":[]}'), /holds no patient/],
    ['nothing', text('null'), /not a FHIR R4 bundle/],
    ['larger than 10 MB', Buffer.alloc(largestFile + 1, 0x20), /larger than 10 MB/],
  ])('is %s', (_what, bytes, says) =>
    changesNothing(bytes, { why: 'file-not-understood', says: expect.stringMatching(says) }),
  )

  it('is of somebody who is here already, whoever brings it', async () => {
    await changesNothing(bytesOf('gayla-ferry'), { why: 'duplicate-client' })
    const other = await acting(clinic.otherTrainer)
    expect(await take(bytesOf('gayla-ferry'), other)).toEqual({ ok: false, why: 'duplicate-client' })
  })

  it('says that somebody is born after today', async () => {
    const patient = {
      resourceType: 'Patient',
      id: 'p1',
      name: [{ given: ['Early'], family: 'Bird' }],
      birthDate: '2090-01-01',
    }
    await changesNothing(text(JSON.stringify({ resourceType: 'Bundle', entry: [{ resource: patient }] })), {
      why: 'in-the-future',
    })
  })
})

describe('an import', () => {
  const bundle = (id: string, pressures: number) => {
    const patient = {
      resourceType: 'Patient',
      id,
      name: [{ given: ['Long'], family: 'Record' }],
      birthDate: '1950-01-01',
    }
    const part = (code: string, value: number) => ({
      code: { coding: [{ code }] },
      valueQuantity: { value, code: 'mm[Hg]' },
    })
    const observation = (day: number) => ({
      resourceType: 'Observation',
      status: 'final',
      code: { coding: [{ code: '85354-9' }] },
      subject: { reference: `Patient/${id}` },
      effectiveDateTime: new Date(Date.UTC(2020, 0, day)).toISOString(),
      component: [part('8480-6', 120), part('8462-4', 80)],
    })
    const resources = [patient, ...Array.from({ length: pressures }, (_, index) => observation(index + 1))]
    return Buffer.from(JSON.stringify({ resourceType: 'Bundle', entry: resources.map((resource) => ({ resource })) }))
  }
  const linesOf = async (clientId: string) => {
    const record = await readClinic(trainer, (query) => findRecord(query, clientId))
    return { lines: record.total['blood-pressure'], missing: record.files[0]?.missing }
  }

  it('sent twice with the same key has one effect and one answer', async () => {
    const key = randomUUID()
    const first = await take(bundle('twice', 1), trainer, key)
    expect(await take(bundle('twice', 1), trainer, key)).toEqual(first)
  })

  it('of more than 500 lines goes in by batches, and the page shows a hundred of a kind', async () => {
    const outcome = await take(bundle('long', 620))
    if (!outcome.ok) throw new Error(outcome.why)
    expect(await linesOf(outcome.clientId)).toEqual({ lines: 620, missing: 0 })
    const record = await readClinic(trainer, (query) => findRecord(query, outcome.clientId))
    expect(record.entries).toHaveLength(100)
    expect(record.entries[0]?.startedOn).toBe('2021-09-11')
  })

  it('that broke off between two batches is gone on with by the same file', async () => {
    const bytes = bundle('broken', 520)
    const read = readRecordFile(bytes)
    if (!read.ok) throw new Error(read.why)
    // As if the server had been killed after the first batch: the import row says 520, and fewer are there.
    const clientId = randomUUID()
    const importId = randomUUID()
    await clinic.as(clinic.trainer, async (rows) => {
      const values = [clinic.id, clientId, clinic.trainer.memberId, importId, read.fileHash]
      await rows(
        `insert into clients (clinic_id, id, record_number, given_name, family_name, birth_date, sex, created_by)
         values ($1, $2, 'broken', 'Long', 'Record', '1950-01-01', 'unknown', $3)`,
        values.slice(0, 3),
      )
      await rows(
        'insert into care_team (clinic_id, client_id, member_id, added_by) values ($1, $2, $3, $3)',
        values.slice(0, 3),
      )
      await rows(
        `insert into imports (clinic_id, id, kind, file_hash, client_id, rows_total, rows_taken, rows_skipped,
           rows_refused, imported_by, occurred_at) values ($1, $4, 'fhir', $5, $2, 521, 521, 0, 0, $3, now())`,
        values,
      )
      await rows(
        `insert into record_entries (clinic_id, id, client_id, import_id, kind, label, systolic, diastolic, started_on)
         select $1, gen_random_uuid(), $2, $3, 'blood-pressure', 'Blood pressure', 120, 80, date '2021-06-04' - g
         from generate_series(1, 7) g`,
        [clinic.id, clientId, importId],
      )
    })
    expect(await linesOf(clientId)).toEqual({ lines: 7, missing: 513 })
    expect(await take(bytes)).toMatchObject({ ok: true, clientId, importId })
    expect(await linesOf(clientId)).toEqual({ lines: 520, missing: 0 })
    expect(await take(bytes)).toEqual({ ok: false, why: 'duplicate-client' })
  })
})
