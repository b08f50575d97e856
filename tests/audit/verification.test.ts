/** Verifying from the page: slice by slice, kept for good, and naming the first link that does not hold. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { v7 } from 'uuid'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { findAuditEvent } from '~/data/audit-event.server'
import { findChainState } from '~/data/audit-state.server'
import { findOpenRun, findRun, listRuns, verifyOn } from '~/data/audit-verification.server'
import { appendWitness, newestWitnessed } from '~/data/audit-witness-file.server'
import { readClinic } from '~/database/door.server'
import { auditWitness } from '~/jobs/audit-witness.server'
import { buildClinic, type Clinic } from '../builders'
import { buildCleared } from '../builders-program'
import { useTestDatabase } from '../use-database'
import { buildWitnessed, headOf, rechain, superuserOf, witnessedAt } from './superuser'

const database = useTestDatabase()
let superuser: pg.Client
let folder: string
let witness: string
let clinic: Clinic

beforeAll(async () => {
  superuser = await superuserOf(database.urls.superuser)
  folder = await mkdtemp(join(tmpdir(), 'clearway-verification-'))
  witness = join(folder, 'audit-witness.log')
  vi.stubEnv('CLEARWAY_AUDIT_WITNESS', witness)
  clinic = await buildWitnessed(database, witness)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await superuser.end()
  await rm(folder, { recursive: true })
})

type Slicing = { runId?: string | null; key?: string; maxEvents?: number; signal?: AbortSignal; who?: Clinic['admin'] }

function slice({ runId = null, key = randomUUID(), maxEvents = 1_000_000, ...more }: Slicing = {}) {
  const signal = more.signal ?? new AbortController().signal
  return verifyOn(more.who ?? clinic.admin, { key, runId, at: new Date(), signal, maxEvents })
}

async function run(slicing: Slicing = {}) {
  let outcome = await slice(slicing)
  for (let count = 1; outcome?.ok && !outcome.isOver && count < 100; count += 1)
    outcome = await slice({ ...slicing, runId: outcome.runId })
  if (!outcome?.ok) throw new Error(`Refused: ${outcome?.why}`)
  const { runId } = outcome
  return readClinic(clinic.admin, (query) => findRun(query, runId))
}

const slicesOf = (runId: string) =>
  clinic.sql<{ from: number; to: number }>(
    clinic.admin,
    'select from_seq::int as from, to_seq::int as to from audit_verifications where run_id = $1 order by from_seq',
    [runId],
  )

describe('a chain nobody touched', () => {
  it('is whole to the event that was the newest when the check began', async () => {
    const head = await headOf(superuser, clinic.id)
    expect(await run()).toMatchObject({ toSeq: head, untilSeq: head, broken: null, isOver: true, byName: 'Ada Admin' })
  })

  it('is verified in slices that follow one another, stopped and gone on with', async () => {
    const head = await headOf(superuser, clinic.id)
    const first = await slice({ maxEvents: 10 })
    expect(first).toMatchObject({ ok: true, isOver: false })
    const runId = first?.ok ? first.runId : ''
    expect(await readClinic(clinic.admin, findOpenRun)).toMatchObject({ id: runId, toSeq: 10, untilSeq: head })
    await run({ runId, maxEvents: 25 })
    const slices = await slicesOf(runId)
    expect(slices.slice(0, 2)).toEqual([
      { from: 1, to: 10 },
      { from: 11, to: 35 },
    ])
    expect(slices.at(-1)?.to).toBe(head)
    expect(await readClinic(clinic.admin, findOpenRun)).toBeNull()
  })

  it('is written down once, though the form came twice', async () => {
    const key = randomUUID()
    const first = await slice({ key, maxEvents: 5 })
    expect(await slice({ key, maxEvents: 5 })).toEqual(first)
    const runId = first?.ok ? first.runId : ''
    const again = randomUUID()
    const [one, two] = await Promise.all([
      slice({ runId, key: again, maxEvents: 5 }),
      slice({ runId, key: again, maxEvents: 5 }),
    ])
    expect([one?.ok, two?.ok]).toEqual([true, true])
    const slices = await slicesOf(runId)
    expect(slices.map(({ from }) => from)).toEqual([...new Set(slices.map(({ from }) => from))])
  })

  it('of another clinic is no run here', async () => {
    const outcome = await slice({ maxEvents: 5 })
    const runId = outcome?.ok ? outcome.runId : ''
    const other = await buildClinic(database)
    expect(await slice({ runId, who: other.admin })).toBeNull()
    expect(await readClinic(other.admin, (query) => findRun(query, runId))).toBeNull()
    expect(await readClinic(other.admin, (query) => listRuns(query, 20))).toEqual([])
  })
})

describe('what somebody did to it with the server’s own rights', () => {
  const tables = ['audit_events', 'audit_details', 'audit_subjects', 'access_events']

  // The check itself adds an event, so all is put back as it was, and then is whole.
  beforeEach(async () => {
    await auditWitness(witness)(new Date(witnessedAt))
    for (const table of tables)
      await superuser.query(
        `create temp table kept_${table} as select * from ${table} where clinic_id = '${clinic.id}'`,
      )
  })
  afterEach(async () => {
    for (const table of tables) {
      await superuser.query(`delete from ${table} where clinic_id = '${clinic.id}'`)
      await superuser.query(`insert into ${table} overriding system value select * from kept_${table}`)
      await superuser.query(`drop table kept_${table}`)
    }
    expect(await run()).toMatchObject({ broken: null })
  })

  const ofEvent = (seq: number) => `where clinic_id = '${clinic.id}' and seq = ${seq}`
  const eventOf = (seq: number) => readClinic(clinic.admin, (query) => findAuditEvent(query, clinic.id, seq))

  it('names an altered event, by slices as in one go, and goes no further', async () => {
    await superuser.query(`update audit_events set actor_member_id = uuidv7() ${ofEvent(17)}`)
    const broken = { seq: 17, what: 'was altered' }
    expect(await run()).toMatchObject({ toSeq: 16, broken, isOver: true })
    const sliced = await run({ maxEvents: 4 })
    expect(sliced).toMatchObject({ toSeq: 16, broken, isOver: true })
    expect(await slice({ runId: sliced?.id ?? '' })).toMatchObject({ ok: true, isOver: true })
    expect((await readClinic(clinic.admin, (query) => listRuns(query, 1)))[0]).toMatchObject({ broken })
    expect(await eventOf(17)).toMatchObject({ fault: 'was altered', isFollowed: true })
  })

  it('names an altered detail', async () => {
    await superuser.query(`update audit_details set detail = '{}' ${ofEvent(20)}`)
    expect(await run()).toMatchObject({ broken: { seq: 20, what: 'had its detail altered' } })
    expect(await eventOf(20)).toMatchObject({ fault: 'had its detail altered' })
  })

  it('holds an event whose detail was erased for whole', async () => {
    await superuser.query(`delete from audit_details ${ofEvent(20)}`)
    expect(await run()).toMatchObject({ broken: null })
    expect(await eventOf(20)).toMatchObject({ fault: null, detail: null })
  })

  it('names the seal whose readings were altered, and the event that is no seal', async () => {
    const sealed = `from access_events where clinic_id = '${clinic.id}' and sealed_by is not null`
    const { rows } = await superuser.query<{ id: string; seal: string }>(
      `select min(id) as id, min(sealed_by) as seal ${sealed}`,
    )
    const seal = Number(rows[0]?.seal)
    await superuser.query(`update access_events set path_kind = 'routes/_index' where id = ${rows[0]?.id}`)
    const what = 'seals access events that were altered, added or removed'
    expect(await run()).toMatchObject({ broken: { seq: seal, what } })
    expect(await eventOf(seal)).toMatchObject({ fault: null, isSealWhole: false })
    await superuser.query(`update access_events set sealed_by = 9 where id = ${rows[0]?.id}`)
    expect(await run({ maxEvents: 5 })).toMatchObject({
      broken: { seq: 9, what: 'is no seal, but access events name it as theirs' },
    })
  })

  it('names an event that was taken out', async () => {
    await superuser.query(`delete from audit_events ${ofEvent(12)}`)
    expect(await run()).toMatchObject({ toSeq: 11, broken: { seq: 12, what: 'is missing' } })
    expect(await eventOf(12)).toBeNull()
    expect(await eventOf(13)).toMatchObject({ before: null, fault: 'does not follow event 12, which is missing' })
  })

  it('names the first of the newest that were cut off, by what the witness saw', async () => {
    const head = await headOf(superuser, clinic.id)
    for (const table of ['audit_details', 'audit_subjects', 'audit_events'])
      await superuser.query(`delete from ${table} where clinic_id = '${clinic.id}' and seq > ${head - 3}`)
    const seen = await newestWitnessed(witness, clinic.id)
    const state = await readClinic(clinic.admin, (query) => findChainState(query, seen))
    expect(state.witnessed).toEqual({ seq: head, at: witnessedAt, isThere: false })
    expect(await run()).toMatchObject({
      toSeq: head - 3,
      untilSeq: head,
      broken: { seq: head - 2, what: `and all after it are missing: the witness saw event ${head} at ${witnessedAt}` },
    })
  })

  it('shows in a chain that was hashed anew, by the head the witness saw', async () => {
    const head = await headOf(superuser, clinic.id)
    await superuser.query(`update audit_events set kind = 'members.update' ${ofEvent(head - 5)}`)
    await rechain(superuser, clinic.id, head - 5)
    expect(await run()).toMatchObject({
      toSeq: head - 1,
      broken: { seq: head, what: `is not the one the witness saw at ${witnessedAt}` },
    })
  })

  it('shows where what was verified already is changed behind the check', async () => {
    const first = await slice({ maxEvents: 10 })
    await superuser.query(`update audit_events set kind = 'members.update' ${ofEvent(10)}`)
    await rechain(superuser, clinic.id, 10)
    const runId = first?.ok ? first.runId : ''
    expect(await run({ runId })).toMatchObject({ toSeq: 10, broken: { seq: 11, what: 'does not follow event 10' } })
  })
})

describe('a check as the app’s own role would forge it', () => {
  const forge = (values: Record<string, unknown>, who = clinic.admin) => {
    const row = {
      clinic_id: clinic.id,
      id: v7(),
      run_id: v7(),
      verified_by: who.memberId,
      from_seq: 1,
      to_seq: 5,
      until_seq: 5,
      head_hash: '0'.repeat(64),
      occurred_at: new Date(),
      ...values,
    }
    const names = Object.keys(row)
    return clinic.sql(
      who,
      `insert into audit_verifications (${names.join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
      Object.values(row),
    )
  }

  it.each<[string, Record<string, unknown>, string]>([
    ['that ends at a link the chain does not have', {}, 'content-changed'],
    ['that follows none', { from_seq: 3 }, 'content-changed'],
    ['beyond its own end', { to_seq: 9, broken_seq: 9, broken_what: 'was altered' }, 'check'],
    ['broken without a word', { broken_seq: 3 }, 'check'],
    ['in the name of another', { verified_by: v7() }, 'not-your-role'],
  ])('is refused: one %s', async (_what, values, says) => {
    await expect(forge(values)).rejects.toThrow(says)
  })

  it('is refused to who is no admin', async () => {
    await expect(forge({}, clinic.therapist)).rejects.toThrow('not-your-role')
  })

  it.each(['update audit_verifications set broken_seq = null', 'delete from audit_verifications'])(
    'is never changed: %s',
    async (statement) => {
      await expect(clinic.sql(clinic.admin, statement)).rejects.toThrow('permission denied')
    },
  )

  it('is itself an event of the chain', async () => {
    const { rows } = await superuser.query(
      "select 1 from audit_events where clinic_id = $1 and kind = 'audit_verifications.insert'",
      [clinic.id],
    )
    expect(rows.length).toBeGreaterThan(5)
  })
})

describe('the newest line of the witness', () => {
  it('is found behind many lines of other clinics and a torn one', async () => {
    const path = join(folder, 'long.log')
    const line = (id: string, seq: number) => ({ clinic: id, seq, hash: 'a'.repeat(64), at: witnessedAt })
    await appendWitness(path, [line(clinic.id, 3), line(clinic.id, 4)])
    await appendWitness(
      path,
      Array.from({ length: 3_000 }, (_, index) => line(v7(), index + 1)),
    )
    expect(await newestWitnessed(path, clinic.id)).toMatchObject({ seq: 4 })
    expect(await newestWitnessed(path, v7())).toBeNull()
    expect(await newestWitnessed(join(folder, 'none.log'), clinic.id)).toBeNull()
  })

  it('tells how much of the chain nobody outside has seen', async () => {
    await auditWitness(witness)(new Date(witnessedAt))
    const head = await headOf(superuser, clinic.id)
    await buildCleared(clinic)
    const seen = await newestWitnessed(witness, clinic.id)
    const state = await readClinic(clinic.admin, (query) => findChainState(query, seen))
    expect(state).toMatchObject({ witnessed: { seq: head, isThere: true }, unsealed: 0 })
    expect(state.head?.seq).toBeGreaterThan(head)
  })
})
