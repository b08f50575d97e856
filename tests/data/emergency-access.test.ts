/** Emergency access: whom it opens and for how long, what it allows, whom it tells, and what straight SQL cannot make of it. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recordAdverseEvent } from '~/data/adverse-events.server'
import { addToCareTeam } from '~/data/care-team.server'
import { readClient } from '~/data/client-door.server'
import { listClients } from '~/data/client-list.server'
import { searchClients } from '~/data/client-search.server'
import { endEmergencyAccess, openInEmergency } from '~/data/emergency-access.server'
import { listEmergencyAccesses, reviewEmergencyAccess } from '~/data/emergency-reviews.server'
import { findLogin } from '~/data/login.server'
import { raiseProgram } from '~/data/programs.server'
import { raiseRedFlag } from '~/data/red-flags.server'
import { shellOf } from '~/data/shell.server'
import { listToday } from '~/data/today.server'
import { startSession } from '~/data/training-sessions.server'
import { readClinic } from '~/database/door.server'
import { acting } from '../acting'
import { thrownResponse } from '../auth/browser'
import { buildClinic, type Clinic, type Who } from '../builders'
import { type Built, buildCleared, buildClient } from '../builders-program'
import { buildRecorded, erase } from '../builders-record'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
const reason = 'Collapsed on the floor, trainer away'
let clinic: Clinic
let superuser: pg.Client

beforeAll(async () => {
  clinic = await buildClinic(database)
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
})
afterAll(() => superuser.end())

async function numberOf(clientId: string): Promise<string> {
  const { rows } = await superuser.query('select record_number from clients where id = $1', [clientId])
  return rows[0].record_number
}

type Asked = { recordNumber?: string; familyName?: string; birthDate?: string | null; reason?: string; key?: string }

async function open(who: Who, asked: Asked) {
  const typed = { recordNumber: '', familyName: '', birthDate: null, reason, key: randomUUID(), ...asked }
  return openInEmergency(await acting(who), { ...typed, at: new Date() })
}

const openNumbered = async (who: Who, clientId: string) => open(who, { recordNumber: await numberOf(clientId) })

async function read(who: Who, clientId: string) {
  const asked = { clientId, pathKind: 'routes/clients.$clientId._index', at: new Date() }
  const page = readClient(await acting(who), asked, async (_query, client) => client.familyName)
  return page.catch((thrown: Response) => thrown.status)
}

async function accessOf(clientId: string): Promise<{ id: string; minutes: number }> {
  const text = `select id, round(extract(epoch from expires_at - recorded_at) / 60)::int as minutes
    from emergency_accesses where client_id = $1 order by recorded_at desc limit 1`
  return (await superuser.query(text, [clientId])).rows[0]
}

/** As if it had been opened so long before; no member can do this. */
async function age(clientId: string, by: string): Promise<void> {
  await superuser.query('begin')
  await superuser.query('set local session_replication_role = replica')
  await superuser.query(
    'update emergency_accesses set expires_at = expires_at - $2::interval, recorded_at = recorded_at - $2::interval where client_id = $1',
    [clientId, by],
  )
  await superuser.query('commit')
}

