/** Reports of progress, told straight to the database: who cannot sign one, over what, and that nothing of it changes. */
import pg from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findReport, hashOfText } from '~/data/progress-report-facts.server'
import { recordMembers, wholeRecord } from '~/data/whole-record.server'
import { readClinic } from '~/database/door.server'
import { fhirBundle } from '~/documents/fhir-bundle.server'
import { reportMeaning } from '~/domain/progress-report'
import { buildClinic, type Clinic, reauthenticate, type Who } from '../builders'
import { buildClient, buildCleared } from '../builders-program'
import { erase } from '../builders-record'
import { faultsOf } from '../fhir-r4'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let superuser: pg.Client
let clinic: Clinic
let elsewhere: Clinic
let clientId: string
let otherId: string
let today: string

type Told = { [part: string]: unknown }
type Row = {
  by?: Who
  signedAs?: string
  /** Who consumes the password, and for what: where it is not who signs, over what is signed. */
  confirmed?: { by?: Who; purpose?: string; hash?: string } | null
  content?: Told
  columns?: Partial<
    Record<'client_id' | 'summary' | 'addressee_name' | 'content_hash' | 'period_until' | 'clinic_id', unknown>
  >
  occurredAt?: Date
}

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  clinic = await buildClinic(database)
  elsewhere = await buildClinic(database)
  clientId = await buildClient(clinic)
  otherId = await buildClient(clinic, { bornOn: '1971-01-01' })
  await measure('2026-09-07', 23_000, 'left')
  const [day] = await clinic.sql<{ day: string }>(clinic.doctor, 'select clinic_day(now())::text as day')
  today = day?.day ?? ''
})
afterAll(() => superuser.end())

async function measure(on: string, grams: number, side: string): Promise<void> {
  await clinic.sql(
    clinic.therapist,
    `insert into measurements (clinic_id, id, client_id, kind, exercise, side, entered_value, entered_unit, amount, measured_by,
       occurred_at, measured_on) values ($1, $2, $3, 'one-rm', 'Leg press', $4, $5, 'kg', $6, $7, now(), $8)`,
    [clinic.id, v7(), clientId, side, String(grams / 1000), grams, clinic.therapist.memberId, on],
  )
}

async function headOf(id: string): Promise<Told> {
  const { rows } = await superuser.query(
    `select id, given_name as "givenName", family_name as "familyName", birth_date::text as "birthDate",
       record_number as "recordNumber" from clients where id = $1`,
    [id],
  )
  return rows[0]
}

/** A row as the app would add it, but for what is asked otherwise. */
async function report(asked: Row = {}): Promise<string> {
  const {
    by = clinic.therapist,
    signedAs = 'physical-therapist',
    confirmed = {},
    columns = {},
    occurredAt = new Date(),
  } = asked
  const content = JSON.stringify({
    format: 'progress-report-1',
    period: { range: 'all', from: null, until: today },
    client: await headOf(clientId),
    exercises: [{ exercise: 'Leg press' }],
    addressee: { name: 'Dr Elsewhere', practice: '' },
    summary: 'Going well',
    meaning: reportMeaning,
    ...asked.content,
  })
  const hash = hashOfText(content)
  const reauthenticationId =
    confirmed &&
    (await reauthenticate(clinic, confirmed.by ?? by, confirmed.purpose ?? 'sign-report', confirmed.hash ?? hash))
  const id = v7()
  const row = {
    clinic_id: clinic.id,
    id,
    client_id: clientId,
    content,
    content_format: 'progress-report-1',
    content_hash: hash,
    addressee_name: 'Dr Elsewhere',
    addressee_practice: '',
    summary: 'Going well',
    period_until: today,
    exercises: ['Leg press'],
    signed_by: by.memberId,
    signed_as: signedAs,
    // What the database knows by itself it does not take from anybody.
    signer_name: 'Dr Forged',
    licence_number: 'MD-0',
    licence_valid_until: '2999-01-01',
    chain_hash: 'forged',
    reauthentication_id: reauthenticationId ?? v7(),
    occurred_at: occurredAt,
    ...columns,
  }
  const names = Object.keys(row)
  await clinic.sql(
    by,
    `insert into progress_reports (${names.join(', ')}) values (${names.map((_, place) => `$${place + 1}`).join(', ')})`,
    Object.values(row),
  )
  return id
}

