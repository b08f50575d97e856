/** Audits of clearances: drawn by the database alone, repeated from the seed, found by an admin who did not sign. */
import { createHash, randomUUID } from 'node:crypto'
import { v7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { drawAudit, findAudit, listAudits, recordAuditFinding } from '~/data/clearance-audits.server'
import { clinicDay } from '~/data/clinic-clock.server'
import { findProof } from '~/data/proof.server'
import { readClinic } from '~/database/door.server'
import { acting } from '../acting'
import { buildClinic, type Clinic, inOne, type Who } from '../builders'
import { buildCleared, buildClient, buildDraft, buildScreening, sign, submit } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
const now = new Date()
let clinic: Clinic
let today: string
let cleared: string[]

beforeAll(async () => {
  clinic = await buildClinic(database)
  // Seven clearances of today, and one that was declined.
  for (let count = 0; count < 7; count += 1) await buildCleared(clinic)
  const clientId = await buildClient(clinic)
  await buildScreening(clinic, clientId)
  await sign(clinic, await submit(clinic, await buildDraft(clinic, clientId)), { outcome: 'declined' })
  today = await readClinic(clinic.admin, (query) => clinicDay(query, now))
  const rows = await clinic.sql<{ id: string }>(clinic.admin, `select id from decisions where outcome = 'cleared'`)
  cleared = rows.map(({ id }) => id)
})

const draw = async (by: Who, change: Partial<Parameters<typeof drawAudit>[1]> = {}) =>
  drawAudit(await acting(by), { key: randomUUID(), at: now, from: today, until: today, sampleSize: 3, ...change })

async function drawn(sampleSize = 3) {
  const outcome = await draw(clinic.admin, { sampleSize })
  if (!outcome.ok) throw new Error(outcome.why)
  const audit = await readClinic(clinic.admin, (query) => findAudit(query, outcome.auditId))
  if (!audit) throw new Error('It was drawn just now.')
  return audit
}

type Found = Parameters<typeof recordAuditFinding>[1]
const found = async (by: Who, auditId: string, decisionId: string, change: Partial<Found> = {}) =>
  recordAuditFinding(await acting(by), {
    ...{ key: randomUUID(), at: now, auditId, decisionId, finding: 'in-order', note: '' },
    ...change,
  })

describe('a draw', () => {
  it('takes what sha256 of seed and id puts first, of the clearances alone', async () => {
    const { seed, items, population, isRepeatable } = await drawn()
    const inOrder = cleared
      .map((id) => ({
        id,
        key: createHash('sha256')
          .update(seed + id)
          .digest('hex'),
      }))
      .sort((one, other) => (one.key < other.key ? -1 : 1))
    expect(items.map(({ decisionId }) => decisionId)).toEqual(inOrder.slice(0, 3).map(({ id }) => id))
    expect([population, isRepeatable]).toEqual([7, true])
  })

  it('of more than there are takes them all', async () => {
    const { items, population, sampleSize } = await drawn(50)
    expect([items.length, population, sampleSize]).toEqual([7, 7, 50])
  })

  it('stays what it was when more is cleared afterwards', async () => {
    const other = await buildClinic(database)
    await buildCleared(other)
    const outcome = await drawAudit(await acting(other.admin), {
      ...{ key: randomUUID(), at: now, from: today, until: today, sampleSize: 5 },
    })
    if (!outcome.ok) throw new Error(outcome.why)
    await buildCleared(other)
    const audit = await readClinic(other.admin, (query) => findAudit(query, outcome.auditId))
    expect(audit).toMatchObject({ population: 1, drawn: 1, isRepeatable: true })
  })

  it('sent twice is one', async () => {
    const key = randomUUID()
    const [first, second] = [await draw(clinic.admin, { key }), await draw(clinic.admin, { key })]
    expect(first).toEqual(second)
  })

  it.each([
    ['ends before it begins', { from: '2026-01-02', until: '2026-01-01' }, 'period-out-of-order'],
    ['lies in the future', { until: '2999-01-01' }, 'period-out-of-order'],
    ['holds no clearance', { from: '2020-01-01', until: '2020-01-31' }, 'nothing-to-audit'],
  ])('of a period that %s is refused', async (_, change, why) => {
    expect(await draw(clinic.admin, change)).toEqual({ ok: false, why })
  })

  it('by a clinician is refused, and of another clinic not found', async () => {
    expect(await draw(clinic.doctor)).toEqual({ ok: false, why: 'not-your-role' })
    const { id } = await drawn()
    const other = await buildClinic(database)
    expect(await readClinic(other.admin, (query) => findAudit(query, id))).toBeNull()
    expect(await readClinic(other.admin, (query) => listAudits(query, null))).toEqual({ rows: [], next: null })
  })
})

describe('a finding', () => {
  it('is counted, stands on the proof, and is corrected by a later one while both stay', async () => {
    const { id, items } = await drawn()
    const decisionId = items[0]?.decisionId ?? ''
    await found(clinic.admin, id, decisionId, { finding: 'not-in-order', note: 'No test result' })
    await found(clinic.admin, id, decisionId, { finding: 'in-order', note: 'Found it' })
    const audit = await readClinic(clinic.admin, (query) => findAudit(query, id))
    expect(audit).toMatchObject({ drawn: 3, looked: 1, notInOrder: 0 })
    expect(audit?.items[0]?.found).toMatchObject({ finding: 'in-order', note: 'Found it', by: 'Ada Admin' })
    const proof = await readClinic(clinic.admin, (query) => findProof(query, decisionId, now))
    const ofThis = proof?.audits.filter(({ auditId }) => auditId === id)
    expect(ofThis).toMatchObject([
      { finding: 'in-order', isCorrected: false },
      { finding: 'not-in-order', note: 'No test result', isCorrected: true },
    ])
    const { rows } = await readClinic(clinic.admin, (query) => listAudits(query, null))
    expect(rows.find((row) => row.id === id)).toMatchObject({ looked: 1, drawn: 3 })
  })

  it('other than in order wants a note', async () => {
    const { id, items } = await drawn()
    const outcome = await found(clinic.admin, id, items[0]?.decisionId ?? '', { finding: 'question', note: ' ' })
    expect(outcome).toEqual({ ok: false, why: 'note-missing' })
  })

  it('of a clearance that was not drawn is not found', async () => {
    const { id, items } = await drawn()
    const other = cleared.find((each) => !items.some(({ decisionId }) => decisionId === each)) ?? ''
    await expect(found(clinic.admin, id, other)).rejects.toMatchObject({ status: 404 })
  })

  it('by the admin who signed it is refused, and by another is not', async () => {
    const { id, items } = await drawn()
    const decisionId = items[0]?.decisionId ?? ''
    await makeAdmin(clinic.therapist)
    expect(await found(clinic.therapist, id, decisionId)).toEqual({ ok: false, why: 'own-decision' })
    await expect(insertFinding(clinic.therapist, id, decisionId)).rejects.toThrow('own-decision')
    expect(await found(clinic.admin, id, decisionId)).toMatchObject({ ok: true })
  })
})

async function makeAdmin({ memberId }: Who) {
  await clinic.owner(`insert into member_roles (clinic_id, member_id, role) values ($1, $2, 'admin')`, [
    clinic.id,
    memberId,
  ])
}

const insertFinding = (by: Who, auditId: string, decisionId: string, finding = 'in-order', foundBy = by.memberId) =>
  clinic.sql(
    by,
    `insert into clearance_audit_findings (clinic_id, id, audit_id, decision_id, finding, note, found_by, occurred_at)
     values ($1, $2, $3, $4, $5, '', $6, now())`,
    [clinic.id, v7(), auditId, decisionId, finding, foundBy],
  )

const insertDraw = (by: Who, drawnBy = by.memberId, size = 3) =>
  clinic.sql<{ seed: string }>(
    by,
    `insert into clearance_audits (clinic_id, id, drawn_by, from_on, until_on, sample_size, occurred_at, time_zone, population, through_seq, seed)
     values ($1, $2, $3, $4, $4, $5, now(), 'UTC', 1, 0, repeat('a', 64)) returning seed`,
    [clinic.id, v7(), drawnBy, today, size],
  )

describe('straight SQL as the app', () => {
  it('cannot choose the seed of a draw, nor who drew it, nor how many', async () => {
    const [row] = await insertDraw(clinic.admin)
    expect(row?.seed).toMatch(/^[0-9a-f]{64}$/)
    expect(row?.seed).not.toBe('a'.repeat(64))
    await expect(insertDraw(clinic.trainer)).rejects.toThrow('not-your-role')
    await expect(insertDraw(clinic.trainer, clinic.admin.memberId)).rejects.toThrow('not-your-role')
    await expect(insertDraw(clinic.admin, clinic.admin.memberId, 51)).rejects.toThrow('sample_size')
  })

  it('cannot add to a draw', async () => {
    const { id, items } = await drawn()
    const other = cleared.find((each) => !items.some(({ decisionId }) => decisionId === each)) ?? ''
    const text = 'insert into clearance_audit_items (clinic_id, audit_id, decision_id, place) values ($1, $2, $3, 9)'
    await expect(clinic.sql(clinic.admin, text, [clinic.id, id, other])).rejects.toThrow('permission denied')
    await expect(insertFinding(clinic.admin, id, other)).rejects.toThrow('foreign key')
  })

  it('cannot write a finding for somebody else, as no admin, or without its note', async () => {
    const { id, items } = await drawn()
    const decisionId = items[0]?.decisionId ?? ''
    await expect(insertFinding(clinic.doctor, id, decisionId)).rejects.toThrow('not-your-role')
    const forged = insertFinding(clinic.doctor, id, decisionId, 'in-order', clinic.admin.memberId)
    await expect(forged).rejects.toThrow('not-your-role')
    await expect(insertFinding(clinic.admin, id, decisionId, 'question')).rejects.toThrow('noted_unless_in_order')
    await expect(insertFinding(clinic.admin, id, decisionId, 'fine')).rejects.toThrow('finding_check')
  })

  it.each(['clearance_audits', 'clearance_audit_items', 'clearance_audit_findings'])(
    'cannot change or remove a row of %s, and neither can its owner',
    async (table) => {
      const { id, items } = await drawn()
      await insertFinding(clinic.admin, id, items[0]?.decisionId ?? '')
      for (const text of [`update ${table} set clinic_id = clinic_id`, `delete from ${table}`]) {
        await expect(clinic.sql(clinic.admin, text)).rejects.toThrow('permission denied')
        await expect(inOne(database.urls.owner, clinic.admin, (rows) => rows(text))).rejects.toThrow('immutable')
      }
    },
  )

  it('is remembered in the chain: the draw, what came, and what was found', async () => {
    const { id, items } = await drawn(1)
    await insertFinding(clinic.admin, id, items[0]?.decisionId ?? '')
    const kinds = await clinic.sql<{ kind: string }>(
      clinic.admin,
      `select e.kind from audit_events e join audit_details d on d.clinic_id = e.clinic_id and d.seq = e.seq
       where d.detail like $1 order by e.seq`,
      [`%${id}%`],
    )
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'clearance_audits.insert',
      'clearance_audit_items.insert',
      'clearance-audit.in-order',
    ])
  })
})