describe('a trainer of another care team', () => {
  it('opens a client by their record number, for 60 minutes, and nobody else’s pages by it', async () => {
    const [clientId, other] = [await buildClient(clinic), await buildClient(clinic)]
    const { otherTrainer } = clinic
    expect(await read(otherTrainer, clientId)).toBe(404)
    expect(await openNumbered(otherTrainer, clientId)).toEqual({ ok: true, clientId })
    expect((await accessOf(clientId)).minutes).toBe(60)
    expect(await read(otherTrainer, clientId)).toBe('Lindqvist')
    expect(await read(otherTrainer, other)).toBe(404)
    await age(clientId, '59 minutes 30 seconds')
    expect(await read(otherTrainer, clientId)).toBe('Lindqvist')
    await age(clientId, '31 seconds')
    expect(await read(otherTrainer, clientId)).toBe(404)
  })

  it('opens one by family name and birth date, whatever the capitals, and none where two fit', async () => {
    const own = await buildClinic(database)
    const clientId = await buildClient(own, { bornOn: '1971-02-03' })
    expect(await open(own.otherTrainer, { familyName: 'Lindqvist', birthDate: '1971-02-04' })).toMatchObject({
      ok: false,
    })
    expect(await open(own.otherTrainer, { familyName: 'Lindq', birthDate: '1971-02-03' })).toMatchObject({ ok: false })
    const twins = { familyName: 'LINDQVIST', birthDate: '1971-02-03' }
    expect(await open(own.otherTrainer, twins)).toEqual({ ok: true, clientId })
    await buildClient(own, { bornOn: '1971-02-03' })
    expect(await open(own.otherTrainer, twins)).toEqual({ ok: false, why: 'emergency-client-several' })
  })

  it('finds nobody who was erased, by what their record says since', async () => {
    const own = await buildClinic(database)
    const { clientId } = await buildRecorded(own, 'CANARY-9')
    await erase(own, clientId)
    const [row] = await own.sql<{ number: string; day: string }>(
      own.doctor,
      'select record_number as number, birth_date::text as day from clients where id = $1',
      [clientId],
    )
    const unknown = { ok: false, why: 'emergency-client-unknown' }
    expect(await open(own.otherTrainer, { recordNumber: row?.number ?? '' })).toEqual(unknown)
    expect(await open(own.otherTrainer, { familyName: 'client', birthDate: row?.day ?? '' })).toEqual(unknown)
  })

  it('has one access for a form sent twice, and for two forms', async () => {
    const clientId = await buildClient(clinic)
    const asked = { recordNumber: await numberOf(clientId), key: randomUUID() }
    const both = await Promise.all([open(clinic.otherTrainer, asked), open(clinic.otherTrainer, asked)])
    expect(both).toEqual([
      { ok: true, clientId },
      { ok: true, clientId },
    ])
    expect(await openNumbered(clinic.otherTrainer, clientId)).toEqual({ ok: true, clientId })
    const { rows } = await superuser.query('select 1 from emergency_accesses where client_id = $1', [clientId])
    expect(rows).toHaveLength(1)
  })

  it('ends it early, by themselves alone, and once', async () => {
    const clientId = await buildClient(clinic)
    await openNumbered(clinic.otherTrainer, clientId)
    const { id: accessId } = await accessOf(clientId)
    const end = async (who: Who, key: string = randomUUID()) =>
      endEmergencyAccess(await acting(who), { key, accessId, at: new Date() })
    expect((await thrownResponse(end(clinic.trainer))).status).toBe(404)
    expect(await end(clinic.otherTrainer)).toEqual({ ok: true })
    expect(await read(clinic.otherTrainer, clientId)).toBe(404)
    expect(await end(clinic.otherTrainer)).toEqual({ ok: false, why: 'emergency-access-over' })
    expect(await openNumbered(clinic.otherTrainer, clientId)).toEqual({ ok: true, clientId })
    expect(await read(clinic.otherTrainer, clientId)).toBe('Lindqvist')
  })

  it('needs it neither for a client they serve nor as a clinician', async () => {
    const clientId = await buildClient(clinic)
    const no = { ok: false, why: 'client-yours-already' }
    expect(await openNumbered(clinic.trainer, clientId)).toEqual(no)
    expect(await openNumbered(clinic.trainerAndTherapist, clientId)).toEqual(no)
    expect(await open(clinic.otherTrainer, { recordNumber: await numberOf(clientId), reason: 'short' })).toEqual({
      ok: false,
      why: 'emergency-reason-short',
    })
  })
})

describe('what it allows', () => {
  let built: Built
  beforeAll(async () => {
    built = await buildCleared(clinic)
    await openNumbered(clinic.otherTrainer, built.clientId)
  })

  it('is to raise a red flag and to record an adverse event', async () => {
    const other = await buildClient(clinic)
    await openNumbered(clinic.otherTrainer, other)
    const member = await acting(clinic.otherTrainer)
    const asked = { clientId: other, at: new Date() }
    expect(await raiseRedFlag(member, { ...asked, sign: 'fainting', key: randomUUID() })).toMatchObject({ ok: true })
    const signs = { hasSoreness: false, hasSwelling: false, hasLessRange: false, isGrowing: false }
    const event = { ...asked, ...signs, sessionId: null, kind: 'dizziness', note: '', key: randomUUID() } as const
    expect(await recordAdverseEvent(member, event)).toMatchObject({ ok: true })
    await age(other, '61 minutes')
    const late = recordAdverseEvent(member, { ...event, key: randomUUID() })
    expect((await thrownResponse(late)).status).toBe(404)
  })

  it('is not to start a session, raise a program, or take oneself into the care team', async () => {
    const member = await acting(clinic.otherTrainer)
    const { clientId, programId } = built
    const at = new Date()
    const start = startSession(member, { key: randomUUID(), at, programId, place: 'clinic', painNrs: null })
    expect((await thrownResponse(start)).status).toBe(404)
    const content = {} as Parameters<typeof raiseProgram>[1]['content']
    const raised = raiseProgram(member, { key: randomUUID(), at, clientId, name: 'x', supervisedBy: null, content })
    expect((await thrownResponse(raised)).status).toBe(404)
    const join = addToCareTeam(member, { key: randomUUID(), at, clientId, memberId: member.memberId })
    expect((await thrownResponse(join)).status).toBe(404)
  })

  it('puts the client into no list, no search and no day, and stands over every page until it is over', async () => {
    const login = await findLogin(clinic.otherTrainer.idHash)
    if (!login) throw new Error('The login is open.')
    const { member } = login
    const at = new Date()
    const list = { sort: { by: 'name', direction: 'ascending' }, after: null, before: null, program: null } as const
    const seen = await readClinic(member, async (query) => [
      (await listClients(query, member, { ...list, isMine: false, withArchived: false, at })).rows.length,
      (await searchClients(query, member, { words: 'Lindqvist', withArchived: false, at })).rows.length,
      (await listToday(query, member, at)).programs.length,
    ])
    expect(seen).toEqual([0, 0, 0])
    const { emergencies } = await readClinic(member, (query) => shellOf(member, query))
    expect(emergencies).toContainEqual(expect.objectContaining({ clientId: built.clientId, minutesLeft: 60 }))
  })
})