describe('a report that is signed', () => {
  it('names its signer as the clinic knows them, and where the chain stood', async () => {
    const id = await report()
    const { rows } = await superuser.query(
      `select r.signer_name, r.licence_number, r.licence_state, r.time_zone, r.chain_hash = encode(e.hash, 'hex') as is_chained
       from progress_reports r join audit_events e on e.clinic_id = r.clinic_id and e.seq = r.chain_seq where r.id = $1`,
      [id],
    )
    expect(rows).toEqual([
      {
        signer_name: 'Lin Chen',
        licence_number: 'PT-1002',
        licence_state: 'BE',
        time_zone: 'Europe/Berlin',
        is_chained: true,
      },
    ])
  })

  it('is an event about its client in the audit', async () => {
    const id = await report()
    const { rows } = await superuser.query(
      `select e.kind, e.actor_member_id from audit_events e join audit_subjects s on s.clinic_id = e.clinic_id and s.seq = e.seq
       where e.table_name = 'progress_reports' and e.row_id like '%' || $1 || '%' and s.client_id = $2`,
      [id, clientId],
    )
    expect(rows).toEqual([{ kind: 'progress_reports.insert', actor_member_id: clinic.therapist.memberId }])
  })

  it('is changed and taken away by nobody', async () => {
    const id = await report()
    for (const text of [
      "update progress_reports set summary = 'Better' where id = $1",
      'delete from progress_reports where id = $1',
    ]) {
      await expect(clinic.sql(clinic.therapist, text, [id])).rejects.toThrow('permission denied')
      await expect(clinic.owner(text, [id])).rejects.toThrow('immutable')
    }
  })

  it('is seen in its own clinic alone', async () => {
    await report()
    expect(await elsewhere.sql(elsewhere.doctor, 'select id from progress_reports')).toEqual([])
  })
})

describe('a report is refused', () => {
  it.each([
    ['by a trainer', () => report({ by: clinic.trainer }), 'not-a-clinician'],
    ['by an admin, signing as a doctor', () => report({ by: clinic.admin, signedAs: 'doctor' }), 'not-a-clinician'],
    ['by a therapist signing as a doctor', () => report({ signedAs: 'doctor' }), 'not-a-clinician'],
    [
      'as a trainer, by one who is a therapist too',
      () => report({ by: clinic.trainerAndTherapist, signedAs: 'trainer' }),
      'not-a-clinician',
    ],
    ['without a password', () => report({ confirmed: null }), 'no-reauthentication'],
    [
      'with the password given for another content',
      () => report({ confirmed: { hash: '0'.repeat(64) } }),
      'no-reauthentication',
    ],
    [
      'with the password given for another act',
      () => report({ confirmed: { purpose: 'sign:cleared' } }),
      'no-reauthentication',
    ],
    ['with the password of another', () => report({ confirmed: { by: clinic.doctor } }), 'no-reauthentication'],
    [
      'with a hash that is not of its content',
      () => report({ columns: { content_hash: '0'.repeat(64) } }),
      'content-changed',
    ],
    ['to another than its content says', () => report({ columns: { addressee_name: 'Dr Else' } }), 'content-changed'],
    ['with another summary than its content has', () => report({ columns: { summary: 'Badly' } }), 'content-changed'],
    ['on another client than its content is of', () => report({ columns: { client_id: otherId } }), 'content-changed'],
    [
      'over days to come',
      () => report({ content: { period: { until: '2999-01-01' } }, columns: { period_until: '2999-01-01' } }),
      'content-changed',
    ],
    ['of a content that is no object', () => report({ content: { client: 'nobody' } }), 'content-changed'],
    [
      'to nobody',
      () => report({ content: { addressee: { name: ' ', practice: '' } }, columns: { addressee_name: ' ' } }),
      'recipient-missing',
    ],
    ['without a summary', () => report({ content: { summary: '' }, columns: { summary: '' } }), 'summary-missing'],
    ['in another clinic', () => report({ columns: { clinic_id: elsewhere.id } }), 'row-level security|no-clinic'],
  ])('%s', async (_, attempt, why) => {
    await expect(attempt()).rejects.toThrow(new RegExp(why))
  })

  it('under the name of a client that is not theirs', async () => {
    const { givenName: _, ...client } = await headOf(clientId)
    await expect(report({ content: { client: { ...client, givenName: 'Eve' } } })).rejects.toThrow('content-changed')
  })

  it('on a licence that lapsed yesterday, and by who left', async () => {
    const { otherTherapist: by } = clinic
    await clinic.owner('update members set licence_valid_until = current_date - 2 where id = $1', [by.memberId])
    await expect(report({ by })).rejects.toThrow('licence-expired')
    await clinic.owner(`update members set licence_valid_until = '2099-12-31' where id = $1`, [by.memberId])
    await report({ by })
    await clinic.owner('update members set deactivated_at = now() where id = $1', [by.memberId])
    await expect(report({ by, confirmed: null })).rejects.toThrow('member-deactivated')
  })

  it('a second time on one password', async () => {
    const { rows } = await superuser.query(
      'select reauthentication_id as id from progress_reports where clinic_id = $1 and signed_by = $2 limit 1',
      [clinic.id, clinic.therapist.memberId],
    )
    await expect(
      clinic.sql(
        clinic.therapist,
        `insert into progress_reports select (jsonb_populate_record(r, jsonb_build_object('id', uuidv7(), 'occurred_at', now()))).*
         from progress_reports r where r.reauthentication_id = $1`,
        [rows[0].id],
      ),
    ).rejects.toThrow('no-reauthentication')
  })
})

