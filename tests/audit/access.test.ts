/** Access events: one row for a page, by the member of the door alone, sealed once and never changed. */
import pg from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { listAccessEvents, noteAccess, noteDenial } from '~/data/access-events.server'
import { listAuditEvents } from '~/data/audit-events.server'
import { verifyAudit } from '~/data/audit-verify.server'
import { inClinic, readClinic } from '~/database/door.server'
import { sealAccess } from '~/jobs/access-seal.server'
import { buildClinic, type Clinic, type Who } from '../builders'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let app: pg.Client

beforeAll(async () => {
  clinic = await buildClinic(database)
  app = new pg.Client({ connectionString: database.urls.app })
  await app.connect()
})
afterAll(() => app.end())
beforeEach(() => sealAccess())

const clientId = v7()
const page = () => ({ kind: 'reading' as const, clientId, pathKind: 'routes/clients.$id', occurredAt: new Date() })
const read = (who: Who = clinic.trainer) => readClinic(who, (query) => noteAccess(query, page()))
const eventsOf = async (who: Who = clinic.admin) =>
  (await readClinic(who, (query) => listAccessEvents(query, {}, null, 10_000))).rows
const sealsOf = async () => {
  const topic = 'access-and-logins'
  const { rows } = await readClinic(clinic.admin, (query) => listAuditEvents(query, { topic }, null, 1_000))
  const seals = rows.filter(({ kind }) => kind === 'access.sealed')
  return seals.map(({ detail }) => JSON.parse(detail ?? 'null') as { count: number; firstId: number; lastId: number })
}
const isWhole = async () => (await verifyAudit(database.urls.backup, '/nowhere')).isWhole

describe('a page', () => {
  it('leaves one row: who, what kind of page, whose record, when', async () => {
    const before = (await eventsOf()).length
    await read()
    const [newest, ...others] = await eventsOf()
    expect(others.length).toBe(before)
    expect(newest).toMatchObject({
      memberId: clinic.trainer.memberId,
      memberName: 'Maya Ruiz',
      kind: 'reading',
      clientId,
      pathKind: 'routes/clients.$id',
      sealedBy: null,
    })
  })

  it('does not wait for somebody who is saving, and adds nothing to the chain itself', async () => {
    const seals = await sealsOf()
    await inClinic(clinic.trainer, async () => {
      const other = new pg.Client({ connectionString: database.urls.app, options: '-c lock_timeout=200ms' })
      await other.connect()
      await other.query("select set_config('clearway.clinic', $1, false), set_config('clearway.member', $2, false)", [
        clinic.id,
        clinic.doctor.memberId,
      ])
      await other.query(
        `insert into access_events (clinic_id, member_id, kind, path_kind, occurred_at)
         values (current_clinic(), current_member(), 'reading', 'routes/_index', now())`,
      )
      await other.end()
    })
    expect(await sealsOf()).toEqual(seals)
  })

  it('that was denied is noted though its own transaction was rolled back', async () => {
    const { kind: _kind, ...asked } = page()
    await noteDenial(clinic.otherTrainer, { ...asked, clientId: v7() })
    expect((await eventsOf())[0]).toMatchObject({ kind: 'denial', memberId: clinic.otherTrainer.memberId })
  })

  it('is never its address: a question mark or an email is refused', async () => {
    for (const pathKind of ['/clients?name=Ana', 'ana@clinic.example', '']) {
      const noted = readClinic(clinic.trainer, (query) => noteAccess(query, { ...page(), pathKind }))
      await expect(noted).rejects.toThrow('path_kind')
    }
  })
})

