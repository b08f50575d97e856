/** A record handed out as FHIR: all of it, valid, and read back by our own import. */
import { writeFile } from 'node:fs/promises'
import pg from 'pg'
import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordMembers, recordRows, wholeRecord } from '~/data/whole-record.server'
import { fhirBundle } from '~/documents/fhir-bundle.server'
import { recordPdf } from '~/documents/record-pdf.server'
import { readFhirRecord } from '~/domain/fhir-record'
import { hangingTables, notHandedOut, type RecordExport, recordTables } from '~/domain/whole-record'
import { recordSheet } from '~/ui/record-sheet/record-sheet'
import { buildClinic, type Clinic } from '../builders'
import { buildRecorded, canary, type Recorded } from '../builders-record'
import { strikeBySql } from '../builders-measuring'
import { buildCleared, train } from '../builders-program'
import { clientTables } from '../client-tables'
import { faultsOf } from '../fhir-r4'
import { useTestDatabase } from '../use-database'

type Entry = { fullUrl: string; resource: { resourceType: string; id: string; [element: string]: unknown } }
type Bundle = { resourceType: string; type: string; entry: Entry[] }

const database = useTestDatabase()
let superuser: pg.Client
let clinic: Clinic
let built: Recorded
let bundle: Bundle

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  clinic = await buildClinic(database)
  built = await buildRecorded(clinic)
  bundle = await exported(built.clientId)
})
afterAll(() => superuser.end())

function takenOf(clientId: string): RecordExport {
  return {
    id: '0190a000-0000-7000-8000-000000000001',
    clientId,
    clinicId: clinic.id,
    clinicName: 'Riverside Clinic',
    format: 'fhir',
    recipient: 'The client',
    reason: 'Asked for it',
    by: clinic.admin.name,
    byId: clinic.admin.memberId,
    at: new Date('2026-11-26T15:00:00Z'),
    timeZone: 'Europe/Berlin',
    chainSeq: 12,
    chainHash: 'ab'.repeat(32),
  }
}

async function exported(clientId: string): Promise<Bundle> {
  const taken = takenOf(clientId)
  const members = (ids: Set<string>) => recordMembers(clinic.admin, ids)
  const rows = wholeRecord(clinic.admin, clientId)
  let text = ''
  for await (const piece of fhirBundle({ taken, at: new Date('2026-11-26T15:01:00Z'), rows, members })) text += piece
  return JSON.parse(text)
}

const of = (kind: string) => bundle.entry.flatMap(({ resource }) => (resource.resourceType === kind ? [resource] : []))

