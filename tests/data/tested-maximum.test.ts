/** A dose, a finding and a decision rest on the newest tested 1RM that stands: on no estimate, on nothing taken back. */
import { v7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { reviewHistory } from '~/data/review-history.server'
import { ruleFacts } from '~/data/rule-facts.server'
import { findSessionDose } from '~/data/session-dose.server'
import { readClinic } from '~/database/door.server'
import { acting } from '../acting'
import { buildClinic, type Clinic } from '../builders'
import { type Forged, measureBySql, strikeBySql } from '../builders-measuring'
import { type Built, buildCleared, train } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let trainer: Acting

beforeAll(async () => {
  clinic = await buildClinic(database)
  trainer = await acting(clinic.trainer)
})

type Running = Built & { sessionId: string }

async function running(): Promise<Running> {
  const built = await buildCleared(clinic)
  const { clientId } = built
  // So that a clinician may take an import back.
  await clinic.sql(
    clinic.trainer,
    'insert into care_team (clinic_id, client_id, member_id, added_by) values ($1, $2, $3, $4)',
    [clinic.id, clientId, clinic.therapist.memberId, clinic.trainer.memberId],
  )
  return { ...built, sessionId: await train(clinic, built) }
}

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)

/** By the therapist, of the line's exercise, in kg. */
function measured(
  { clientId }: Running,
  kind: string,
  kg: number,
  at: Date,
  more: Forged['row'] = {},
): Promise<string> {
  const load = { exercise: 'Leg extension', amount: kg * 1000, entered_value: String(kg), entered_unit: 'kg' }
  return measureBySql(clinic, clinic.therapist, { clientId, kind, at, row: { ...load, ...more } })
}

async function imported(client: Running, tests: { kg: number; at: Date }[]): Promise<string> {
  const importId = v7()
  await clinic.sql(
    clinic.therapist,
    `insert into imports (clinic_id, id, kind, file_hash, client_id, rows_total, rows_taken, rows_skipped, rows_refused,
       not_taken, imported_by, occurred_at) values ($1, $2, 'one-rm', $3, $4, 1, 1, 0, 0, '[]', $5, now())`,
    [clinic.id, importId, importId.replaceAll('-', '').repeat(2), client.clientId, clinic.therapist.memberId],
  )
  for (const { kg, at } of tests) {
    await measured(client, 'one-rm', kg, at, { import_id: importId, fingerprint: `${kg} ${at.toISOString()}` })
  }
  return importId
}

/** What each reader says the tested 1RM of the left leg is, in kg. */
function readers({ clientId, programId, sessionId }: Running) {
  return readClinic(trainer, async (query) => {
    const dose = await findSessionDose(query, trainer, sessionId)
    if (!dose) throw new Error('The session is theirs.')
    const asked = { clientId, programId, raisedBy: trainer.memberId, supervisedBy: null, at: new Date() }
    const facts = await ruleFacts(query, dose.content, asked)
    const history = await reviewHistory(query, clientId, [{ exercise: 'Leg extension', limb: 'left-leg' }])
    const kg = (loadG: number | null | undefined) => (typeof loadG === 'number' ? loadG / 1000 : null)
    return {
      dose: kg(dose.lines[0]?.oneRmG),
      findings: kg(facts.oneRms.find(({ limb }) => limb === 'left-leg')?.loadG),
      decision: kg(history.strength[0]?.lastG),
    }
  })
}

const all = (kg: number | null) => ({ dose: kg, findings: kg, decision: kg })