describe('the app’s own role', () => {
  it.each([
    [
      'a row of another member',
      "insert into access_events (clinic_id, member_id, kind, path_kind, occurred_at) values (current_clinic(), uuidv7(), 'reading', 'x', now())",
    ],
    [
      'a row of another clinic',
      "insert into access_events (clinic_id, member_id, kind, path_kind, occurred_at) values (uuidv7(), current_member(), 'reading', 'x', now())",
    ],
    [
      'the time it was recorded',
      "insert into access_events (clinic_id, member_id, kind, path_kind, occurred_at, recorded_at) values (current_clinic(), current_member(), 'reading', 'x', now(), '2020-01-01')",
    ],
    [
      'a seal',
      "insert into access_events (clinic_id, member_id, kind, path_kind, occurred_at, sealed_by) values (current_clinic(), current_member(), 'reading', 'x', now(), 1)",
    ],
    [
      'a number',
      "insert into access_events (clinic_id, id, member_id, kind, path_kind, occurred_at) values (current_clinic(), 1, current_member(), 'reading', 'x', now())",
    ],
    ['a change', 'update access_events set client_id = null'],
    ['a removal', 'delete from access_events'],
    ['an emptying', 'truncate access_events'],
  ])('may not write %s', async (_what, statement) => {
    await expect(clinic.sql(clinic.trainer, statement)).rejects.toThrow(
      /permission denied|row-level security|non-DEFAULT/,
    )
  })

  it('sees the rows of its clinic alone', async () => {
    const other = await buildClinic(database)
    await read(other.trainer)
    expect((await eventsOf(other.admin)).length).toBe(1)
    expect((await eventsOf()).filter(({ memberId }) => memberId === other.trainer.memberId)).toEqual([])
  })

  it('finds none without a clinic', async () => {
    expect((await app.query('select 1 from access_events')).rows).toEqual([])
  })
})

describe('the owner', () => {
  it.each([
    'update access_events set client_id = uuidv7()',
    'update access_events set sealed_by = null',
    'delete from access_events',
    'truncate access_events',
  ])('is refused as well: %s', async (statement) => {
    await read()
    await sealAccess()
    const superuser = new pg.Client({ connectionString: database.urls.superuser })
    await superuser.connect()
    await expect(superuser.query(statement)).rejects.toMatchObject({ code: 'CW001', message: 'immutable' })
    await superuser.end()
  })
})

describe('sealing', () => {
  it('makes one event for all that is there, with their count and ids, and then nothing', async () => {
    const before = await sealsOf()
    await Promise.all(Array.from({ length: 7 }, () => read()))
    expect(await sealAccess()).toBe(7)
    expect(await sealAccess()).toBe(0)
    const [seal, ...older] = await sealsOf()
    const ids = (await eventsOf()).slice(0, 7).map(({ id }) => id)
    expect(older).toEqual(before)
    expect(seal).toMatchObject({ count: 7, firstId: Math.min(...ids), lastId: Math.max(...ids) })
    expect((await eventsOf()).every(({ sealedBy }) => sealedBy !== null)).toBe(true)
    expect(await isWhole()).toBe(true)
  })

  it('leaves out a row whose transaction is still open, and takes it the next time', async () => {
    await app.query('begin')
    await app.query("select set_config('clearway.clinic', $1, true), set_config('clearway.member', $2, true)", [
      clinic.id,
      clinic.trainer.memberId,
    ])
    const { rows } = await app.query<{ id: string }>(
      `insert into access_events (clinic_id, member_id, kind, path_kind, occurred_at)
       values (current_clinic(), current_member(), 'reading', 'routes/_index', now()) returning id`,
    )
    await read()
    expect(await sealAccess()).toBe(1)
    await app.query('commit')
    expect(await sealAccess()).toBe(1)
    const [late, earlier] = await sealsOf()
    expect(late).toMatchObject({ count: 1, firstId: Number(rows[0]?.id) })
    expect(earlier?.firstId).toBeGreaterThan(Number(rows[0]?.id))
    expect(await isWhole()).toBe(true)
  })

  it('by five replicas at once seals every row once', async () => {
    await Promise.all(Array.from({ length: 40 }, () => read()))
    const sealed = await Promise.all(Array.from({ length: 5 }, () => sealAccess()))
    expect(sealed.reduce((sum, one) => sum + one, 0)).toBe(40)
    expect(await isWhole()).toBe(true)
  })

  it('takes a great many in several seals', async () => {
    await clinic.sql(
      clinic.trainer,
      `insert into access_events (clinic_id, member_id, kind, path_kind, occurred_at)
       select current_clinic(), current_member(), 'reading', 'routes/_index', now() from generate_series(1, 4500)`,
    )
    expect(await sealAccess()).toBe(4_500)
    expect((await sealsOf()).slice(0, 3).map(({ count }) => count)).toEqual([500, 2_000, 2_000])
    expect(await isWhole()).toBe(true)
  })
})