describe('wrong details', () => {
  it('are answered alike for nobody and for another clinic’s client, noted as denials, and ten times at most', async () => {
    const own = await buildClinic(database)
    const clientId = await buildClient(own)
    const foreign = await numberOf(await buildClient(clinic))
    const wrong = (recordNumber: string) => open(own.otherTrainer, { recordNumber })
    const unknown = { ok: false, why: 'emergency-client-unknown' }
    expect([await wrong('R-none'), await wrong(foreign)]).toEqual([unknown, unknown])
    const raced = await Promise.all(Array.from({ length: 12 }, (_, at) => wrong(`R-${at}`)))
    const said = raced.map((outcome) => (outcome.ok ? '' : outcome.why)).sort()
    expect(said.filter((why) => why === 'emergency-client-unknown')).toHaveLength(8)
    expect(said.filter((why) => why === 'emergency-too-many-tries')).toHaveLength(4)
    expect(await openNumbered(own.otherTrainer, clientId)).toEqual({ ok: false, why: 'emergency-too-many-tries' })
    const denials = `select count(*)::int as n from access_events where clinic_id = $1 and kind = 'denial' and client_id is null`
    expect((await superuser.query(denials, [own.id])).rows[0].n).toBe(15)
    expect(await openNumbered(own.trainer, clientId)).toMatchObject({ why: 'client-yours-already' })
    await superuser.query('begin')
    await superuser.query('set local session_replication_role = replica')
    await superuser.query(
      `update access_events set recorded_at = recorded_at - interval '16 minutes' where clinic_id = $1`,
      [own.id],
    )
    await superuser.query('commit')
    expect(await openNumbered(own.otherTrainer, clientId)).toEqual({ ok: true, clientId })
  })
})

describe('who is told', () => {
  it('are the admins and the care team, at once, by notice and by mail with ids alone', async () => {
    const clientId = await buildClient(clinic)
    await openNumbered(clinic.otherTrainer, clientId)
    const { id } = await accessOf(clientId)
    const expected = [clinic.admin.memberId, clinic.trainer.memberId].sort()
    for (const table of ['notifications', 'outbox']) {
      const text = `select member_id, to_jsonb(t)::text as whole from ${table} t where kind = 'emergency-access' and subject_id = $1`
      const { rows } = await superuser.query(text, [id])
      expect(rows.map((row) => row.member_id).sort()).toEqual(expected)
      for (const { whole } of rows) expect(whole).not.toMatch(/Lindqvist|Collapsed/)
    }
  })

  it('and an admin who did not open it says whether it was in order', async () => {
    const clientId = await buildClient(clinic)
    await openNumbered(clinic.otherTrainer, clientId)
    await read(clinic.otherTrainer, clientId)
    const { id: accessId } = await accessOf(clientId)
    const admin = await acting(clinic.admin)
    const review = (finding: 'in-order' | 'not-in-order', note: string) =>
      reviewEmergencyAccess(admin, { key: randomUUID(), at: new Date(), accessId, finding, note })
    const listed = async (state: 'not-reviewed' | 'not-in-order') =>
      (await readClinic(admin, (query) => listEmergencyAccesses(query, admin, { after: null, state }))).rows
    expect(await listed('not-reviewed')).toContainEqual(
      expect.objectContaining({ id: accessId, pagesRead: 1, phase: 'open', reason, review: null }),
    )
    expect(await review('not-in-order', ' ')).toEqual({ ok: false, why: 'note-missing' })
    expect(await review('in-order', '')).toEqual({ ok: true })
    expect(await review('not-in-order', 'No emergency that day')).toEqual({ ok: true })
    expect((await listed('not-reviewed')).map(({ id }) => id)).not.toContain(accessId)
    expect(await listed('not-in-order')).toMatchObject([{ id: accessId, review: { note: 'No emergency that day' } }])
  })
})

