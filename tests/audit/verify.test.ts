/** Verifying: each thing a superuser may do to the audit is found, and named where it was done. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { verifyIn } from '~/data/audit-verify.server'
import { readWitness, witnessSize } from '~/data/audit-witness-file.server'
import { buildClinic, type Clinic } from '../builders'
import { useTestDatabase } from '../use-database'
import { buildWitnessed, forget, headOf, rechain, renumber, superuserOf, witnessedAt } from './superuser'

const database = useTestDatabase()
let superuser: pg.Client
let folder: string
let witness: string
let clinic: Clinic
let headSeq: number

beforeAll(async () => {
  superuser = await superuserOf(database.urls.superuser)
  folder = await mkdtemp(join(tmpdir(), 'clearway-witness-'))
  witness = join(folder, 'audit-witness.log')
  clinic = await buildWitnessed(database, witness)
  headSeq = await headOf(superuser, clinic.id)
})
afterAll(async () => {
  await superuser.end()
  await rm(folder, { recursive: true })
})
beforeEach(() => superuser.query('begin'))
afterEach(() => superuser.query('rollback'))

const verified = async (path = witness) => {
  const report = await verifyIn(superuser, readWitness(path, await witnessSize(path)))
  const chain = report.chains.find(({ clinicId }) => clinicId === clinic.id)
  const others = report.chains.filter((one) => one !== chain && one.fault)
  return { isWhole: report.isWhole, unguarded: report.unguarded, fault: chain?.fault, chain, others }
}
const attack = (text: string, values: unknown[] = []) => superuser.query(text, values)
const event = (assignment: string, seq = 5) =>
  attack(`update audit_events set ${assignment} where clinic_id = '${clinic.id}' and seq = ${seq}`)
const broken = (seq: number, what: string) => ({ isWhole: false, fault: { seq, what }, others: [] })

describe('a chain nobody touched', () => {
  it('is whole, witnessed to its head', async () => {
    expect(await verified()).toMatchObject({
      isWhole: true,
      fault: null,
      chain: { events: headSeq, erased: 0, sealed: 5, unsealed: 0, unwitnessed: 0 },
    })
  })

  it('stays whole when details are erased, and says how many', async () => {
    await attack('delete from audit_details where clinic_id = $1 and seq in (3, 7)', [clinic.id])
    expect(await verified()).toMatchObject({ isWhole: true, chain: { events: headSeq, erased: 2 } })
  })
})

describe('an altered event is named', () => {
  it.each([
    "kind = 'members.update'",
    'actor_member_id = uuidv7()',
    "actor_member_id = '00000000-0000-0000-0000-000000000000'",
    "table_name = 'clients'",
    "row_id = row_id || ' '",
    "occurred_at = occurred_at + interval '1 microsecond'",
    "recorded_at = recorded_at - interval '1 day'",
    "detail_hash = sha256('x')",
    "hash = sha256('x')",
  ])('by its number after: %s', async (assignment) => {
    await event(assignment)
    expect(await verified()).toMatchObject(broken(5, 'was altered'))
  })

  it('when text moves from one field into the next', async () => {
    await event('table_name = table_name || left(row_id, 1), row_id = substr(row_id, 2)')
    expect(await verified()).toMatchObject(broken(5, 'was altered'))
  })

  it('by the one after it when its own hash was computed anew', async () => {
    await event("kind = 'members.update'")
    await event(
      'hash = sha256(audit_stamp(clinic_id, seq, kind, actor_member_id, table_name, row_id, occurred_at, recorded_at) || detail_hash || previous_hash)',
    )
    expect(await verified()).toMatchObject(broken(6, 'does not follow event 5'))
  })

  it('by the witness when all hashes after it were computed anew', async () => {
    await event("kind = 'members.update'")
    await rechain(superuser, clinic.id, 5)
    expect(await verified()).toMatchObject(broken(headSeq, `is not the one the witness saw at ${witnessedAt}`))
  })
})

describe('a detail', () => {
  it('that was altered is named by its event', async () => {
    await attack(
      `update audit_details set detail = replace(detail, 'Maya', 'Nobody') where clinic_id = $1 and seq = 2`,
      [clinic.id],
    )
    expect(await verified()).toMatchObject(broken(2, 'had its detail altered'))
  })

  it('that was given another salt is named by its event', async () => {
    await attack('update audit_details set salt = substr(sha256(salt), 1, 16) where clinic_id = $1 and seq = 4', [
      clinic.id,
    ])
    expect(await verified()).toMatchObject(broken(4, 'had its detail altered'))
  })

  it('cannot lend its first byte to the salt', async () => {
    const text = `update audit_details set salt = salt || convert_to(left(detail, 1), 'UTF8'), detail = substr(detail, 2)
      where clinic_id = $1 and seq = 4`
    await expect(attack(text, [clinic.id])).rejects.toThrow('audit_details_salt_check')
  })
})

describe('order', () => {
  it('is found out where two events changed places', async () => {
    for (const table of ['audit_events', 'audit_details']) {
      for (const [from, to] of [
        [5, 1_000_000],
        [8, 5],
        [1_000_000, 8],
      ]) {
        await attack(`update ${table} set seq = ${to} where clinic_id = $1 and seq = ${from}`, [clinic.id])
      }
    }
    expect(await verified()).toMatchObject(broken(5, 'does not follow event 4'))
  })

  it('is found out where an event was taken out', async () => {
    await attack('delete from audit_events where clinic_id = $1 and seq = 5', [clinic.id])
    expect(await verified()).toMatchObject(broken(5, 'is missing'))
  })

  it('is found out where the gap was closed', async () => {
    await attack('delete from audit_details where clinic_id = $1 and seq = 5', [clinic.id])
    await attack('delete from audit_events where clinic_id = $1 and seq = 5', [clinic.id])
    await renumber(superuser, clinic.id, 6, -1)
    expect(await verified()).toMatchObject(broken(5, 'does not follow event 4'))
    await rechain(superuser, clinic.id, 5)
    expect(await verified()).toMatchObject({ isWhole: false, others: [] })
  })

  it('is found out where an event moved in from another clinic', async () => {
    const other = await buildClinic(database)
    await attack('delete from audit_events where clinic_id = $1 and seq = 5', [clinic.id])
    await attack('update audit_events set clinic_id = $1 where clinic_id = $2 and seq = 5', [clinic.id, other.id])
    const { isWhole, fault, others } = await verified()
    expect([isWhole, fault?.seq, others.map(({ fault }) => fault)]).toEqual([
      false,
      5,
      [{ seq: 5, what: 'is missing' }],
    ])
  })
})

describe('a cut', () => {
  const cut = async (events: number) => {
    for (const table of ['audit_details', 'audit_events']) {
      await attack(`delete from ${table} where clinic_id = $1 and seq > $2`, [clinic.id, headSeq - events])
    }
  }

  it('of the newest is found, because the witness knows a later head', async () => {
    await attack('update access_events set sealed_by = null where clinic_id = $1', [clinic.id])
    await cut(3)
    const what = `and all after it are missing: the witness saw event ${headSeq} at ${witnessedAt}`
    expect(await verified()).toMatchObject(broken(headSeq - 2, what))
  })

  it('of everything is found, witness or not', async () => {
    await cut(headSeq)
    expect(await verified()).toMatchObject({ isWhole: false, fault: { seq: 1 }, others: [] })
    expect(await verified(join(folder, 'never-written.log'))).toMatchObject({ isWhole: false, others: [] })
  })

  it('of the whole clinic is found by the witness', async () => {
    await forget(superuser, clinic.id)
    expect(await verified()).toMatchObject({ isWhole: false, fault: { seq: 1 }, others: [] })
  })
})

describe('sealed access events', () => {
  it.each([
    ["update access_events set path_kind = 'routes/_index' where id = $1"],
    ["update access_events set recorded_at = recorded_at + interval '1 second' where id = $1"],
    ['update access_events set member_id = uuidv7() where id = $1'],
    ['delete from access_events where id = $1'],
    ['update access_events set sealed_by = null where id = $1'],
  ])('are held to their seal after: %s', async (text) => {
    const { rows } = await attack('select min(id) + 2 as id from access_events where clinic_id = $1', [clinic.id])
    await attack(text, [(rows[0] as { id: string }).id])
    expect(await verified()).toMatchObject(broken(headSeq, 'seals access events that were altered, added or removed'))
  })

  it('cannot be given to an event that is no seal', async () => {
    await attack('update access_events set sealed_by = 4 where clinic_id = $1', [clinic.id])
    expect(await verified()).toMatchObject(broken(4, 'is no seal, but access events name it as theirs'))
  })
})

describe('what guards it', () => {
  it('is named when a trigger was switched off', async () => {
    await attack('alter table sets disable trigger a_audit')
    expect(await verified()).toMatchObject({ isWhole: false, unguarded: ['sets'], fault: null })
  })
})
