/** Ways past the clearance that the matrix and the model found, each closed in the database: asked in straight SQL. */
import { v7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { reportSession } from '~/data/training-sessions.server'
import { acting } from '../acting'
import { buildClinic, type Clinic } from '../builders'
import {
  type Built,
  buildCleared,
  buildClient,
  buildDraft,
  buildScreening,
  buildVersion,
  consent,
  measureLop,
  sign,
  submit,
  train,
} from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const ago = (ms: number) => new Date(Date.now() - ms)

beforeAll(async () => {
  clinic = await buildClinic(database)
})

const hold = async ({ programId }: { programId: string }, at = new Date()): Promise<string> => {
  const id = v7()
  await clinic.sql(
    clinic.trainer,
    "insert into holds (clinic_id, id, program_id, cause, reason, placed_by, occurred_at) values ($1, $2, $3, 'trainer', 'Wait', $4, $5)",
    [clinic.id, id, programId, clinic.trainer.memberId, at],
  )
  return id
}

const lift = (holdId: string, by = clinic.trainer, at = new Date(), assessedBy: string | null = null) =>
  clinic.sql(
    by,
    `insert into hold_lifts (clinic_id, id, hold_id, lifted_by, reason, assessed_by, assessed_on, assessment_result, occurred_at)
     values ($1, $2, $3, $4, 'Well again', $5, case when $5::text is not null then current_date end, case when $5::text is not null then 'No clot' end, $6)`,
    [clinic.id, v7(), holdId, by.memberId, assessedBy, at],
  )

const redFlag = async (clientId: string): Promise<void> => {
  await clinic.sql(
    clinic.trainer,
    `insert into red_flags (clinic_id, id, client_id, sign, needs_assessment, raised_by, occurred_at)
     values ($1, $2, $3, 'numbness-or-weakness-that-stays', false, $4, now())`,
    [clinic.id, v7(), clientId, clinic.trainer.memberId],
  )
}

const holdOf = async ({ programId }: { programId: string }): Promise<string> => {
  const [row] = await clinic.sql<{ id: string }>(clinic.trainer, 'select id from holds where program_id = $1', [
    programId,
  ])
  return row?.id ?? ''
}

describe('a session', () => {
  it('does not start at an instant that lay in a hold, lifted since', async () => {
    const built = await buildCleared(clinic, { at: ago(2 * hourMs) })
    await train(clinic, built, { at: ago(2 * hourMs) })
    await lift(await hold(built, ago(hourMs)), clinic.trainer, ago(60_000))
    await expect(train(clinic, built, { at: ago(120_000) })).rejects.toThrow('on-hold')
    await train(clinic, built)
  })

  it('does not start before the client had consented', async () => {
    const clientId = await buildClient(clinic)
    await buildScreening(clinic, clientId, { at: ago(hourMs) })
    const built = await submit(
      clinic,
      await buildDraft(clinic, clientId, { isBfr: false }),
      clinic.trainer,
      ago(hourMs),
    )
    await sign(clinic, built, { at: ago(hourMs) })
    await consent(clinic, built)
    await expect(train(clinic, built, { at: ago(120_000) })).rejects.toThrow('no-consent')
    await train(clinic, built)
  })

  it('that took place before an amendment is reported under the version that was in force', async () => {
    const built = await buildCleared(clinic, { at: ago(2 * dayMs) })
    await train(clinic, built, { at: ago(2 * dayMs) })
    const next = await buildVersion(clinic, built.programId, 2, { kind: 'amendment' })
    await sign(clinic, await submit(clinic, { ...built, ...next }))
    const asked = {
      programId: built.programId,
      place: 'home',
      endedAt: null,
      isBfr: true,
      painNrs: null,
      outsideReason: null,
    } as const
    const reported = await reportSession(await acting(clinic.trainer), {
      ...asked,
      key: v7(),
      at: new Date(),
      occurredAt: ago(dayMs),
    })
    expect(reported).toMatchObject({ ok: true })
    const rows = await clinic.sql(
      clinic.trainer,
      "select version_id from training_sessions where kind = 'reported' and program_id = $1",
      [built.programId],
    )
    expect(rows).toEqual([{ version_id: built.versionId }])
  })
})

describe('what somebody explained, measured, noted or saw', () => {
  it.each([
    [
      'consents',
      'insert into consents (clinic_id, id, program_id, explained_by, occurred_at) values ($1, $2, $4, $5, now())',
    ],
    [
      'red_flags',
      "insert into red_flags (clinic_id, id, client_id, sign, needs_assessment, raised_by, occurred_at) values ($1, $2, $3, 'calf-pain', true, $5, now())",
    ],
    [
      'client_events',
      "insert into client_events (clinic_id, id, client_id, kind, noted_by, occurred_at) values ($1, $2, $3, 'surgery', $5, now())",
    ],
    [
      'lop_measurements',
      `insert into lop_measurements (clinic_id, id, client_id, limb, cuff_width_mm, position, pressure_mmhg, measured_by, occurred_at, measured_on)
      values ($1, $2, $3, 'left-leg', 115, 'lying', 168, $5, now(), now())`,
    ],
  ])('is not written down in the name of somebody else: %s', async (_table, text) => {
    const { clientId, programId } = await buildCleared(clinic)
    const values = [clinic.id, v7(), clientId, programId, clinic.otherTrainer.memberId]
    const typed = `with asked as (select $1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::uuid) ${text}`
    await expect(clinic.sql(clinic.trainer, typed, values)).rejects.toThrow('not-your-role')
  })
})

describe('a program that is over', () => {
  const stopped = async (): Promise<Built> => {
    const built = await buildCleared(clinic)
    await train(clinic, built)
    return built
  }
  const stop = (built: Built) =>
    clinic.sql(
      clinic.trainer,
      "update programs set status = 'stopped', ended_at = now(), end_reason = 'Over' where id = $1",
      [built.programId],
    )

  it('has no hold to lift, no consent to give and no clearance to revoke', async () => {
    const built = await stopped()
    const holdId = await hold(built)
    await stop(built)
    await expect(lift(holdId)).rejects.toThrow('program-finished')
    await expect(consent(clinic, built)).rejects.toThrow('program-finished')
    await expect(sign(clinic, built, { outcome: 'revoked' })).rejects.toThrow('program-finished')
  })

  it('declined outright gets no next version', async () => {
    const clientId = await buildClient(clinic)
    await buildScreening(clinic, clientId)
    const built = await submit(clinic, await buildDraft(clinic, clientId))
    await sign(clinic, built, { outcome: 'declined' })
    await expect(buildVersion(clinic, built.programId, 2, { kind: 'amendment' })).rejects.toThrow('declined-is-final')
  })
})

describe('the lift of a hold', () => {
  it('over an outcome that needs a doctor is no doctor to give who wrote the program', async () => {
    const clientId = await buildClient(clinic)
    await buildScreening(clinic, clientId)
    const built = await submit(clinic, await buildDraft(clinic, clientId, { by: clinic.doctor }), clinic.doctor)
    await sign(clinic, built)
    await redFlag(clientId)
    await buildScreening(clinic, clientId, { by: clinic.therapist, bfr: 'elevated' })
    await expect(lift(await holdOf(built), clinic.therapist)).rejects.toThrow('needs-doctor')
    await expect(lift(await holdOf(built), clinic.doctor)).rejects.toThrow('own-program')
  })

  it('asks a doctor for a precaution where the clinic does', async () => {
    const strict = await buildClinic(database)
    await strict.sql(strict.admin, 'update clinics set doctor_for_precautions = true where id = $1', [strict.id])
    const clientId = await buildClient(strict)
    await buildScreening(strict, clientId)
    const built = await submit(strict, await buildDraft(strict, clientId))
    await sign(strict, built)
    await buildScreening(strict, clientId, { bfr: 'precaution' })
    const [row] = await strict.sql<{ id: string; cause: string }>(
      strict.trainer,
      'select id, cause from holds where program_id = $1',
      [built.programId],
    )
    expect(row?.cause).toBe('screening')
    const text =
      "insert into hold_lifts (clinic_id, id, hold_id, lifted_by, reason, occurred_at) values ($1, $2, $3, $4, 'Seen', now())"
    const by = (who: Clinic['doctor']) => strict.sql(who, text, [strict.id, v7(), row?.id, who.memberId])
    await expect(by(strict.therapist)).rejects.toThrow('needs-doctor')
    await by(strict.doctor)
  })

  it('of a plain program that waits is given to a client whom a screening keeps from restriction alone', async () => {
    const clientId = await buildClient(clinic)
    const draft = await buildDraft(clinic, clientId, { isBfr: false })
    await redFlag(clientId)
    await buildScreening(clinic, clientId, { by: clinic.therapist, bfr: 'no-restriction' })
    await lift(await holdOf(draft), clinic.therapist)
  })
})

describe('a further extension', () => {
  it('is a doctor to give, in a next program as well: raising again resets nothing', async () => {
    const start = ago(30 * dayMs)
    const first = await buildCleared(clinic, { at: start })
    await train(clinic, first, { at: start })
    const extend = async (built: Built, number: number, at: Date): Promise<Built> => {
      await buildScreening(clinic, built.clientId, { at })
      const next = await buildVersion(clinic, built.programId, number, { kind: 'extension', at })
      return submit(clinic, { ...built, ...next }, clinic.trainer, at)
    }
    const extended = await extend(first, 2, ago(12 * dayMs))
    await sign(clinic, extended, { at: ago(12 * dayMs) })
    await measureLop(clinic, first.clientId, 'left-leg', ago(11 * dayMs))
    await train(clinic, extended, { at: ago(10 * dayMs) })
    await clinic.sql(clinic.trainer, "update programs set status = 'completed', ended_at = $2 where id = $1", [
      first.programId,
      ago(9 * dayMs),
    ])
    const second = await buildCleared(clinic, { clientId: first.clientId, at: ago(8 * dayMs) })
    await train(clinic, second, { at: ago(8 * dayMs) })
    const again = await extend(second, 2, new Date())
    await expect(sign(clinic, again)).rejects.toThrow('needs-doctor')
    await sign(clinic, again, { by: clinic.doctor })
    const elsewhere = await buildCleared(clinic)
    await train(clinic, elsewhere)
    await sign(clinic, await extend(elsewhere, 2, new Date()))
  })
})