describe('straight SQL', () => {
  const insert = `insert into emergency_accesses (clinic_id, id, client_id, member_id, reason, expires_at, occurred_at)
    values ($1, $2, $3, $4, $5, now() + $6::interval, now())`
  const put = (by: Who, clientId: string, { who = by, why = reason, lasts = '10 years' } = {}) => {
    const values = [clinic.id, v7(), clientId, who.memberId, why, lasts]
    return clinic.sql(by, insert, values).then(
      () => 'written',
      (error: Error) => error.message,
    )
  }

  it('opens for an hour, whatever the row says, and for nobody but who writes it', async () => {
    const clientId = await buildClient(clinic)
    const { otherTrainer, trainer, admin, therapist, trainerAndTherapist } = clinic
    expect(await put(otherTrainer, clientId, { who: trainer })).toBe('not-your-role')
    expect(await put(trainer, clientId, { who: otherTrainer })).toBe('not-your-role')
    expect(await put(admin, clientId)).toBe('not-your-role')
    expect(await put(therapist, clientId)).toBe('not-your-role')
    expect(await put(trainerAndTherapist, clientId)).toBe('client-yours-already')
    expect(await put(trainer, clientId)).toBe('client-yours-already')
    expect(await put(otherTrainer, clientId, { why: '         x' })).toContain('reason_check')
    expect(await put(otherTrainer, await buildClient(await buildClinic(database)))).toContain('foreign key')
    expect(await put(otherTrainer, clientId, { lasts: '-1 day' })).toBe('written')
    expect((await accessOf(clientId)).minutes).toBe(60)
    expect(await put(otherTrainer, clientId)).toBe('client-yours-already')
  })

  it('changes and deletes nothing of it, ends nobody else’s, and looks at none as a trainer', async () => {
    const clientId = await buildClient(clinic)
    await put(clinic.otherTrainer, clientId)
    const { id } = await accessOf(clientId)
    for (const change of [
      `update emergency_accesses set expires_at = now() + interval '1 day'`,
      'delete from emergency_accesses',
    ])
      await expect(clinic.sql(clinic.otherTrainer, change)).rejects.toThrow('permission denied')
    await expect(superuser.query(`delete from emergency_accesses where id = $1`, [id])).rejects.toThrow()
    const end = `insert into emergency_access_ends (clinic_id, id, access_id, client_id, ended_by, occurred_at) values ($1, $2, $3, $4, $5, now())`
    const ended = (who: Who) => clinic.sql(who, end, [clinic.id, v7(), id, clientId, who.memberId])
    await expect(ended(clinic.trainer)).rejects.toThrow('not-your-role')
    const look = `insert into emergency_access_reviews (clinic_id, id, access_id, client_id, finding, reviewed_by, occurred_at)
      values ($1, $2, $3, $4, 'in-order', $5, now())`
    const looked = (who: Who) => clinic.sql(who, look, [clinic.id, v7(), id, clientId, who.memberId])
    await expect(looked(clinic.otherTrainer)).rejects.toThrow('not-your-role')
    await age(clientId, '61 minutes')
    await expect(ended(clinic.otherTrainer)).rejects.toThrow('emergency-access-over')
    await looked(clinic.admin)
  })

  it('writes under it an adverse event, and no set, no program and no place in the care team', async () => {
    const { clientId } = await buildCleared(clinic)
    const { otherTrainer } = clinic
    const values = [clinic.id, v7(), clientId, otherTrainer.memberId]
    const adverse = `insert into adverse_events (clinic_id, id, client_id, kind, recorded_by, occurred_at) values ($1, $2, $3, 'dizziness', $4, now())`
    await expect(clinic.sql(otherTrainer, adverse, values)).rejects.toThrow('not-in-care-team')
    await put(otherTrainer, clientId)
    await clinic.sql(otherTrainer, adverse, values)
    const program = `insert into programs (clinic_id, id, client_id, name, raised_by, occurred_at) values ($1, $2, $3, 'x', $4, now())`
    await expect(clinic.sql(otherTrainer, program, values)).rejects.toThrow('not-in-care-team')
    const place = 'insert into care_team (clinic_id, client_id, member_id, added_by) values ($1, $2, $3, $3)'
    await expect(clinic.sql(otherTrainer, place, [clinic.id, clientId, otherTrainer.memberId])).rejects.toThrow(
      'not-in-care-team',
    )
    const set = `insert into sets (clinic_id, id, client_id, exercise, side, set_number, reps, occurred_at, performed_on, logged_by)
      values ($1, $2, $3, 'Leg extension', 'left', 1, 10, now(), current_date, $4)`
    await expect(clinic.sql(otherTrainer, set, values)).rejects.toThrow(/not-in-care-team/)
  })
})