describe('a record as FHIR', () => {
  it('has a set of a session that was struck through as one in error', async () => {
    const done = await buildCleared(clinic)
    const sessionId = await train(clinic, done)
    await clinic.sql(
      clinic.trainer,
      `insert into sets (clinic_id, id, client_id, session_id, exercise, side, set_number, reps, load_g, entered_value,
         entered_unit, occurred_at, performed_on, logged_by)
       values ($1, gen_random_uuid(), $2, $3, 'Leg extension', 'left', 1, 5, 60000, '60', 'kg', now(), '2000-01-01', $4)`,
      [clinic.id, done.clientId, sessionId, clinic.trainer.memberId],
    )
    const statuses = async () =>
      (await exported(done.clientId)).entry.flatMap(({ resource }) =>
        JSON.stringify(resource).includes('Leg extension') && resource.resourceType === 'Observation'
          ? [resource.status]
          : [],
      )
    expect(await statuses()).toEqual(['final'])
    await strikeBySql(clinic, clinic.trainer, 'session', sessionId, done.clientId)
    expect(await statuses()).toEqual(['entered-in-error'])
  })

  it('is a bundle in which every reference resolves, every id is one, and nothing R4 demands is missing', () => {
    expect(faultsOf(bundle)).toEqual([])
  })

  it('would be found out if a reference pointed out of it, or an element were missing', () => {
    const [first, ...rest] = bundle.entry
    const broken = {
      ...bundle,
      entry: [first, ...rest.filter(({ resource }) => resource.resourceType !== 'Procedure')],
    }
    expect(faultsOf(broken).some((fault) => fault.includes('points to Procedure/'))).toBe(true)
    const bare = { ...bundle, entry: [{ fullUrl: 'x/Consent/1', resource: { resourceType: 'Consent', id: '1' } }] }
    expect(faultsOf(bare)).toContain('Consent/1 lacks scope')
  })

  it('holds each table with something of the client, or says why not', async () => {
    const told = [...recordTables, ...Object.keys(hangingTables), ...Object.keys(notHandedOut)]
    const found = await clientTables(superuser)
    expect(found.filter((table) => !told.includes(table))).toEqual([])
    expect(told.filter((table) => !found.includes(table))).toEqual([])
  })

  it('holds every word that was written about the client', async () => {
    const whole = JSON.stringify(bundle)
    let written = 0
    for (const table of [...recordTables, ...Object.keys(hangingTables)]) {
      const { rows } = await superuser.query<{ times: number }>(
        `select coalesce(sum(regexp_count(to_jsonb(t)::text, $1)), 0)::int as times from ${table} t`,
        [canary.words],
      )
      written += rows[0]?.times ?? 0
    }
    expect(written).toBeGreaterThan(18)
    expect(whole.split(canary.words).length - 1).toBe(written)
    expect(whole).not.toContain('reauthentication')
  })

  it('has as many resources of each kind as there were rows', () => {
    const kinds = new Set(bundle.entry.map(({ resource }) => resource.resourceType))
    const counts = Object.fromEntries([...kinds].map((kind) => [kind, of(kind).length]))
    expect(counts).toMatchObject({
      Patient: 1,
      CareTeam: 1,
      CarePlan: 3,
      ServiceRequest: 2,
      Procedure: 1,
      Consent: 1,
      AdverseEvent: 1,
      QuestionnaireResponse: 3,
      DocumentReference: 1,
      MedicationStatement: 1,
    })
    expect(of('Provenance')).toHaveLength(2)
  })

  it('carries the signature: who, under which licence, when, and over which content', () => {
    const [signed] = of('Provenance').filter(({ signature }) => signature)
    const signature = ((signed?.signature ?? []) as { data: string; who: { reference: string } }[])[0]
    expect(Buffer.from(signature?.data ?? '', 'base64').toString()).toBe(built.contentHash)
    expect(signature?.who.reference).toBe(`Practitioner/${clinic.therapist.memberId}`)
    expect(JSON.stringify(signed)).toContain('PT-1002')
    const [content] = of('DocumentReference')
    const [{ attachment }] = (content as unknown as { content: [{ attachment: { data: string } }] }).content
    expect(JSON.parse(Buffer.from(attachment.data, 'base64').toString())).toMatchObject({ version: built.versionId })
  })

  it('keeps what was typed beside the amount in UCUM', () => {
    const girth = of('Observation').find(({ code }) => JSON.stringify(code).includes('Girth'))
    expect(girth).toMatchObject({ valueQuantity: { value: 52.5, code: 'cm' }, status: 'entered-in-error' })
    expect(JSON.stringify(girth)).toContain('"valueString":"52.5"')
  })

  it('has every kind of measurement, each in its unit', () => {
    const named = (words: string) => of('Observation').find(({ code }) => JSON.stringify(code).includes(words))
    expect(named('Isometric force')).toMatchObject({
      valueQuantity: { value: 212, code: 'N' },
      device: { display: canary.words },
    })
    expect(named('Range of motion, passive')).toMatchObject({ valueQuantity: { value: -5, code: 'deg' } })
    expect(named('Score: ')).toMatchObject({
      valueQuantity: { value: 62.5, code: '{score}' },
      component: [{ valueQuantity: { value: 0 } }, { valueQuantity: { value: 80 } }],
    })
    expect(named('Set to the limit')).toMatchObject({
      component: [{ valueQuantity: { value: 4, code: '{repetitions}' } }, { valueQuantity: { value: 35, code: 'kg' } }],
    })
    expect(named('Repetitions at a fixed load')).toMatchObject({
      component: [{ valueQuantity: { value: 25 } }, { valueQuantity: { value: 0, code: 'kg' } }],
    })
  })

  it('is read back by our own import: the same patient, conditions, medication and blood pressures', () => {
    const read = readFhirRecord(bundle)
    if (!read.ok) throw new Error(read.says)
    expect(read.record.client).toEqual({
      recordNumber: canary.recordNumber,
      givenName: canary.givenName,
      familyName: canary.familyName,
      birthDate: canary.birthDate,
      sex: 'female',
    })
    expect(read.record.conditions).toMatchObject([
      { label: canary.words, code: '38341003', clinicalStatus: 'active', onsetOn: '2019-02-03', isCurrent: true },
      {
        label: 'Sprain of ankle',
        code: '44465007',
        clinicalStatus: 'resolved',
        onsetOn: '2018-05-06',
        isCurrent: false,
      },
      { label: 'High blood pressure, diagnosed or treated', suggests: ['hypertension'] },
    ])
    expect(read.record.bloodPressures.map(({ systolic, diastolic }) => [systolic, diastolic])).toEqual([
      [131.5, 82],
      [118, 76],
      [121, 77],
    ])
    expect(read.record.body.weightKg).toMatchObject({ value: 71.4, measuredOn: '2024-01-02' })
    expect(read.record.medications).toMatchObject([{ label: 'Warfarin', since: '2023-04-05', isA: 'anticoagulant' }])
  })

  it('holds nothing of another client', async () => {
    const other = await buildRecorded(clinic, 'CANARY-2004')
    const text = JSON.stringify(bundle)
    expect(JSON.stringify(await exported(built.clientId))).toBe(text)
    expect(text).not.toContain(other.clientId)
  })
})

