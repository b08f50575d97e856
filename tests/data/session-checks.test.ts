/** The check before a session: what it lets start, what it ends, and what the database refuses whoever asks. */
import { randomUUID } from 'node:crypto'
import { v7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { type CheckAnswers, checkBeforeSession } from '~/data/session-checks.server'
import { sessionFacts } from '~/data/session-facts.server'
import { startSession } from '~/data/training-sessions.server'
import { readClinic } from '~/database/door.server'
import type { BloodPressure } from '~/domain/blood-pressure'
import { conditionCodes } from '~/domain/conditions'
import { asksPressure } from '~/domain/pressure-asked'
import { blockers } from '~/domain/session'
import { acting } from '../acting'
import { buildClinic, type Clinic } from '../builders'
import {
  type Built,
  buildCleared,
  buildClient,
  buildDraft,
  buildScreening,
  consent,
  measureLop,
  sign,
  submit,
  train,
} from '../builders-program'
import { thrownResponse } from '../auth/browser'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let trainer: Acting

beforeAll(async () => {
  clinic = await buildClinic(database)
  trainer = await acting(clinic.trainer)
})

const nothingNew: CheckAnswers = { painNrs: null, sleep: null, signs: [], otherSymptom: '', readings: [], after: null }
const check = (
  { programId }: Pick<Built, 'programId'>,
  answers: Partial<CheckAnswers> = {},
  who = trainer,
  key: string = randomUUID(),
) => checkBeforeSession(who, { ...nothingNew, ...answers, programId, key, at: new Date() })
const start = ({ programId }: Pick<Built, 'programId'>) =>
  startSession(trainer, { key: randomUUID(), at: new Date(), programId, place: 'clinic', painNrs: null })
const mmhg = (systolic: number, diastolic: number): BloodPressure => ({ systolic, diastolic })
const why = async ({ programId }: Pick<Built, 'programId'>) => {
  const [found] = await readClinic(trainer, (query) => sessionFacts(query, [programId], new Date()))
  return found && blockers(found.facts)[0]?.why
}
const told = async (kind: string, subjectId: string) => {
  const rows = await clinic.sql<{ name: string }>(
    clinic.therapist,
    `select m.name from notifications n join members m on m.clinic_id = n.clinic_id and m.id = n.member_id
     where n.kind = $1 and n.subject_id = $2 order by m.name`,
    [kind, subjectId],
  )
  return rows.map(({ name }) => name)
}

/** Screened a month ago, so that no pressure of today is on record, and with a treated high pressure. */
async function buildHypertensive(): Promise<Built> {
  const built = await buildCleared(clinic, { at: new Date(Date.now() - 25 * 3_600_000), isBfr: false })
  return built
}

const rescreen = (clientId: string, answers: object, at: Date, reading = mmhg(118, 76)) =>
  clinic.as(clinic.trainer, async (rows) => {
    const id = v7()
    await rows(
      `insert into screenings (clinic_id, id, client_id, screened_by, answers, reasons, systolic, diastolic, is_pregnant,
         has_clot_history, occurred_at) values ($1, $2, $3, $4, $5, '[]', $6, $7, false, false, $8)`,
      [clinic.id, id, clientId, clinic.trainer.memberId, answers, reading.systolic, reading.diastolic, at],
    )
    await rows(
      `insert into screening_outcomes (clinic_id, screening_id, scope, bfr, plain) values ($1, $2, 'all', 'standard', 'standard')`,
      [clinic.id, id],
    )
  })

describe('a check with nothing new', () => {
  it('is kept with the session that starts after it, once', async () => {
    const built = await buildCleared(clinic)
    const key = randomUUID()
    const checked = await check(built, { painNrs: 2, sleep: 'so-so' }, trainer, key)
    expect(checked).toMatchObject({ ok: true, verdict: 'may-start' })
    expect(await check(built, { painNrs: 2, sleep: 'so-so' }, trainer, key)).toEqual(checked)
    const started = await start(built)
    const rows = await clinic.sql<{ id: string; check_id: string }>(
      clinic.trainer,
      'select id, check_id from training_sessions where program_id = $1',
      [built.programId],
    )
    expect(rows).toEqual([{ id: started.ok && started.sessionId, check_id: checked.ok && checked.checkId }])
  })

  it('is nobody’s to give for a client of another care team or clinic', async () => {
    const built = await buildCleared(clinic)
    const elsewhere = await buildClinic(database)
    for (const who of [clinic.otherTrainer, clinic.therapist, elsewhere.trainer]) {
      expect((await thrownResponse(check(built, {}, await acting(who)))).status).toBe(404)
    }
  })
})

describe('a blood pressure at a stop value', () => {
  it('asks for a repeat, then ends the day for every program of the client, until a later one is in range', async () => {
    const built = await buildCleared(clinic)
    const other = await buildCleared(clinic, { clientId: built.clientId, isBfr: false })
    expect(await check(built, { readings: [mmhg(184, 96)] })).toMatchObject({ verdict: 'repeat-pressure' })
    expect(await why(built)).toBe('no-exercise')
    const stopped = await check(built, { readings: [mmhg(182, 94)] })
    expect(stopped).toMatchObject({ verdict: 'stopped-by-pressure' })
    expect(await told('after-effects', stopped.ok ? stopped.checkId : '')).toEqual(['Lin Chen'])
    for (const each of [built, other]) {
      expect(await start(each)).toEqual({ ok: false, why: 'no-exercise' })
      await expect(train(clinic, each, { isBfr: each === built })).rejects.toThrow('no-exercise')
    }
    expect(await check(built, { readings: [mmhg(128, 78)] })).toMatchObject({ verdict: 'may-start' })
    expect((await start(built)).ok).toBe(true)
  })

  it('has its readings found by an index', async () => {
    const plan = await clinic.as(clinic.therapist, async (rows) => {
      await rows('set local enable_seqscan = off')
      return rows(
        'explain select 1 from pressure_readings r where r.clinic_id = current_clinic() and r.check_id = $1',
        [v7()],
      )
    })
    expect(JSON.stringify(plan)).toContain('pressure_readings_by_check')
  })

  it('keeps every reading, in the order taken', async () => {
    const built = await buildCleared(clinic)
    await check(built, { readings: [mmhg(184, 96), mmhg(150, 90)] })
    const rows = await clinic.sql(
      clinic.trainer,
      'select systolic, diastolic from pressure_readings where client_id = $1 order by seq',
      [built.clientId],
    )
    expect(rows).toEqual([mmhg(184, 96), mmhg(150, 90)])
  })
})

describe('a blood pressure the screening asks for', () => {
  it('is taken on the day, or nothing starts, in straight SQL neither', async () => {
    const built = await buildHypertensive()
    const yesterday = new Date(Date.now() - 24 * 3_600_000)
    await rescreen(built.clientId, { conditions: [{ code: 'hypertension', limb: null }] }, yesterday)
    expect(await why(built)).toBe('pressure-not-taken')
    expect(await start(built)).toEqual({ ok: false, why: 'pressure-not-taken' })
    await expect(train(clinic, built, { isBfr: false })).rejects.toThrow('pressure-not-taken')
    await train(clinic, built, { isBfr: false, kind: 'reported', at: yesterday })
    await check(built, { readings: [mmhg(138, 84)] })
    expect(await why(built)).toBeUndefined()
    expect((await start(built)).ok).toBe(true)
  })

  it('may be the one of a screening on the same day', async () => {
    const built = await buildHypertensive()
    await rescreen(built.clientId, { conditions: [{ code: 'stroke-or-tia', limb: null }] }, new Date())
    expect(await why(built)).toBeUndefined()
  })

  it('is asked for by the same answers in the database as in the domain', async () => {
    const clientId = await buildClient(clinic)
    const asked = [
      ...conditionCodes.map((code) => ({ conditions: [{ code, limb: null }], bloodPressures: [mmhg(118, 76)] })),
      ...[mmhg(129, 79), mmhg(130, 79), mmhg(129, 80), mmhg(181, 79)].map((reading) => ({
        conditions: [],
        bloodPressures: [reading, mmhg(118, 76)],
      })),
    ]
    for (const answers of asked) {
      await rescreen(clientId, answers, new Date())
      const [row] = await clinic.sql<{ asks: boolean }>(clinic.trainer, 'select asks_pressure($1) as asks', [clientId])
      expect([answers, row?.asks]).toEqual([answers, asksPressure(answers)])
    }
    // Kept by another hand, without answers: the numbers beside them decide.
    await rescreen(clientId, {}, new Date(), mmhg(131, 70))
    const [row] = await clinic.sql<{ asks: boolean }>(clinic.trainer, 'select asks_pressure($1) as asks', [clientId])
    expect(row?.asks).toBe(true)
  })
})

describe('a sign told before a session', () => {
  it('raises its red flag in the same transaction, once for several, and nothing of the client starts', async () => {
    const built = await buildCleared(clinic)
    const other = await buildCleared(clinic, { clientId: built.clientId, isBfr: false })
    const checked = await check(built, { signs: ['calf-pain', 'chest-pain'] })
    expect(checked).toMatchObject({ ok: true, verdict: 'red-flag' })
    const flags = await clinic.sql(clinic.trainer, 'select id, sign from red_flags where client_id = $1', [
      built.clientId,
    ])
    expect(flags).toEqual([{ id: checked.ok && checked.redFlagId, sign: 'chest-pain' }])
    for (const each of [built, other]) {
      expect(await start(each)).toEqual({ ok: false, why: 'on-hold' })
      await expect(train(clinic, each, { isBfr: each === built })).rejects.toThrow('on-hold')
    }
  })

  it('is refused in straight SQL without its red flag, with another client’s, or with a verdict that hides it', async () => {
    const built = await buildCleared(clinic)
    const another = await buildCleared(clinic)
    const raised = await check(another, { signs: ['fainting'] })
    const insert = (signs: string[], verdict: string, flag: string | null) =>
      clinic.sql(
        clinic.trainer,
        `insert into session_checks (clinic_id, id, client_id, program_id, signs, verdict, red_flag_id, checked_by, occurred_at, day)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, date '2000-01-01')`,
        [clinic.id, v7(), built.clientId, built.programId, signs, verdict, flag, clinic.trainer.memberId, new Date()],
      )
    await expect(insert(['fainting'], 'red-flag', null)).rejects.toThrow('a_sign_has_its_red_flag')
    await expect(insert(['fainting'], 'may-start', raised.ok ? raised.redFlagId : null)).rejects.toThrow('a sign')
    await expect(insert(['fainting'], 'red-flag', raised.ok ? raised.redFlagId : null)).rejects.toThrow(
      'a sign without',
    )
    await expect(insert(['fainting'], 'may-start', null)).rejects.toThrow('a_sign_has_its_red_flag')
    await insert([], 'may-start', null)
  })
})

describe('another symptom, or a pressure above what was cleared', () => {
  it('lets the session start, and tells who cleared it', async () => {
    const built = await buildCleared(clinic)
    const rash = await check(built, { otherSymptom: 'A rash under the cuff' })
    const high = await check(built, { readings: [mmhg(142, 84)] })
    for (const checked of [rash, high]) {
      expect(checked).toMatchObject({ ok: true, verdict: 'tell-clinician' })
      expect(await told('after-effects', checked.ok ? checked.checkId : '')).toEqual(['Lin Chen'])
    }
    expect((await start(built)).ok).toBe(true)
  })

  it('tells nobody of a pressure the doctor knew of when clearing', async () => {
    const clientId = await buildClient(clinic)
    await buildScreening(clinic, clientId, { bfr: 'elevated', systolic: 144 })
    const built = await submit(clinic, await buildDraft(clinic, clientId))
    await sign(clinic, built, { by: clinic.doctor, justification: 'Treated and stable' })
    await consent(clinic, built)
    await measureLop(clinic, clientId)
    expect(await check(built, { readings: [mmhg(148, 88)] })).toMatchObject({ verdict: 'may-start' })
    expect(await check(built, { readings: [mmhg(161, 88)] })).toMatchObject({ verdict: 'tell-clinician' })
  })
})

describe('what was asked', () => {
  it('is never changed or taken away, and is said by nobody for another', async () => {
    const built = await buildCleared(clinic)
    await check(built, { readings: [mmhg(120, 70)] })
    for (const table of ['session_checks', 'pressure_readings']) {
      for (const text of [`update ${table} set recorded_at = recorded_at`, `delete from ${table}`]) {
        await expect(clinic.sql(clinic.trainer, text)).rejects.toThrow(/permission denied|immutable/)
      }
    }
    await expect(
      clinic.sql(
        clinic.trainer,
        `insert into session_checks (clinic_id, id, client_id, program_id, verdict, checked_by, occurred_at, day)
         values ($1, $2, $3, $4, 'may-start', $5, $6, date '2000-01-01')`,
        [clinic.id, v7(), built.clientId, built.programId, clinic.therapist.memberId, new Date()],
      ),
    ).rejects.toThrow('not-your-role')
  })
})
