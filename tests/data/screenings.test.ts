/** Screenings, cuffs and notes through the commands the pages call, and what the database does with them. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { noteEvent, programsToHold } from '~/data/client-events.server'
import { importRecord, readRecordFile } from '~/data/client-import.server'
import { cuffRefusals, measureLop, newestLops } from '~/data/lop.server'
import { questionnaire } from '~/data/screening-facts.server'
import { findScreening, listScreenings } from '~/data/screening-history.server'
import { type Answered, recordScreening } from '~/data/screenings.server'
import { submitVersion } from '~/data/submissions.server'
import { readClinic } from '~/database/door.server'
import type { Limb } from '~/domain/limb'
import { conditionsOf } from '~/domain/screening-questions'
import { buildClinic, type Clinic } from '../builders'
import { acting } from '../acting'
import { buildCleared, buildClient, buildDraft, buildScreening, sign, submit, train } from '../builders-program'
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

const at = () => new Date()
const well = { bmi: 24, painNrs: 2, surgery: null, note: null, conditions: [] }
const noMedication = { isOnAnticoagulant: false, anticoagulantFor: null, isOnOestrogen: false }

function screenAs(member: Acting, clientId: string, answered: Partial<Answered> = {}) {
  const pressures = answered.bloodPressures ?? [{ systolic: 118, diastolic: 76 }]
  const all = { ...well, medication: noMedication, ...answered, bloodPressures: pressures }
  return recordScreening(member, { key: randomUUID(), at: at(), clientId, ...all })
}

async function screened(clientId: string, answered: Partial<Answered> = {}, member = trainer) {
  const outcome = await screenAs(member, clientId, answered)
  if (!outcome.ok) throw new Error(outcome.why)
  const found = await readClinic(member, (query) => findScreening(query, clientId, outcome.screeningId))
  if (!found) throw new Error('It was just kept.')
  return found
}

function measure(clientId: string, limb: Limb = 'left-leg') {
  const asked = { clientId, limb, cuffWidthMm: 115, position: 'lying', pressureMmhg: 168 } as const
  return measureLop(trainer, { key: randomUUID(), at: at(), ...asked })
}

const note = (clientId: string, kind: 'pregnancy' | 'surgery' | 'blood-clot', member = trainer) =>
  noteEvent(member, { key: randomUUID(), at: at(), clientId, kind, note: '' })

const raiseFlag = (clientId: string) =>
  clinic.sql(
    clinic.trainer,
    `insert into red_flags (clinic_id, id, client_id, sign, needs_assessment, raised_by, occurred_at)
     values ($1, $2, $3, 'calf-pain', true, $4, now())`,
    [clinic.id, randomUUID(), clientId, clinic.trainer.memberId],
  )

async function statusOf(programId: string) {
  const [row] = await clinic.sql<{ status: string; holds: string[] }>(
    clinic.trainer,
    `select p.status, array(select h.cause from holds h where h.program_id = p.id and h.lifted_at is null) as holds
     from programs p where p.id = $1`,
    [programId],
  )
  return row
}

async function asksFor(clientId: string) {
  const today = new Date().toISOString().slice(0, 10)
  const frame = { today, locale: 'en-GB' }
  return readClinic(trainer, (query) => questionnaire(query, { id: clientId, birthDate: '1990-05-04' }, frame))
}

describe('a screening', () => {
  it('of somebody well is standard, kept with all that was answered', async () => {
    const kept = await screened(await buildClient(clinic), { note: 'Slept badly' })
    expect(kept.outcomes).toEqual([{ scope: 'all', bfr: 'standard', plain: 'standard' }])
    expect(kept).toMatchObject({
      isNewest: true,
      isOutdated: false,
      screenedBy: clinic.trainer.name,
      note: 'Slept badly',
    })
    expect(kept.answers).toMatchObject({ bmi: 24, painNrs: 2, conditions: [], rejected: [] })
    expect(kept.answers.ageYears).toBeGreaterThanOrEqual(36)
  })

  it('keeps every reading, and the last decides', async () => {
    const twice = [
      { systolic: 184, diastolic: 92 },
      { systolic: 138, diastolic: 84 },
    ]
    const kept = await screened(await buildClient(clinic), { bloodPressures: twice })
    expect(kept).toMatchObject({ systolic: 138, diastolic: 84, outcomes: [{ bfr: 'standard' }] })
    expect(kept.answers.bloodPressures).toEqual(twice)
    expect(kept.reasons[0]?.says).toContain('before that 184/92')
  })

  it('without a blood pressure of today is refused', async () => {
    const clientId = await buildClient(clinic)
    expect(await screenAs(trainer, clientId, { bloodPressures: [] })).toEqual({
      ok: false,
      why: 'blood-pressure-missing',
    })
    const half = [{ systolic: 120, diastolic: Number.NaN }]
    expect(await screenAs(trainer, clientId, { bloodPressures: half })).toMatchObject({ why: 'blood-pressure-missing' })
  })

  it('says of the limb in which something sits what it says of no other', async () => {
    const conditions = conditionsOf(['open-wound:left-leg']) ?? []
    const kept = await screened(await buildClient(clinic), { conditions })
    expect(kept.outcomes).toEqual([
      { scope: 'all', bfr: 'standard', plain: 'standard' },
      { scope: 'left-leg', bfr: 'no-restriction', plain: 'precaution' },
    ])
  })

  it('writes pregnancy and clots where the database holds them against its outcome', async () => {
    const conditions = conditionsOf(['pregnancy', 'blood-clot-history']) ?? []
    const { id } = await screened(await buildClient(clinic), { conditions })
    const rows = await clinic.sql(
      clinic.trainer,
      'select is_pregnant, has_clot_history from screenings where id = $1',
      [id],
    )
    expect(rows).toEqual([{ is_pregnant: true, has_clot_history: true }])
  })

  it('sent twice is one', async () => {
    const clientId = await buildClient(clinic)
    const asked = { key: randomUUID(), at: at(), clientId, ...well, medication: noMedication }
    const bloodPressures = [{ systolic: 118, diastolic: 76 }]
    const first = await recordScreening(trainer, { ...asked, bloodPressures })
    expect(await recordScreening(trainer, { ...asked, bloodPressures })).toEqual(first)
    expect((await readClinic(trainer, (query) => listScreenings(query, clientId, null))).rows).toHaveLength(1)
  })

  it('is asked from the one before: what was confirmed is ticked, what was not is said', async () => {
    const clientId = await buildClient(clinic)
    await screened(clientId, { conditions: conditionsOf(['diabetes', 'open-wound:left-leg']) ?? [] })
    const { questions } = await asksFor(clientId)
    expect(questions.suggested.map(({ code, lines }) => [code, lines[0]?.mark])).toEqual([
      ['diabetes', 'earlier'],
      ['open-wound', 'earlier'],
    ])
    const kept = await screened(clientId, { conditions: conditionsOf(['open-wound:left-leg']) ?? [] })
    expect(kept.answers.rejected).toEqual(['diabetes'])
  })

  it('is listed twenty at a time, the newest first', async () => {
    const clientId = await buildClient(clinic)
    for (let count = 0; count < 21; count += 1) await buildScreening(clinic, clientId)
    const last = await screened(clientId)
    const first = await readClinic(trainer, (query) => listScreenings(query, clientId, null))
    expect(first.rows).toHaveLength(20)
    expect(first.rows[0]?.id).toBe(last.id)
    const second = await readClinic(trainer, (query) => listScreenings(query, clientId, first.before))
    expect(second).toMatchObject({ before: null })
    expect(second.rows).toHaveLength(2)
  })
})

describe('a screening that needs a higher signer than the clearance had', () => {
  it('puts the running program on hold in the same transaction, and names it', async () => {
    const built = await buildCleared(clinic)
    await train(clinic, built)
    const kept = await screened(built.clientId, { conditions: conditionsOf(['hypertension']) ?? [] })
    expect(kept.held).toEqual([{ id: built.programId, name: 'Knee, return from injury' }])
    expect(await statusOf(built.programId)).toEqual({ status: 'on-hold', holds: ['screening'] })
  })

  it('of the kind no exercise holds a program without a cuff as well', async () => {
    const built = await buildCleared(clinic, { isBfr: false })
    await train(clinic, built, { isBfr: false })
    await screened(built.clientId, { bloodPressures: [{ systolic: 182, diastolic: 100 }] })
    expect(await statusOf(built.programId)).toMatchObject({ status: 'on-hold' })
  })

  it('leaves alone what nothing speaks against', async () => {
    const built = await buildCleared(clinic)
    await train(clinic, built)
    expect((await screened(built.clientId)).held).toEqual([])
    expect(await statusOf(built.programId)).toEqual({ status: 'active', holds: [] })
  })
})

describe('after a red flag', () => {
  it('a clinician screens, and a trainer does not, with or without a program to hold', async () => {
    for (const clientId of [await buildClient(clinic), (await buildCleared(clinic)).clientId]) {
      await raiseFlag(clientId)
      expect(await screenAs(trainer, clientId)).toEqual({ ok: false, why: 'screening-needs-clinician' })
      expect(await screenAs(therapist, clientId)).toMatchObject({ ok: true })
    }
  })

  it('a trainer screens again once the hold is gone', async () => {
    const clientId = await buildClient(clinic)
    await raiseFlag(clientId)
    await screened(clientId, {}, therapist)
    expect(await screenAs(trainer, clientId)).toMatchObject({ ok: true })
  })
})

describe('the pressures of José María and Trent, entered as today’s', () => {
  it.each([
    ['jose-maria-casares', 187.5, 114.3],
    ['trent-jaskolski', 184.5, 115.4],
  ])('rule out exercise for %s: no program is submitted, no LOP measured', async (name, systolic, diastolic) => {
    const read = readRecordFile(readFileSync(new URL(`../../../shared/data/fhir/${name}.json`, import.meta.url)))
    if (!read.ok) throw new Error(read.why)
    const { fileHash, record } = read
    const imported = await importRecord(trainer, { key: randomUUID(), at: at(), fileHash, record })
    if (!imported.ok) throw new Error(imported.why)
    const { clientId } = imported
    const draft = await buildDraft(clinic, clientId, { isBfr: false })

    const asked = await asksFor(clientId)
    const ticked = asked.questions.suggested.flatMap(({ options }) => options.filter(({ isPicked }) => isPicked))
    const conditions = conditionsOf(ticked.map(({ value }) => value)) ?? []
    expect(await measure(clientId)).toEqual({ ok: false, why: 'screening-missing' })

    const kept = await screened(clientId, { conditions, bloodPressures: [{ systolic, diastolic }] })
    expect(kept.outcomes).toEqual([{ scope: 'all', bfr: 'no-exercise', plain: 'no-exercise' }])
    expect(kept.reasons[0]).toMatchObject({
      outcome: 'no-exercise',
      source: expect.stringContaining('Nascimento 2022'),
    })
    const submitted = await submitVersion(trainer, { key: randomUUID(), at: at(), ...draft, whys: {} })
    expect(submitted).toEqual({ ok: false, why: 'no-exercise' })
    await expect(submit(clinic, draft)).rejects.toThrow('no-exercise')
    expect(await measure(clientId)).toEqual({ ok: false, why: 'no-exercise' })

    const calm = await screened(clientId, { conditions, bloodPressures: [{ systolic: 128, diastolic: 79 }] })
    expect(calm.outcomes).toEqual([{ scope: 'all', bfr: 'elevated', plain: 'precaution' }])
  })
})

describe('measuring LOP', () => {
  it('is kept with limb, cuff, position and the day', async () => {
    const clientId = await buildClient(clinic)
    await screened(clientId)
    expect(await measure(clientId)).toMatchObject({ ok: true })
    const [found] = await readClinic(trainer, (query) => newestLops(query, { clientId, at: at() }))
    expect(found).toMatchObject({
      limb: 'left-leg',
      cuffWidthMm: 115,
      position: 'lying',
      pressureMmhg: 168,
      ageDays: 0,
    })
  })

  it('is refused on the limb that the screening rules out, and not on the other', async () => {
    const clientId = await buildClient(clinic)
    await screened(clientId, { conditions: conditionsOf(['open-wound:left-leg']) ?? [] })
    expect(await measure(clientId)).toEqual({ ok: false, why: 'no-restriction' })
    expect(await measure(clientId, 'right-leg')).toMatchObject({ ok: true })
    const refusals = await readClinic(trainer, (query) => cuffRefusals(query, { clientId, at: at() }))
    expect(refusals).toMatchObject({ 'left-leg': 'no-restriction', 'right-leg': null })
  })

  it('is refused under a screening that is too old, or overtaken by an event', async () => {
    const old = await buildClient(clinic)
    await buildScreening(clinic, old, { at: new Date(Date.now() - 40 * 86_400_000) })
    expect(await measure(old)).toEqual({ ok: false, why: 'screening-stale' })
    const overtaken = await buildClient(clinic)
    await screened(overtaken)
    await note(overtaken, 'surgery')
    expect(await measure(overtaken)).toEqual({ ok: false, why: 'screening-outdated-by-event' })
  })
})

describe('a note', () => {
  it.each(['pregnancy', 'surgery', 'blood-clot'] as const)(
    'of %s holds a running BFR program in the same transaction, and no other',
    async (kind) => {
      const built = await buildCleared(clinic)
      await train(clinic, built)
      const plain = await buildCleared(clinic, { clientId: built.clientId, isBfr: false })
      const toHold = await readClinic(trainer, (query) => programsToHold(query, built.clientId))
      expect(toHold.map(({ id }) => id)).toEqual([built.programId])
      expect(await note(built.clientId, kind)).toMatchObject({ ok: true, held: 1 })
      expect(await statusOf(built.programId)).toEqual({ status: 'on-hold', holds: ['event'] })
      expect(await statusOf(plain.programId)).toEqual({ status: 'not-started', holds: [] })
      await expect(train(clinic, built)).rejects.toThrow(/on-hold|outdated/)
    },
  )

  it('of a clot asks for it at the next screening, which then rules restriction out', async () => {
    const clientId = await buildClient(clinic)
    await note(clientId, 'blood-clot')
    const { questions } = await asksFor(clientId)
    expect(questions.suggested).toMatchObject([
      { code: 'blood-clot-history', lines: [{ mark: 'noted' }], options: [{ isPicked: true }] },
    ])
  })
})

it('a clearance that a doctor signed is not overtaken by a screening that asks for a doctor', async () => {
  const clientId = await buildClient(clinic)
  await buildScreening(clinic, clientId, { bfr: 'elevated' })
  const built = await submit(clinic, await buildDraft(clinic, clientId))
  await sign(clinic, built, { by: clinic.doctor, justification: 'Stable on medication' })
  const kept = await screened(clientId, { conditions: conditionsOf(['hypertension']) ?? [] })
  expect(kept.held).toEqual([])
})