describe('what would be said', () => {
  const find = (asked: { exercises?: string[] } = {}, whose = clientId) =>
    readClinic(clinic.therapist, async (query) => {
      const client = (await headOf(whose)) as Parameters<typeof findReport>[1]
      return findReport(query, { ...client, today }, { exercises: [], range: 'all', ...asked })
    })

  it('is what was tested, by whom, in the units of the clinic', async () => {
    const { facts, chosen } = await find()
    expect(chosen).toEqual(['Leg press'])
    expect(facts.writing).toEqual({ locale: 'en-GB', units: 'kg', timeZone: 'Europe/Berlin' })
    expect(facts.exercises[0]?.strength[0]?.points).toMatchObject([{ kind: 'tested', loadG: 23_000 }])
    expect(facts.measuredBy).toEqual([
      { kind: 'one-rm', subject: 'Leg press', by: 'Lin Chen', isImported: false, count: 1, devices: [] },
    ])
  })

  it('has the same hash until something is recorded, and another then', async () => {
    const before = await find()
    expect((await find()).hash).toBe(before.hash)
    await measure('2026-09-08', 24_000, 'left')
    expect((await find()).hash).not.toBe(before.hash)
  })

  it('leaves out an exercise that the client never did', async () => {
    expect((await find({ exercises: ['Juggling', 'Leg press', 'Leg press'] })).chosen).toEqual(['Leg press'])
  })

  it('is nothing of a client of whom nothing was measured', async () => {
    expect(await find({}, otherId)).toMatchObject({ isAnythingMeasured: false, chosen: [], facts: { exercises: [] } })
  })

  it('names the diagnosis of the newest program, and who cleared it', async () => {
    const built = await buildCleared(clinic)
    const { facts } = await find({}, built.clientId)
    expect(facts.program).toMatchObject({ status: 'not-started', startedOn: null })
    expect(facts.program?.diagnosis).toBeTruthy()
    expect(facts.decisions).toMatchObject([{ outcome: 'cleared', by: 'Lin Chen', signedAs: 'physical-therapist' }])
  })
})

describe('a record that is handed out', () => {
  it('has the signed text itself, whose hash may be worked out again', async () => {
    const id = await report()
    const taken = {
      ...{ id: v7(), clientId, clinicId: clinic.id, clinicName: 'Riverside Clinic', format: 'fhir' as const },
      ...{ recipient: 'The client', reason: 'Asked', by: clinic.admin.name, byId: clinic.admin.memberId },
      ...{ at: new Date(), timeZone: 'Europe/Berlin', chainSeq: 1, chainHash: 'ab'.repeat(32) },
    }
    const rows = wholeRecord(clinic.admin, clientId)
    const members = (ids: Set<string>) => recordMembers(clinic.admin, ids)
    let text = ''
    for await (const piece of fhirBundle({ taken, at: new Date(), rows, members })) text += piece
    const bundle = JSON.parse(text)
    expect(faultsOf(bundle)).toEqual([])
    const found = bundle.entry.map(({ resource }: { resource: Told }) => resource).find((one: Told) => one.id === id)
    expect(found).toMatchObject({ resourceType: 'DocumentReference', description: 'Going well' })
    const signed = Buffer.from(found.content[0].attachment.data, 'base64').toString()
    const hash = await superuser.query('select content_hash from progress_reports where id = $1', [id])
    expect(hashOfText(signed)).toBe(hash.rows[0].content_hash)
  })
})

describe('an erasure', () => {
  it('takes the words of a report, and leaves who signed one and when', async () => {
    const whose = clientId
    const id = await report()
    await erase(clinic, whose)
    const { rows } = await superuser.query(
      `select content, content_hash = hash_of('erased') as is_hashed, addressee_name, summary, exercises, signer_name, licence_number
       from progress_reports where id = $1`,
      [id],
    )
    expect(rows).toEqual([
      {
        content: 'erased',
        is_hashed: true,
        addressee_name: 'erased',
        summary: 'erased',
        exercises: [],
        signer_name: 'Lin Chen',
        licence_number: 'PT-1002',
      },
    ])
    await expect(report()).rejects.toThrow('client-erased')
  })
})
