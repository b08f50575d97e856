/** A session that may not be: asked in straight SQL, as the app's own role, past every command and every page. */
import { v7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildClinic, type Clinic, inOne } from '../builders'
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
  type Training,
  train,
} from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic

beforeAll(async () => {
  clinic = await buildClinic(database)
})

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)

const start = (built: Pick<Built, 'clientId' | 'programId' | 'versionId' | 'lineId'>, training: Training = {}) =>
  train(clinic, built, training)

const end = (sessionId: string) =>
  clinic.sql(
    clinic.trainer,
    'update training_sessions set ended_at = occurred_at + interval $$1 minute$$ where id = $1',
    [sessionId],
  )

async function submitted(): Promise<Built> {
  const clientId = await buildClient(clinic)
  await buildScreening(clinic, clientId)
  return submit(clinic, await buildDraft(clinic, clientId))
}

const hold = ({ programId }: Built, cause = 'trainer') =>
  clinic.sql(
    clinic.trainer,
    `insert into holds (clinic_id, id, program_id, cause, reason, placed_by, occurred_at) values ($1, $2, $3, $4, 'Swollen', $5, now())`,
    [clinic.id, v7(), programId, cause, clinic.trainer.memberId],
  )

const redFlag = ({ clientId }: Built) =>
  clinic.sql(
    clinic.trainer,
    `insert into red_flags (clinic_id, id, client_id, sign, needs_assessment, raised_by, occurred_at)
     values ($1, $2, $3, 'chest-pain', true, $4, now())`,
    [clinic.id, v7(), clientId, clinic.trainer.memberId],
  )

async function countOf({ programId }: Pick<Built, 'programId'>): Promise<number> {
  const [row] = await clinic.sql<{ n: string }>(
    clinic.therapist,
    'select count(*) as n from training_sessions where program_id = $1',
    [programId],
  )
  return Number(row?.n)
}

describe('a session is not started', () => {
  it('of a program that nobody has cleared yet', async () => {
    const built = await submitted()
    await consent(clinic, built)
    await measureLop(clinic, built.clientId)
    await expect(start(built)).rejects.toThrow('not-cleared')
  })

  it.each(['changes-requested', 'declined'] as const)('of a version that was %s', async (outcome) => {
    const built = await submitted()
    await sign(clinic, built, { outcome })
    await expect(start(built)).rejects.toThrow('not-cleared')
  })

  it('of an amendment while it waits for its own clearance', async () => {
    const built = await buildCleared(clinic)
    const next = await buildVersion(clinic, built.programId, 2, { kind: 'amendment' })
    await submit(clinic, { ...built, ...next })
    await expect(start({ ...built, ...next })).rejects.toThrow('not-the-cleared-version')
  })

  it('once the clearance was revoked', async () => {
    const built = await buildCleared(clinic)
    await sign(clinic, built, { outcome: 'revoked' })
    await expect(start(built)).rejects.toThrow('clearance-revoked')
  })

  it('when the clearance ran out before a first session', async () => {
    const built = await buildCleared(clinic, { at: daysAgo(31) })
    await buildScreening(clinic, built.clientId)
    await measureLop(clinic, built.clientId)
    await expect(start(built)).rejects.toThrow('clearance-expired')
  })

  it('past the day a clinician was to look again', async () => {
    const built = await submitted()
    const [day] = await clinic.sql<{ today: string }>(clinic.trainer, 'select clinic_day(now())::text as today')
    await sign(clinic, built, { outcome: 'cleared-with-limits', reviewBy: day?.today })
    await consent(clinic, built)
    await measureLop(clinic, built.clientId)
    await expect(start(built, { at: new Date(Date.now() + 3 * 86_400_000) })).rejects.toThrow('clearance-expired')
  })

  it('while the program is on hold', async () => {
    const built = await buildCleared(clinic)
    await hold(built)
    await expect(start(built)).rejects.toThrow('on-hold')
  })

  it('after a red flag of the client, of any of their programs', async () => {
    const built = await buildCleared(clinic)
    const plain = await buildCleared(clinic, { clientId: built.clientId, isBfr: false })
    await redFlag(built)
    await expect(start(built)).rejects.toThrow('on-hold')
    await expect(start(plain, { isBfr: false })).rejects.toThrow('on-hold')
  })

  it('with the cuff past three weeks of four sessions', async () => {
    const built = await buildCleared(clinic, { sessionsPerWeek: 4, at: daysAgo(25) })
    await start(built, { at: daysAgo(22) })
    await measureLop(clinic, built.clientId)
    await expect(start(built)).rejects.toThrow('in-breach')
  })

  it('without the consent of the client on record', async () => {
    const built = await submitted()
    await sign(clinic, built)
    await measureLop(clinic, built.clientId)
    await expect(start(built)).rejects.toThrow('no-consent')
  })

  it('with the cuff where its pressure was never measured, or too long ago', async () => {
    const built = await submitted()
    await sign(clinic, built)
    await consent(clinic, built)
    await expect(start(built)).rejects.toThrow('lop-missing')
    await measureLop(clinic, built.clientId, 'left-leg', daysAgo(15))
    await expect(start(built)).rejects.toThrow('lop-missing')
    await measureLop(clinic, built.clientId, 'right-leg')
    await expect(start(built)).rejects.toThrow('lop-missing')
  })

  it('after a screening that rules exercise out', async () => {
    const built = await buildCleared(clinic)
    await buildScreening(clinic, built.clientId, { bfr: 'no-exercise', systolic: 188 })
    await expect(start(built)).rejects.toThrow(/on-hold|no-exercise/)
  })

  it('of a program that was stopped', async () => {
    const built = await buildCleared(clinic)
    await clinic.sql(
      clinic.trainer,
      `update programs set status = 'stopped', ended_at = now(), end_reason = 'Moved away' where id = $1`,
      [built.programId],
    )
    await expect(start(built)).rejects.toThrow('program-finished')
  })

  it('a third time on one day', async () => {
    const built = await buildCleared(clinic)
    await start(built)
    await start(built)
    await expect(start(built)).rejects.toThrow('two-sessions-a-day')
  })

  it('while another session of the client runs, of any program, and is once that one ended', async () => {
    const built = await buildCleared(clinic)
    const plain = await buildCleared(clinic, { clientId: built.clientId, isBfr: false })
    const running = await start(built)
    await expect(start(plain, { isBfr: false, isBeside: true })).rejects.toThrow('session-running')
    await end(running)
    await start(plain, { isBfr: false, isBeside: true })
  })

  it('because its row says that a decision stands behind it', async () => {
    const cleared = await buildCleared(clinic)
    const [decision] = await clinic.sql<{ id: string }>(
      clinic.therapist,
      'select id from decisions where version_id = $1',
      [cleared.versionId],
    )
    const built = await submitted()
    const forged = clinic.sql(
      clinic.trainer,
      `insert into training_sessions (clinic_id, id, client_id, program_id, version_id, decision_id, kind, is_bfr, logged_by, occurred_at, day, time_zone)
       values ($1, $2, $3, $4, $5, $6, 'started', true, $7, now(), current_date, '')`,
      [clinic.id, v7(), built.clientId, built.programId, built.versionId, decision?.id, clinic.trainer.memberId],
    )
    await expect(forged).rejects.toThrow('not-cleared')
  })
})

