/** A red flag holds the client: every program, in the transaction of the first tap. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { findRedFlag, raiseRedFlag } from '~/data/red-flags.server'
import { startSession } from '~/data/training-sessions.server'
import { readClinic } from '~/database/door.server'
import type { RedFlagSign } from '~/domain/red-flags'
import { acting } from '../acting'
import { thrownResponse } from '../auth/browser'
import { buildClinic, type Clinic } from '../builders'
import { buildCleared, buildClient, buildDraft, train } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let trainer: Acting

beforeAll(async () => {
  clinic = await buildClinic(database)
  trainer = await acting(clinic.trainer)
})

const raise = (clientId: string, sign: RedFlagSign = 'calf-pain', key: string = randomUUID(), who = trainer) =>
  raiseRedFlag(who, { key, at: new Date(), clientId, sign })

const start = (programId: string) =>
  startSession(trainer, { key: randomUUID(), at: new Date(), programId, place: 'clinic', painNrs: null })

describe('a red flag', () => {
  it('holds all of the client’s programs at once, running, cleared and drafted, and none starts', async () => {
    const running = await buildCleared(clinic)
    const { clientId } = running
    await train(clinic, running)
    const cleared = await buildCleared(clinic, { clientId, limb: 'right-leg' })
    const plain = await buildCleared(clinic, { clientId, isBfr: false })
    const draft = await buildDraft(clinic, clientId)
    const others = await buildCleared(clinic)

    const raised = await raise(clientId)
    const flag = await readClinic(trainer, (query) => findRedFlag(query, clientId, raised.ok ? raised.redFlagId : ''))
    const all = [running, cleared, plain, draft].map(({ programId }) => programId)
    expect(flag?.held.map(({ id }) => id).sort()).toEqual(all.sort())
    for (const { programId } of [running, cleared, plain]) {
      expect(await start(programId)).toEqual({ ok: false, why: 'on-hold' })
    }
    expect((await start(others.programId)).ok).toBe(true)
  })

  it('tells the clinicians in its transaction, who signed first, and answers a second tap with the same', async () => {
    const { clientId } = await buildCleared(clinic)
    const key = randomUUID()
    const first = await raise(clientId, 'chest-pain', key)
    expect(await raise(clientId, 'chest-pain', key)).toEqual(first)
    const flag = await readClinic(trainer, (query) => findRedFlag(query, clientId, first.ok ? first.redFlagId : ''))
    expect(flag?.told).toEqual([
      { name: 'Lin Chen', isAddressed: true, isSigner: true },
      { name: 'Dr. Amara Osei', isAddressed: false, isSigner: false },
      { name: 'Sam Both', isAddressed: false, isSigner: false },
      { name: 'Tove Berg', isAddressed: false, isSigner: false },
    ])
    const [count] = await clinic.sql<{ count: string }>(
      clinic.trainer,
      'select count(*) from red_flags where client_id = $1',
      [clientId],
    )
    expect(Number(count?.count)).toBe(1)
  })

  it('asks for a medical assessment before the lift where the sign does, and only there', async () => {
    const clientId = await buildClient(clinic)
    for (const sign of ['chest-pain', 'numbness-or-weakness-that-stays'] as const) await raise(clientId, sign)
    const rows = await clinic.sql<{ sign: string; needs_assessment: boolean }>(
      clinic.therapist,
      'select sign, needs_assessment from red_flags where client_id = $1 order by sign',
      [clientId],
    )
    expect(rows).toEqual([
      { sign: 'chest-pain', needs_assessment: true },
      { sign: 'numbness-or-weakness-that-stays', needs_assessment: false },
    ])
  })

  it('is raised by any clinician, and by nobody of another care team or clinic', async () => {
    const clientId = await buildClient(clinic)
    expect((await raise(clientId, 'fainting', randomUUID(), await acting(clinic.therapist))).ok).toBe(true)
    const elsewhere = await buildClinic(database)
    for (const who of [clinic.otherTrainer, elsewhere.trainer, elsewhere.therapist]) {
      const response = await thrownResponse(raise(clientId, 'fainting', randomUUID(), await acting(who)))
      expect(response.status).toBe(404)
    }
  })
})
