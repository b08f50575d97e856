/** Erasing a record: what goes, what stays and still proves itself, and who cannot do it. */
import { createHash, randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyIn } from '~/data/audit-verify.server'
import { command } from '~/data/command.server'
import { readClinic } from '~/database/door.server'
import { listPastRecords } from '~/data/retention.server'
import { buildClinic, type Clinic, inOne, reauthenticate } from '../builders'
import { buildClient, buildDraft } from '../builders-program'
import { buildRecorded, canary, erase, type Recorded } from '../builders-record'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let superuser: pg.Client
let clinic: Clinic
let erased: Recorded

/** Every place of the database in which a text stands, as `table.column`. */
async function placesOf(text: string): Promise<string[]> {
  const { rows: columns } = await superuser.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
     where table_schema = 'public' and table_name <> 'erasable_tables'`,
  )
  const found: string[] = []
  for (const { table, column } of columns) {
    const { rows } = await superuser.query(
      `select 1 from "${table}" where "${column}"::text ilike $1
       or "${column}"::text ilike '%' || encode(convert_to($2, 'UTF8'), 'hex') || '%' limit 1`,
      [`%${text}%`, text],
    )
    if (rows.length > 0) found.push(`${table}.${column}`)
  }
  return found.sort()
}

/** Put there past the triggers: a red flag of theirs is unanswered, and an archive waits for that. */
async function putAwayAndOpened(): Promise<void> {
  const values = [clinic.id, erased.clientId, clinic.otherTrainer.memberId, clinic.admin.memberId, canary.words]
  await superuser.query("set session_replication_role = 'replica'")
  for (const row of [
    `insert into client_archives (clinic_id, id, client_id, reason, archived_by, occurred_at)
     select $1::uuid, uuidv7(), $2::uuid, $5::text, $3::uuid, now() where $4::uuid is not null`,
    `insert into emergency_accesses (clinic_id, id, client_id, member_id, reason, expires_at, occurred_at)
     select $1::uuid, uuidv7(), $2::uuid, $3::uuid, $5::text, now(), now() where $4::uuid is not null`,
    `insert into emergency_access_reviews (clinic_id, id, access_id, client_id, finding, note, reviewed_by, occurred_at)
     select $1::uuid, uuidv7(), id, $2::uuid, 'not-in-order', $5::text, $4::uuid, now() from emergency_accesses
     where clinic_id = $1 and member_id = $3`,
  ])
    await superuser.query(row, values)
  await superuser.query("set session_replication_role = 'origin'")
}

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
  clinic = await buildClinic(database)
  erased = await buildRecorded(clinic)
  await putAwayAndOpened()
})
afterAll(() => superuser.end())

describe('before an erasure', () => {
  it('what is to be erased stands all over the database', async () => {
    expect(await placesOf(canary.familyName)).toEqual([
      'audit_details.detail',
      'client_search_keys.key',
      'clients.family_name',
      'listed_programs.family_name',
      'program_lists.family_name',
    ])
    expect((await placesOf(canary.words)).length).toBeGreaterThan(20)
  })

  it.each([
    ['a trainer', () => erase(clinic, erased.clientId, { by: clinic.trainer }), 'not-your-role'],
    ['a clinician', () => erase(clinic, erased.clientId, { by: clinic.doctor }), 'not-your-role'],
    ['an admin without a reason', () => erase(clinic, erased.clientId, { reason: ' ' }), 'reason-missing'],
    [
      'an admin before anybody said how long it is kept',
      () => erase(clinic, erased.clientId, { basis: 'retention' }),
      'retention-not-decided',
    ],
  ])('%s does not erase', async (_, attempt, why) => {
    await expect(attempt()).rejects.toThrow(why)
  })

  it('nobody erases with a password given for another client, or a long time ago', async () => {
    const other = await reauthenticate(clinic, clinic.admin, 'client:erasure', '0'.repeat(64))
    await expect(erase(clinic, erased.clientId, { reauthenticationId: other })).rejects.toThrow('no-reauthentication')
  })

  it('nobody erases while a program is not over', async () => {
    const clientId = await buildClient(clinic)
    await buildDraft(clinic, clientId)
    await expect(erase(clinic, clientId)).rejects.toThrow('programs-not-over')
  })
})

describe('straight SQL as the app', () => {
  it.each([
    ['marks an erasure as under way', 'insert into erasures_under_way default values'],
    ['reads the mark', 'select * from erasures_under_way'],
    ['calls what erases', 'select erase_client()'],
    ['rewrites what is to be erased', "update erasable_tables set blanks = '{}'"],
    ['deletes a detail of the audit', 'delete from audit_details'],
    ['changes a screening', "update screenings set note = 'x'"],
    ['removes a set', 'delete from sets'],
    ['removes an erasure', 'delete from erasures'],
  ])('never %s', async (_, text) => {
    await expect(clinic.sql(clinic.admin, text)).rejects.toThrow('permission denied')
  })

  it('with settings of its own, changes nothing that is kept', async () => {
    await expect(
      clinic.as(clinic.admin, async (rows) => {
        await rows("select set_config('clearway.erasing', 'true', true)")
        await rows("update programs set name = 'x' where id = $1", [erased.programId])
      }),
    ).rejects.toThrow('immutable')
  })

  it('after an erasure in the same transaction, is held to everything as before', async () => {
    const other = await buildRecorded(clinic, 'CANARY-8842')
    const another = await buildRecorded(clinic, 'CANARY-9953')
    const { erasureHash } = await import('~/data/erasures.server')
    const asked = { clientId: other.clientId, basis: 'client-demand', reason: 'Asked' }
    const given = await reauthenticate(clinic, clinic.admin, 'client:erasure', erasureHash(asked))
    const attack = (text: string) =>
      clinic.as(clinic.admin, async (rows) => {
        await rows(
          `insert into erasures (clinic_id, id, client_id, basis, reason, erased_by, reauthentication_id, time_zone, occurred_at)
           values ($1, uuidv7(), $2, $3, $4, $5, $6, '', now())`,
          [clinic.id, other.clientId, asked.basis, asked.reason, clinic.admin.memberId, given],
        )
        await rows(text, [another.programId])
      })
    await expect(attack("update programs set name = 'x' where id = $1")).rejects.toThrow('immutable')
  })
})

describe('an erasure', () => {
  let hash: string
  let decision: Record<string, unknown> | undefined

  beforeAll(async () => {
    const content = 'select content_hash as hash from versions where id = $1'
    hash = (await superuser.query<{ hash: string }>(content, [erased.versionId])).rows[0]?.hash ?? ''
    decision = (await superuser.query('select * from decisions where id = $1', [erased.decisionId])).rows[0]
    for (const number of ['CANARY-8842', 'CANARY-9953']) {
      const { rows } = await superuser.query<{ id: string }>('select id from clients where record_number = $1', [
        number,
      ])
      await erase(clinic, rows[0]?.id ?? '')
    }
    await erase(clinic, erased.clientId)
  })

  it.each([
    ['given name', canary.givenName],
    ['family name', canary.familyName],
    ['record number', canary.recordNumber],
    ['day of birth', canary.birthDate],
    ['free text', canary.words],
  ])('leaves no %s anywhere', async (_, text) => {
    expect(await placesOf(text)).toEqual([])
  })

  it('leaves the year of birth, and a name that says what happened', async () => {
    const { rows } = await superuser.query('select * from clients where id = $1', [erased.clientId])
    expect(rows[0]).toMatchObject({ given_name: 'Erased', family_name: 'client', sex: 'unknown' })
    expect(rows[0].record_number).toBe(`erased ${erased.clientId.slice(-12)}`)
    const [year] = (
      await superuser.query('select birth_date::text as on from clients where id = $1', [erased.clientId])
    ).rows
    expect(year.on).toBe('1987-01-01')
  })

  it('leaves decisions as they were signed, and the content whole under its hash', async () => {
    const { rows } = await superuser.query('select * from decisions where id = $1', [erased.decisionId])
    expect(rows[0]).toEqual(decision)
    const [row] = await clinic.sql<{ whole: boolean }>(
      clinic.admin,
      `select v.content_hash = hash_of(v.content) and v.content_hash = $2 and v.content = version_content(v) as whole
       from versions v where v.id = $1`,
      [erased.versionId, hash],
    )
    expect(row?.whole).toBe(true)
  })

  it('leaves that and when each session took place', async () => {
    const { rows } = await superuser.query('select occurred_at, decision_id from training_sessions where id = $1', [
      erased.sessionId,
    ])
    expect(rows[0]?.decision_id).toBe(erased.decisionId)
  })

  it('is one event of a chain that still verifies, and says how much of it is erased', async () => {
    await superuser.query('begin')
    const report = await verifyIn(superuser, (async function* () {})())
    await superuser.query('rollback')
    const chain = report.chains.find(({ clinicId }) => clinicId === clinic.id)
    expect(chain?.fault).toBeNull()
    expect(report.isWhole).toBe(true)
    const { rows } = await superuser.query<{ without: string }>(
      `select count(*) as without from audit_events e where e.clinic_id = $1
       and not exists (select 1 from audit_details d where d.clinic_id = e.clinic_id and d.seq = e.seq)`,
      [clinic.id],
    )
    expect(chain?.erased).toBe(Number(rows[0]?.without))
    expect(chain?.erased).toBeGreaterThan(60)
    const events = await superuser.query<{ detail: string }>(
      `select d.detail from audit_events e join audit_details d using (clinic_id, seq)
       where e.kind = 'erasures.insert' and d.detail::jsonb ->> 'client_id' = $1`,
      [erased.clientId],
    )
    expect(JSON.parse(events.rows[0]?.detail ?? '{}')).toMatchObject({
      reason: 'Asked in writing',
      counts: { clients: 1, sets: 1 },
    })
  })

  it('is shown in the register as an erased client, in every list', async () => {
    const { rows } = await superuser.query<{ number: string }>(
      `select distinct l.record_number as number from register_lists l join decisions d using (clinic_id, seq) where d.id = $1`,
      [erased.decisionId],
    )
    expect(rows).toEqual([{ number: `erased ${erased.clientId.slice(-12)}` }])
  })

  it('happens once, and nothing is added to the record after it', async () => {
    await expect(erase(clinic, erased.clientId)).rejects.toThrow('client-erased')
    await expect(buildDraft(clinic, erased.clientId)).rejects.toThrow('client-erased')
    await expect(
      clinic.sql(clinic.trainer, "update clients set given_name = 'Back' where id = $1", [erased.clientId]),
    ).rejects.toThrow('client-erased')
  })
})

it('an erased client is called by nobody, and one who is not, is', async () => {
  const own = await buildClinic(database)
  const [gone, there] = [await buildRecorded(own, 'CANARY-1'), await buildRecorded(own, 'CANARY-2')]
  const missed = async () => {
    const text = `select client_id as id from missed_check_ins(now() + interval '3 days')`
    return new Set((await own.sql<{ id: string }>(own.doctor, text)).map(({ id }) => id))
  }
  expect(await missed()).toEqual(new Set([gone.clientId, there.clientId]))
  await erase(own, gone.clientId)
  expect(await missed()).toEqual(new Set([there.clientId]))
})

it('what a form held is printed with a key that is not here, so that no name can be tried against it', async () => {
  const body = { givenName: canary.givenName, familyName: canary.familyName }
  const asked = { key: randomUUID(), name: 'client:create', body }
  expect(await command(clinic.trainer, asked, async () => ({ ok: true }))).toEqual({ ok: true })
  const { rows } = await superuser.query('select fingerprint from commands where key = $1', [asked.key])
  const guessed = createHash('sha256')
    .update(`${asked.name}\n${JSON.stringify(body)}`)
    .digest('hex')
  expect(rows[0].fingerprint).toMatch(/^[0-9a-f]{64}$/)
  expect(rows[0].fingerprint).not.toBe(guessed)
  const other = { ...asked, body: { ...body, givenName: 'Ana' } }
  expect(await command(clinic.trainer, other, async () => ({ ok: true }))).toEqual({ ok: false, why: 'key-reused' })
})

describe('what is kept long enough', () => {
  it('is listed from the day on that the clinic decided, and then erased without a demand', async () => {
    const own = await buildClinic(database)
    const { clientId } = await buildRecorded(own)
    const list = (at: Date) => readClinic(own.admin, (query) => listPastRecords(query, { after: null, at }))
    const years = (count: number) => new Date(Date.now() + count * 365.25 * 86_400_000)
    expect((await list(years(50))).rows).toEqual([])
    await own.sql(
      own.admin,
      'insert into retentions (clinic_id, id, years, decided_by, occurred_at) values ($1, uuidv7(), 10, $2, now())',
      [own.id, own.admin.memberId],
    )
    expect((await list(years(9.9))).rows).toEqual([])
    expect((await list(years(10.1))).rows).toMatchObject([
      { id: clientId, recordNumber: canary.recordNumber, openPrograms: 0 },
    ])
    await expect(erase(own, clientId, { basis: 'retention', at: years(9.9) })).rejects.toThrow('retention-not-over')
    await erase(own, clientId, { basis: 'retention', at: years(10.1) })
    expect((await list(years(10.1))).rows).toEqual([])
  })

  it('is decided by an admin alone', async () => {
    for (const who of [clinic.trainer, clinic.doctor]) {
      const text =
        'insert into retentions (clinic_id, id, years, decided_by, occurred_at) values ($1, uuidv7(), 1, $2, now())'
      await expect(clinic.sql(who, text, [clinic.id, who.memberId])).rejects.toThrow('not-your-role')
      await expect(clinic.sql(who, text, [clinic.id, clinic.admin.memberId])).rejects.toThrow('not-your-role')
    }
  })
})

describe('a restore of an older backup', () => {
  it('is followed by the same erasure, repeated by the owner of the tables', async () => {
    const own = await buildClinic(database)
    const { clientId } = await buildRecorded(own, 'CANARY-1199')
    await inOne(database.urls.owner, own.admin, (rows) =>
      rows(
        `insert into erasures (clinic_id, id, client_id, basis, reason, erased_by, time_zone, occurred_at)
         values ($1, uuidv7(), $2, 'client-demand', 'Repeated after a restore', $3, '', now())`,
        [own.id, clientId, own.admin.memberId],
      ),
    )
    expect(await placesOf('CANARY-1199')).toEqual([])
  })
})