describe('a record as a PDF', () => {
  let words: string
  let pages: string[]

  beforeAll(async () => {
    const sheet = await recordSheet({
      taken: takenOf(built.clientId),
      format: { locale: 'en-GB', timeZone: 'Europe/Berlin', units: 'kg' },
      members: await recordMembers(clinic.admin),
      rows: (table) => recordRows(clinic.admin, built.clientId, table),
    })
    const pieces: Buffer[] = []
    for await (const piece of recordPdf(sheet, new Date('2026-11-26T15:01:00Z'))) pieces.push(Buffer.from(piece))
    if (process.env.CLEARWAY_RECORD_PDF) await writeFile(process.env.CLEARWAY_RECORD_PDF, Buffer.concat(pieces))
    const file = await getDocumentProxy(new Uint8Array(Buffer.concat(pieces)))
    pages = (await extractText(file)).text.map((page) => page.replaceAll(/\s+/g, ' '))
    words = pages.join(' ')
  })

  it('names the client and the page at the foot of each page', () => {
    expect(pages.length).toBeGreaterThan(1)
    for (const [place, page] of pages.entries()) {
      expect(page).toContain(`${canary.givenName} ${canary.familyName} · record ${canary.recordNumber}`)
      expect(page).toContain(`page ${place + 1}`)
    }
  })

  it('says who handed it out, to whom, when, why, and where the audit chain stood', () => {
    for (const said of [
      'Ada Admin',
      '26 Nov 2026, 16:00 CET',
      'The client',
      'Asked for it',
      `event 12, ${'ab'.repeat(32)}`,
    ])
      expect(words).toContain(said)
  })

  it('shows each signature with name, role, licence, time with zone, meaning and hash', () => {
    for (const said of [
      'Lin Chen, Physical therapist',
      'PT-1002, valid until 31 Dec 2099',
      'I clear this program to start',
    ])
      expect(words.toLowerCase()).toContain(said.toLowerCase())
    expect(words).toContain(`SHA-256 ${built.contentHash}`)
  })

  it('holds every word that was written about the client, and says where it ends', () => {
    expect(words.split(canary.words).length - 1).toBeGreaterThanOrEqual(18)
    expect(words).toContain('End of the record')
    expect(words).toContain('STRUCK THROUGH by Maya Ruiz')
  })
})
