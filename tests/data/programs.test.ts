/** The clearance path through the commands the pages call. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { recordConsent } from '~/data/consents.server'
import { type DecisionForm, decideVersion, revokeClearance } from '~/data/decisions.server'
import { draftNext, saveDraft } from '~/data/drafts.server'
import { holdProgram, liftHold } from '~/data/holds.server'
import { findLogin } from '~/data/login.server'
import { endProgram } from '~/data/program-ends.server'
import { raiseProgram } from '~/data/programs.server'
import { submitVersion, withdrawVersion } from '~/data/submissions.server'
import { noLimits } from '~/domain/limits'
import type { Prescription } from '~/domain/prescription'
import type { VersionContent } from '~/domain/version'
import { buildClinic, type Clinic, reauthenticate, type Who } from '../builders'
import { buildClient, buildCleared, buildScreening, contentHashOf } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let trainer: Acting
let therapist: Acting

beforeAll(async () => {
  clinic = await buildClinic(database)
  trainer = await acting(clinic.trainer)
  therapist = await acting(clinic.therapist)
})

async function acting(who: Who): Promise<Acting> {
  const login = await findLogin(who.idHash)
  if (!login) throw new Error('The login is open.')
  return login.member
}

const line = (changes: Partial<Prescription> = {}): Prescription => ({
  id: randomUUID(),
  position: 1,
  exercise: 'Leg extension',
  mode: 'bfr-resistance',
  limb: 'left-leg',
  load: { kind: 'percent-1rm', percent: 30 },
  reps: [30, 15, 15, 15],
  restSeconds: 45,
  tempoSeconds: null,
  restriction: {
    pressure: { kind: 'percent-lop', percent: 60 },
    cuffWidthCm: 11.5,
    restrictionMinutes: 8,
    reperfusionSeconds: 180,
  },
  aerobic: null,
  ...changes,
})

const cuffedAt = (percent: number) =>
  line({
    restriction: {
      pressure: { kind: 'percent-lop', percent },
      cuffWidthCm: 11.5,
      restrictionMinutes: 8,
      reperfusionSeconds: 180,
    },
  })

const content = (changes: Partial<VersionContent> = {}): VersionContent => ({
  kind: 'new',
  goal: 'return-from-injury',
  diagnosis: 'ACL reconstruction, left',
  procedure: null,
  restrictions: { range: null, weightBearing: null, noMaximalTestBefore: null },
  schedule: { sessionsPerWeek: 3, sessionsPerDay: 1, weeks: 3 },
  extensionDays: null,
  prescriptions: [line()],
  ...changes,
})

const key = () => randomUUID()
const at = () => new Date()

async function raised(changes: Partial<VersionContent> = {}) {
  const clientId = await buildClient(clinic)
  await buildScreening(clinic, clientId)
  const outcome = await raiseProgram(trainer, {
    key: key(),
    at: at(),
    clientId,
    name: 'Knee, return from injury',
    supervisedBy: null,
    content: content(changes),
  })
  if (!outcome.ok) throw new Error(outcome.why)
  return { ...outcome, clientId }
}

const pressureAt90 = [cuffedAt(90)]

async function submitted(changes: Partial<VersionContent> = {}, whys: Record<string, string> = {}) {
  const ids = await raised(changes)
  const outcome = await submitVersion(trainer, { key: key(), at: at(), ...ids, whys })
  if (!outcome.ok) throw new Error(outcome.why)
  return { ...ids, contentHash: await contentHashOf(clinic, ids.versionId) }
}

type Ids = { programId: string; versionId: string; contentHash: string }

async function decided(ids: Ids, form: Partial<DecisionForm> = {}, who: Who = clinic.therapist, commandKey = key()) {
  const kind = form.kind ?? 'cleared'
  const reauthenticationId = await reauthenticate(clinic, who, `sign:${kind}`, ids.contentHash)
  return decideVersion(await acting(who), {
    key: commandKey,
    at: at(),
    reauthenticationId,
    programId: ids.programId,
    versionId: ids.versionId,
    kind,
    contentHash: ids.contentHash,
    readScreeningId: await screeningOf(ids.versionId),
    limits: noLimits,
    justification: '',
    reason: '',
    answers: {},
    ...form,
  })
}

async function screeningOf(versionId: string): Promise<string | null> {
  const text = 'select screening_id as id from versions where id = $1'
  const [row] = await clinic.sql<{ id: string | null }>(clinic.therapist, text, [versionId])
  return row?.id ?? null
}

async function whyOfPressure(versionId: string) {
  const [row] = await clinic.sql<{ id: string }>(
    clinic.therapist,
    `select id from findings where version_id = $1 and rule_id = 'pressure'`,
    [versionId],
  )
  return row?.id ?? ''
}

describe('a trainer', () => {
  it('raises a program, edits its draft and submits it', async () => {
    const ids = await raised()
    const edited = content({ diagnosis: 'Meniscus repair', prescriptions: [line({ reps: [30, 15, 15] })] })
    expect(await saveDraft(trainer, { key: key(), ...ids, content: edited })).toMatchObject({ ok: true })
    const outcome = await submitVersion(trainer, { key: key(), at: at(), ...ids, whys: {} })
    expect(outcome).toEqual({ ok: true, versionId: ids.versionId })
    expect(await contentHashOf(clinic, ids.versionId)).toMatch(/^[0-9a-f]{64}$/)
    const [row] = await clinic.sql<{ content: string }>(clinic.trainer, 'select content from versions where id = $1', [
      ids.versionId,
    ])
    expect(JSON.parse(row?.content ?? '{}')).toMatchObject({
      diagnosis: 'Meniscus repair',
      lines: [{ reps: [30, 15, 15] }],
    })
  })

  it('says why for what is outside the rule book, or cannot submit', async () => {
    const ids = await raised({ prescriptions: pressureAt90 })
    expect(await submitVersion(trainer, { key: key(), at: at(), ...ids, whys: {} })).toEqual({
      ok: false,
      why: 'why-missing',
    })
  })

  it('cannot submit what the rule book stops: a cuff at full occlusion', async () => {
    const full = [cuffedAt(100)]
    const ids = await raised({ prescriptions: full })
    expect(await submitVersion(trainer, { key: key(), at: at(), ...ids, whys: {} })).toEqual({
      ok: false,
      why: 'stop-finding',
    })
  })

  it('cannot submit without a screening', async () => {
    const clientId = await buildClient(clinic)
    const asked = { clientId, name: 'Knee', supervisedBy: null, content: content() }
    const ids = await raiseProgram(trainer, { key: key(), at: at(), ...asked })
    if (!ids.ok) throw new Error(ids.why)
    expect(await submitVersion(trainer, { key: key(), at: at(), ...ids, whys: {} })).toEqual({
      ok: false,
      why: 'screening-missing',
    })
  })

  it('sends the same form twice, and has one program', async () => {
    const clientId = await buildClient(clinic)
    const form = { key: key(), at: at(), clientId, name: 'Knee', supervisedBy: null, content: content() }
    const first = await raiseProgram(trainer, form)
    expect(await raiseProgram(trainer, form)).toEqual(first)
    expect(await raiseProgram(trainer, { ...form, name: 'Another' })).toEqual({ ok: false, why: 'key-reused' })
    const rows = await clinic.sql(clinic.trainer, 'select id from programs where client_id = $1', [clientId])
    expect(rows).toHaveLength(1)
  })

  it('takes a submission back', async () => {
    const ids = await submitted()
    expect(await withdrawVersion(trainer, { key: key(), ...ids })).toMatchObject({ ok: true })
    expect(await decided(ids)).toEqual({ ok: false, why: 'not-submitted' })
  })

  it('of another care team finds nothing to submit', async () => {
    const ids = await raised()
    const other = await acting(clinic.otherTrainer)
    const asked = submitVersion(other, { key: key(), at: at(), ...ids, whys: {} })
    await expect(asked).rejects.toMatchObject({ status: 404 })
  })
})

describe('a clinician', () => {
  it('clears, and the program may start', async () => {
    const ids = await submitted()
    expect(await decided(ids)).toMatchObject({ ok: true })
    const consent = await recordConsent(trainer, { key: key(), at: at(), programId: ids.programId, guardianName: null })
    expect(consent).toMatchObject({ ok: true })
  })

  it('answers each finding in writing, or sets the limit that cures it', async () => {
    const written = await submitted({ prescriptions: pressureAt90 }, {}).catch(() => null)
    expect(written).toBeNull()
    const ids = await raised({ prescriptions: pressureAt90 })
    const [first] = await clinic.sql<{ id: string }>(
      clinic.trainer,
      'select id from prescriptions where version_id = $1',
      [ids.versionId],
    )
    const whys = { [`pressure:${first?.id}`]: 'No response at 80' }
    const asked = await submitVersion(trainer, { key: key(), at: at(), ...ids, whys })
    if (!asked.ok) throw new Error(asked.why)
    const all = { ...ids, contentHash: await contentHashOf(clinic, ids.versionId) }
    expect(await decided(all)).toEqual({ ok: false, why: 'findings-unanswered' })
    const limits = { ...noLimits, maxPressurePercent: 80 }
    expect(await decided(all, { kind: 'cleared-with-limits', limits })).toMatchObject({ ok: true })
    const rows = await clinic.sql(
      clinic.therapist,
      'select is_cured_by_limit from finding_answers where finding_id = $1',
      [await whyOfPressure(ids.versionId)],
    )
    expect(rows).toEqual([{ is_cured_by_limit: true }])
  })

  it('signs once, however often the form is sent', async () => {
    const ids = await submitted()
    const commandKey = key()
    const first = await decided(ids, {}, clinic.therapist, commandKey)
    expect(await decided(ids, {}, clinic.therapist, commandKey)).toEqual(first)
    const rows = await clinic.sql(clinic.therapist, 'select id from decisions where version_id = $1', [ids.versionId])
    expect(rows).toHaveLength(1)
  })

  it('of two deciding at once, one signs and the other is told it is decided', async () => {
    const ids = await submitted()
    const outcomes = await Promise.all([
      decided(ids, {}, clinic.therapist),
      decided(ids, { kind: 'declined', reason: 'Not now' }, clinic.doctor),
    ])
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect(outcomes.find(({ ok }) => !ok)).toEqual({ ok: false, why: 'already-decided' })
  })

  it('asks for changes, and the trainer works on what came back', async () => {
    const ids = await submitted()
    expect(await decided(ids, { kind: 'changes-requested', reason: 'Two sets fewer' })).toMatchObject({ ok: true })
    const next = await draftNext(trainer, {
      key: key(),
      at: at(),
      programId: ids.programId,
      kind: 'amendment',
      extensionDays: null,
      extensionReason: null,
    })
    expect(next).toMatchObject({ ok: true })
  })

  it('who wrote the program does not clear it', async () => {
    const ids = await submitted()
    const both = await acting(clinic.trainerAndTherapist)
    await clinic.sql(
      clinic.trainer,
      'insert into care_team (clinic_id, client_id, member_id, added_by) values ($1, $2, $3, $4)',
      [clinic.id, ids.clientId, both.memberId, clinic.trainer.memberId],
    )
    await decided(ids, { kind: 'changes-requested', reason: 'Fewer sets' })
    const next = await draftNext(both, {
      key: key(),
      at: at(),
      programId: ids.programId,
      kind: 'amendment',
      extensionDays: null,
      extensionReason: null,
    })
    if (!next.ok) throw new Error(next.why)
    const again = await submitVersion(both, {
      key: key(),
      at: at(),
      programId: ids.programId,
      versionId: next.versionId,
      whys: {},
    })
    if (!again.ok) throw new Error(again.why)
    const contentHash = await contentHashOf(clinic, next.versionId)
    const asked = { programId: ids.programId, versionId: next.versionId, contentHash }
    expect(await decided(asked, {}, clinic.trainerAndTherapist)).toEqual({ ok: false, why: 'own-program' })
  })

  it('revokes, and the program stops', async () => {
    const built = await buildCleared(clinic)
    const reauthenticationId = await reauthenticate(clinic, clinic.therapist, 'sign:revoked', built.contentHash)
    const outcome = await revokeClearance(therapist, {
      key: key(),
      at: at(),
      reauthenticationId,
      programId: built.programId,
      versionId: built.versionId,
      contentHash: built.contentHash,
      reason: 'New symptoms',
    })
    expect(outcome).toMatchObject({ ok: true })
    expect(
      await endProgram(trainer, { key: key(), at: at(), programId: built.programId, move: 'stop', reason: 'x' }),
    ).toEqual({
      ok: false,
      why: 'program-finished',
    })
  })
})

describe('a hold', () => {
  it('of the trainer is lifted by that trainer, not by a colleague', async () => {
    const built = await buildCleared(clinic)
    const held = await holdProgram(trainer, { key: key(), at: at(), programId: built.programId, reason: 'On holiday' })
    if (!held.ok) throw new Error(held.why)
    const lift = {
      programId: built.programId,
      holdId: held.holdId,
      reason: '',
      assessment: null,
      citesAssessment: false,
    }
    await clinic.sql(
      clinic.trainer,
      'insert into care_team (clinic_id, client_id, member_id, added_by) values ($1, $2, $3, $4)',
      [clinic.id, built.clientId, clinic.otherTrainer.memberId, clinic.trainer.memberId],
    )
    const other = await acting(clinic.otherTrainer)
    expect(await liftHold(other, { key: key(), at: at(), ...lift })).toEqual({ ok: false, why: 'hold-not-yours' })
    expect(await liftHold(trainer, { key: key(), at: at(), ...lift })).toMatchObject({ ok: true })
  })
})