describe('the tested 1RM', () => {
  it('is none of a set to the limit, of repetitions at a load, or of a force', async () => {
    const client = await running()
    await measured(client, 'rep-max', 90, new Date(), { reps: 1 })
    await measured(client, 'endurance', 80, new Date(), { reps: 30 })
    expect(await readers(client)).toEqual(all(null))
    await measured(client, 'one-rm', 40, daysAgo(10))
    await measured(client, 'rep-max', 95, new Date(), { reps: 5 })
    await measured(client, 'isometric-force', 1, new Date(), { movement: 'Knee extension', entered_unit: 'N' })
    expect(await readers(client)).toEqual(all(40))
  })

  it('is the newest by the day it was tested, not by the day it was brought in', async () => {
    const client = await running()
    await measured(client, 'one-rm', 50, daysAgo(5))
    await imported(client, [
      { kg: 99, at: daysAgo(20) },
      { kg: 30, at: daysAgo(60) },
    ])
    expect(await readers(client)).toEqual(all(50))
    await imported(client, [{ kg: 55, at: daysAgo(2) }])
    expect(await readers(client)).toEqual(all(55))
  })

  it('of two of one moment is the one that was recorded last', async () => {
    const client = await running()
    const at = daysAgo(3)
    for (const kg of [41, 44, 42]) await measured(client, 'one-rm', kg, at)
    expect(await readers(client)).toEqual(all(42))
  })

  it('is never one that was struck through, or taken back with its file', async () => {
    const client = await running()
    await measured(client, 'one-rm', 50, daysAgo(5))
    const wrong = await measured(client, 'one-rm', 62, daysAgo(1))
    const importId = await imported(client, [{ kg: 70, at: new Date(Date.now() - 1000) }])
    expect(await readers(client)).toEqual(all(70))
    await strikeBySql(clinic, clinic.therapist, 'import', importId, client.clientId)
    expect(await readers(client)).toEqual(all(62))
    await strikeBySql(clinic, clinic.therapist, 'measurement', wrong, client.clientId)
    expect(await readers(client)).toEqual(all(50))
  })
})

describe('the last load', () => {
  const lastLoad = async (client: Running) => {
    const facts = await readClinic(trainer, async (query) => {
      const dose = await findSessionDose(query, trainer, client.sessionId)
      if (!dose) throw new Error('The session is theirs.')
      const asked = { ...client, raisedBy: trainer.memberId, supervisedBy: null, at: new Date() }
      return ruleFacts(query, dose.content, asked)
    })
    return facts.lastLoads.filter(({ limb }) => limb === null || limb.endsWith('leg'))
  }

  async function done({ clientId }: Running, sessionId: string, exercise: string, side: string, kg: number) {
    await clinic.sql(
      clinic.trainer,
      `insert into sets (clinic_id, id, client_id, session_id, exercise, side, set_number, reps, load_g, entered_value,
         entered_unit, occurred_at, performed_on, logged_by)
       values ($1, $2, $3, $4, $5, $6, 1, 5, $7, $8, 'kg', now(), '2000-01-01', $9)`,
      [clinic.id, v7(), clientId, sessionId, exercise, side, kg * 1000, String(kg), clinic.trainer.memberId],
    )
  }

  it('is of each exercise and side that of the newest set that stands, none of a session that was struck through', async () => {
    const client = await running()
    await done(client, client.sessionId, 'Leg extension', 'right', 25)
    await done(client, client.sessionId, 'Leg extension', 'left', 18)
    await done(client, client.sessionId, 'Leg extension', 'left', 20)
    await done(client, client.sessionId, 'Squat', 'both', 30)
    const wrong = await train(clinic, client)
    await done(client, wrong, 'Leg extension', 'left', 60)
    const of = (left: number) => [
      { exercise: 'Leg extension', side: 'left', limb: 'left-leg', loadG: left },
      { exercise: 'Leg extension', side: 'right', limb: 'right-leg', loadG: 25_000 },
      { exercise: 'Squat', side: 'both', limb: null, loadG: 30_000 },
    ]
    expect(await lastLoad(client)).toEqual(of(60_000))
    await strikeBySql(clinic, clinic.trainer, 'session', wrong, client.clientId)
    expect(await lastLoad(client)).toEqual(of(20_000))
  })
})
