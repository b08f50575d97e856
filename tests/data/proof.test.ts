/** The proof of a decision, and the numbers beside the register, against histories worked out by hand. */
import pg from 'pg'
import { v7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { isIncidentKey, listIncidents } from '~/data/incidents.server'
import { isOutsideKey, listOutsideSessions, listTrainersOutside } from '~/data/outside-clearance.server'
import { listClinicianOverrides, listRuleOverrides } from '~/data/overrides.server'
import { findAftermath, findClearanceId, findProof } from '~/data/proof.server'
import { readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import type { LookBack } from '~/domain/look-back'
import { standingOf } from '~/domain/proof'
import { readSigned } from '~/domain/signed-content'
import { buildClinic, type Clinic } from '../builders'
import {
  type Built,
  buildCleared,
  buildClient,
  buildDraft,
  buildScreening,
  buildVersion,
  sign,
  submit,
  train,
} from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
const now = new Date()
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)

const ask = <T>(work: (query: Query) => Promise<T>, of = clinic) => readClinic(of.admin, work)

async function decisionOf({ versionId }: Pick<Built, 'versionId'>, of = clinic): Promise<string> {
  const [row] = await of.sql<{ id: string }>(of.admin, 'select id from decisions where version_id = $1 order by seq', [
    versionId,
  ])
  return row?.id ?? ''
}

async function deviate(sessionId: string, at: Date, of = clinic) {
  await of.sql(
    of.trainer,
    `insert into deviations (clinic_id, id, session_id, kind, says, reason, recorded_by, occurred_at)
     values ($1, $2, $3, 'load-above', '12 kg, cleared for 9 kg', 'Wrong plate', $4, $5)`,
    [of.id, v7(), sessionId, of.trainer.memberId, at],
  )
}

async function raiseFlag(clientId: string, at: Date, of = clinic) {
  await of.sql(
    of.trainer,
    `insert into red_flags (clinic_id, id, client_id, sign, needs_assessment, detail, raised_by, occurred_at)
     values ($1, $2, $3, 'calf-pain', true, 'Left calf', $4, $5)`,
    [of.id, v7(), clientId, of.trainer.memberId, at],
  )
}

beforeAll(async () => {
  clinic = await buildClinic(database)
})

describe('the proof of a clearance', () => {
  it('holds the manifest, the version as it was signed, the screening, its link in the chain and the content whole', async () => {
    const built = await buildCleared(clinic)
    const proof = await ask(async (query) => findProof(query, await decisionOf(built), now))
    expect(proof).toMatchObject({
      decision: {
        outcome: 'cleared',
        signerName: 'Lin Chen',
        signedAs: 'physical-therapist',
        licenceNumber: 'PT-1002',
        licenceValidUntil: '2099-12-31',
        timeZone: 'Europe/Berlin',
        contentHash: built.contentHash,
      },
      client: { givenName: 'Ana', familyName: 'Lindqvist', birthDate: '1990-05-04' },
      version: { number: 1, status: 'cleared', submittedBy: 'Maya Ruiz' },
      screening: { by: 'Maya Ruiz', systolic: 118, diastolic: 76 },
      risk: 'standard',
      isContentWhole: true,
      before: null,
      after: null,
      sessions: { total: 0, first: null, last: null, outside: 0, deviations: 0, struck: 0 },
      audits: [],
    })
    const [event] = await clinic.sql<{ seq: string; hash: string }>(
      clinic.admin,
      `select seq, encode(hash, 'hex') as hash from audit_events where kind = 'decision.cleared' and row_id = $1`,
      [proof?.decision.id],
    )
    expect(proof?.link).toEqual({ seq: Number(event?.seq), hash: event?.hash })
    expect(readSigned(proof?.version.content ?? '')).toMatchObject({
      programName: 'Knee, return from injury',
      number: 1,
      content: {
        diagnosis: 'ACL reconstruction',
        prescriptions: [{ exercise: 'Leg extension', reps: [30, 15, 15, 15] }],
      },
    })
    expect(proof && standingOf(proof)).toBe('in-force')
  })

  it('shows the finding with the trainer’s why in the signed text, and the clinician’s answer', async () => {
    const clientId = await buildClient(clinic)
    await buildScreening(clinic, clientId)
    const built = await submit(clinic, await buildDraft(clinic, clientId, { severity: 'justify' }))
    const [finding] = await clinic.sql<{ id: string }>(
      clinic.therapist,
      'select id from findings where version_id = $1',
      [built.versionId],
    )
    await sign(clinic, built, { answers: [finding?.id ?? ''] })
    const proof = await ask(async (query) => findProof(query, await decisionOf(built), now))
    expect(readSigned(proof?.version.content ?? '')?.findings).toMatchObject([
      { id: finding?.id, ruleId: 'pressure', value: '90 %', why: 'No response at 80' },
    ])
    expect(proof?.decision.answers).toMatchObject([{ id: finding?.id, answer: 'Seen and meant', isCured: false }])
  })

  it('shows what was signed when a line was changed behind it, and that nothing runs under it', async () => {
    const built = await buildCleared(clinic)
    const superuser = new pg.Client({ connectionString: database.urls.superuser })
    await superuser.connect()
    await superuser.query('set session_replication_role = replica')
    await superuser.query('update prescriptions set load_percent = 60 where id = $1', [built.lineId])
    await superuser.end()
    const proof = await ask(async (query) => findProof(query, await decisionOf(built), now))
    expect(readSigned(proof?.version.content ?? '')?.content.prescriptions[0]?.load).toEqual({
      kind: 'percent-1rm',
      percent: 30,
    })
    expect(proof?.isContentWhole).toBe(false)
    expect(proof && standingOf(proof)).toBe('not-whole')
  })

  it('is found by its version as a clearance, and not by a version that none cleared', async () => {
    const built = await buildCleared(clinic)
    const declined = await buildVersion(clinic, built.programId, 2, { kind: 'amendment' })
    const again = await submit(clinic, { ...built, ...declined })
    await sign(clinic, again, { outcome: 'declined' })
    const find = (versionId: string) => ask((query) => findClearanceId(query, built.programId, versionId))
    expect(await find(built.versionId)).toBe(await decisionOf(built))
    expect(await find(declined.versionId)).toBeNull()
  })

  it('of another clinic is not there', async () => {
    const other = await buildClinic(database)
    const id = await decisionOf(await buildCleared(clinic))
    expect(await ask((query) => findProof(query, id, now), other)).toBeNull()
    expect(await ask((query) => findAftermath(query, id), other)).toEqual({ events: [], more: 0 })
  })
})

describe('what happened after a clearance', () => {
  it('is counted and dated: sessions, outside and struck ones, deviations, a red flag, and the end', async () => {
    const built = await buildCleared(clinic, { at: daysAgo(20) })
    const first = await train(clinic, built, { at: daysAgo(18) })
    await deviate(first, daysAgo(18))
    await raiseFlag(built.clientId, daysAgo(10))
    const outside = { kind: 'reported', outsideReason: 'At home, with the hold open' } as const
    await train(clinic, built, { ...outside, at: daysAgo(8) })
    const struck = await train(clinic, built, { ...outside, at: daysAgo(7) })
    await clinic.sql(
      clinic.trainer,
      `insert into strikes (clinic_id, subject, subject_id, client_id, reason, struck_by, occurred_at)
       values ($1, 'session', $2, $3, 'Entered twice', $4, $5)`,
      [clinic.id, struck, built.clientId, clinic.trainer.memberId, daysAgo(6)],
    )
    await sign(clinic, built, { outcome: 'revoked', reason: 'Calf swollen', at: daysAgo(5) })
    const id = await decisionOf(built)
    const proof = await ask((query) => findProof(query, id, now))
    expect(proof?.sessions).toMatchObject({ total: 2, outside: 1, deviations: 1, struck: 1 })
    expect(proof?.endedBy).toMatchObject({ outcome: 'revoked', signerName: 'Lin Chen' })
    expect(proof && standingOf(proof)).toBe('revoked')
    const { events, more } = await ask((query) => findAftermath(query, id))
    expect(more).toBe(0)
    expect(events.map(({ kind, by }) => [kind, by])).toEqual([
      ['decision', 'Lin Chen'],
      ['ended', null],
      // That a session with restriction was struck through.
      ['deviation', 'Maya Ruiz'],
      ['outside-clearance', 'Maya Ruiz'],
      ['outside-clearance', 'Maya Ruiz'],
      ['red-flag', 'Maya Ruiz'],
      ['deviation', 'Maya Ruiz'],
      ['started', null],
    ])
    expect(events[3]).toMatchObject({ isStruck: true, reason: 'At home, with the hold open' })
    expect(events[5]).toMatchObject({ sign: 'calf-pain', detail: 'Left calf' })
  })

  it('names the next version as what took its place, and the one before it', async () => {
    const built = await buildCleared(clinic, { at: daysAgo(3) })
    const next = await buildVersion(clinic, built.programId, 2, { kind: 'amendment', at: daysAgo(2) })
    const again = await submit(clinic, { ...built, ...next }, clinic.trainer, daysAgo(2))
    await sign(clinic, again, { at: daysAgo(1) })
    const proof = await ask(async (query) => findProof(query, await decisionOf(built), now))
    expect(proof?.after).toMatchObject({ versionNumber: 2, outcome: 'cleared' })
    expect(proof && standingOf(proof)).toBe('superseded')
    const second = await ask(async (query) => findProof(query, await decisionOf(again), now))
    expect(second?.before).toMatchObject({ versionNumber: 1 })
  })

  it('is bounded: the newest 50, and how many more', async () => {
    const built = await buildCleared(clinic, { at: daysAgo(3) })
    const session = await train(clinic, built, { at: daysAgo(2) })
    await clinic.as(clinic.trainer, async (rows) => {
      await rows(
        `insert into deviations (clinic_id, id, session_id, kind, says, reason, recorded_by, occurred_at)
         select $1, uuidv7(), $2, 'reps-above', 'one more', 'felt good', $3, $4::timestamptz + n * interval '1 second'
         from generate_series(1, 54) n`,
        [clinic.id, session, clinic.trainer.memberId, daysAgo(2)],
      )
    })
    const { events, more } = await ask(async (query) => findAftermath(query, await decisionOf(built)))
    // 54 deviations and the start.
    expect([events.length, more]).toEqual([50, 5])
  })
})

describe('overrides', () => {
  let own: Clinic
  beforeAll(async () => {
    own = await buildClinic(database)
    const ways = [
      { at: daysAgo(100), waits: 10, outcome: 'cleared' },
      { at: daysAgo(10), waits: 60, outcome: 'cleared' },
      { at: daysAgo(9), waits: 120, outcome: 'cleared-with-limits', isCured: true, maxLoadPercent: 25 },
      { at: daysAgo(8), waits: 240, outcome: 'changes-requested' },
    ] as const
    for (const { at, waits, ...signing } of ways) {
      const clientId = await buildClient(own)
      await buildScreening(own, clientId, { at })
      const built = await submit(own, await buildDraft(own, clientId, { severity: 'justify', at }), own.trainer, at)
      const text = 'select id from findings where version_id = $1'
      const [finding] = await own.sql<{ id: string }>(own.admin, text, [built.versionId])
      const answers = signing.outcome === 'changes-requested' ? [] : [finding?.id ?? '']
      await sign(own, built, { ...signing, answers, at: new Date(at.getTime() + waits * 60_000) })
    }
    // One more, decided at once and with nothing to justify.
    await buildCleared(own, { at: daysAgo(7) })
  })

  it('count for each rule how often it asked, and how it was met, in the period', async () => {
    const rules = (period: LookBack) => ask((query) => listRuleOverrides(query, { period, at: now }), own)
    expect(await rules('90-days')).toEqual([{ ruleId: 'pressure', asked: 3, written: 1, cured: 1, sentBack: 1 }])
    expect(await rules('all')).toEqual([{ ruleId: 'pressure', asked: 4, written: 2, cured: 1, sentBack: 1 }])
  })

  it('count for each clinician the clearances with a written answer, and the median time to decide', async () => {
    const people = (period: LookBack) => ask((query) => listClinicianOverrides(query, { period, at: now }), own)
    const lin = { id: own.therapist.memberId, name: 'Lin Chen' }
    // Waits of 0, 60, 120 and 240 minutes: in the middle 90. With the old one of 10 minutes: 60.
    expect(await people('90-days')).toEqual([{ ...lin, decisions: 4, cleared: 3, overridden: 1, medianMinutes: 90 }])
    expect(await people('all')).toEqual([{ ...lin, decisions: 5, cleared: 4, overridden: 2, medianMinutes: 60 }])
  })

  it('of another clinic are not counted', async () => {
    const other = await buildClinic(database)
    expect(await ask((query) => listRuleOverrides(query, { period: 'all', at: now }), other)).toEqual([])
    expect(await ask((query) => listClinicianOverrides(query, { period: 'all', at: now }), other)).toEqual([])
  })
})

describe('incidents and sessions outside clearance', () => {
  let own: Clinic
  let built: Built
  beforeAll(async () => {
    own = await buildClinic(database)
    built = await buildCleared(own, { at: daysAgo(20) })
    const session = await train(own, built, { at: daysAgo(19) })
    // 60 of them within one millisecond: only the microseconds tell them apart.
    await own.sql(
      own.trainer,
      `insert into deviations (clinic_id, id, session_id, kind, says, reason, recorded_by, occurred_at)
       select $1, uuidv7(), $2, 'reps-above', n::text, 'felt good', $3, $4::timestamptz + n * interval '1 microsecond'
       from generate_series(1, 60) n`,
      [own.id, session, own.trainer.memberId, daysAgo(19)],
    )
    await raiseFlag(built.clientId, daysAgo(5), own)
  })

  it('are listed by time, each with the clearance it happened under, and no row is lost between pages', async () => {
    const first = await ask((query) => listIncidents(query, { kind: null, after: null }), own)
    expect(first.rows[0]).toMatchObject({ kind: 'red-flag', what: 'calf-pain', note: 'Left calf', by: 'Maya Ruiz' })
    expect(first.rows[0]?.decisionId).toBe(await decisionOf(built, own))
    expect(first.rows[1]).toMatchObject({ kind: 'deviation', what: '60', clientName: 'Ana Lindqvist', isStruck: false })
    expect(first.rows[1]?.decisionId).toBe(await decisionOf(built, own))
    expect(isIncidentKey(first.next ?? '')).toBe(true)
    const second = await ask((query) => listIncidents(query, { kind: null, after: first.next }), own)
    expect(second.next).toBeNull()
    const said = [...first.rows, ...second.rows].map(({ what }) => what)
    expect(said).toEqual(['calf-pain', ...Array.from({ length: 60 }, (_, at) => String(60 - at))])
  })

  it('are listed of one kind', async () => {
    const { rows, next } = await ask((query) => listIncidents(query, { kind: 'red-flag', after: null }), own)
    expect([rows.length, next]).toEqual([1, null])
  })

  it.each(['', 'x', '2026-13-01T00:00:00.000000Z_x', `2026-02-30T00:00:00.000000Z_${v7()}`])(
    'go on after no such key as "%s"',
    (key) => {
      expect(isIncidentKey(key)).toBe(false)
      expect(isOutsideKey(key)).toBe(false)
    },
  )

  it('name every trainer with 0 while there is none', async () => {
    const trainers = await ask((query) => listTrainersOutside(query, { period: 'all', at: now }), own)
    expect(trainers.map(({ name, outside }) => [name, outside])).toEqual([
      ['Jo Okafor', 0],
      ['Maya Ruiz', 0],
      ['Sam Both', 0],
    ])
  })

  it('count sessions outside for their trainer, the struck-through by themselves, in the period', async () => {
    const report = { kind: 'reported', outsideReason: 'The hold was open' } as const
    await train(own, built, { ...report, at: daysAgo(3) })
    await train(own, built, { ...report, at: daysAgo(2) })
    const struck = await train(own, built, { ...report, at: daysAgo(1) })
    await own.sql(
      own.trainer,
      `insert into strikes (clinic_id, subject, subject_id, client_id, reason, struck_by, occurred_at)
       values ($1, 'session', $2, $3, 'Entered twice', $4, now())`,
      [own.id, struck, built.clientId, own.trainer.memberId],
    )
    const asked = { period: '30-days', at: now } as const
    const [maya] = await ask((query) => listTrainersOutside(query, asked), own)
    expect(maya).toMatchObject({ name: 'Maya Ruiz', outside: 2, struck: 1 })
    const all = { ...asked, trainerId: null, after: null }
    const { rows } = await ask((query) => listOutsideSessions(query, all), own)
    expect(rows.map(({ struckFor }) => struckFor)).toEqual(['Entered twice', null, null])
    expect(rows[0]).toMatchObject({ reason: 'The hold was open', versionNumber: 1, trainerName: 'Maya Ruiz' })
    expect(isOutsideKey(rows[0]?.key ?? '')).toBe(true)
    const rest = await ask((query) => listOutsideSessions(query, { ...all, after: rows[0]?.key ?? null }), own)
    expect(rest.rows).toHaveLength(2)
    const ofJo = { ...all, trainerId: own.otherTrainer.memberId }
    expect((await ask((query) => listOutsideSessions(query, ofJo), own)).rows).toEqual([])
  })
})