describe('a session is started by nobody', () => {
  it.each([
    ['who only runs the clinic', () => clinic.admin, 'not-your-role'],
    ['who clears programs but trains nobody', () => clinic.therapist, 'not-your-role'],
    ['who is a trainer of other clients', () => clinic.otherTrainer, 'not-in-care-team'],
  ])('%s', async (_, who, why) => {
    const built = await buildCleared(clinic)
    await expect(start(built, { by: who() })).rejects.toThrow(why)
  })

  it('in the name of somebody else', async () => {
    const built = await buildCleared(clinic)
    const { memberId } = clinic.trainer
    const named = clinic.sql(
      clinic.otherTrainer,
      `insert into training_sessions (clinic_id, id, client_id, program_id, version_id, kind, is_bfr, logged_by, occurred_at, day, time_zone)
       values ($1, $2, $3, $4, $5, 'started', true, $6, now(), current_date, '')`,
      [clinic.id, v7(), built.clientId, built.programId, built.versionId, memberId],
    )
    await expect(named).rejects.toThrow('not-your-role')
  })

  it('who has left the clinic', async () => {
    const own = await buildClinic(database)
    const built = await buildCleared(own)
    await inOne(database.urls.owner, { clinicId: own.id, memberId: '' }, (rows) =>
      rows('update members set deactivated_at = now() where id = $1', [own.trainer.memberId]),
    )
    await expect(train(own, built)).rejects.toThrow('member-deactivated')
  })
})

describe('a session that took place outside clearance', () => {
  it('is not reported without a reason, nor with an empty one', async () => {
    const built = await submitted()
    for (const outsideReason of [undefined, '', '   ']) {
      await expect(start(built, { kind: 'reported', at: hoursAgo(1), outsideReason })).rejects.toThrow(
        /outside-clearance-needs-reason|outside_with_a_reason/,
      )
    }
    expect(await countOf(built)).toBe(0)
  })

  it('is not reported as if it had been under the clearance signed only later', async () => {
    const built = await submitted()
    await sign(clinic, built)
    await consent(clinic, built)
    await expect(start(built, { kind: 'reported', at: hoursAgo(5) })).rejects.toThrow('outside-clearance-needs-reason')
  })

  it('is not reported in the name of somebody else, nor by who does not train the client', async () => {
    const built = await submitted()
    const told = { kind: 'reported', at: hoursAgo(1), outsideReason: 'Trained before it was cleared' } as const
    for (const by of [clinic.admin, clinic.otherTrainer, clinic.therapist]) {
      await expect(start(built, { ...told, by })).rejects.toThrow(/not-your-role|not-in-care-team/)
    }
  })

  it('is taken with its reason and its reporter, and gives the program no status', async () => {
    const built = await submitted()
    await start(built, { kind: 'reported', at: hoursAgo(1), outsideReason: 'Trained before it was cleared' })
    const [told] = await clinic.sql(
      clinic.therapist,
      `select s.is_outside_clearance, s.outside_reason, s.logged_by, s.decision_id, p.status
       from training_sessions s join programs p on p.clinic_id = s.clinic_id and p.id = s.program_id where s.program_id = $1`,
      [built.programId],
    )
    expect(told).toEqual({
      is_outside_clearance: true,
      outside_reason: 'Trained before it was cleared',
      logged_by: clinic.trainer.memberId,
      decision_id: null,
      status: 'not-started',
    })
  })

  it('never turns into one that was started, nor into one within clearance', async () => {
    const built = await submitted()
    const id = await start(built, { kind: 'reported', at: hoursAgo(1), outsideReason: 'Before it was cleared' })
    for (const change of [`kind = 'started'`, 'is_outside_clearance = false, outside_reason = null', 'day = day + 1']) {
      const changed = clinic.sql(clinic.trainer, `update training_sessions set ${change} where id = $1`, [id])
      await expect(changed).rejects.toThrow('immutable')
    }
  })
})
