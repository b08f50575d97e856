/** Check-ins: due by the hour, answered once, missed and told to the clinician once, all from what is on record. */
import { randomUUID } from 'node:crypto'
import { v7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { answerCheckIn, listCheckIns } from '~/data/check-ins.server'
import { checkBeforeSession } from '~/data/session-checks.server'
import { startSession } from '~/data/training-sessions.server'
import { readWorklist } from '~/data/worklist.server'
import { readClinic } from '~/database/door.server'
import { isForClinician } from '~/domain/adverse-events'
import { followed, missedHours, type PastSession } from '~/domain/check-ins'
import { tellMissedCheckIns } from '~/jobs/check-ins.server'
import { acting } from '../acting'
import { thrownResponse } from '../auth/browser'
import { buildClinic, type Clinic } from '../builders'
import { type Built, buildCleared, train } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let trainer: Acting

const hourMs = 3_600_000
const first = Date.parse('2026-09-07T08:00:00Z')
const hoursOn = (hours: number) => new Date(first + hours * hourMs)

beforeAll(async () => {
  clinic = await buildClinic(database)
  trainer = await acting(clinic.trainer)
})

type Trained = Built & { sessionId: string }
async function buildTrained(at = hoursOn(0)): Promise<Trained> {
  const built = await buildCleared(clinic, { at })
  return { ...built, sessionId: await train(clinic, built, { at }) }
}

const well = {
  painNrs: 1,
  hasSoreness: false,
  hasSwelling: false,
  hasLessRange: false,
  isGrowing: false,
  signs: [],
  note: '',
}
type Answered = Partial<Parameters<typeof answerCheckIn>[1]>
const answer = (sessionId: string, at: Date, answers: Answered = {}, who = trainer) =>
  answerCheckIn(who, { ...well, key: randomUUID(), sessionId, at, ...answers })

const due = async ({ sessionId }: { sessionId: string }, at: Date, who = trainer) => {
  const found = (await readClinic(who, (query) => listCheckIns(query, who, at))).find(
    (each) => each.sessionId === sessionId,
  )
  return found ? { hour: found.hour, isMissed: found.isMissed } : null
}
const strike = (sessionId: string, clientId: string, subject = 'session') =>
  clinic.sql(
    clinic.trainer,
    `insert into strikes (clinic_id, subject, subject_id, client_id, reason, struck_by, occurred_at) values ($1, $2, $3, $4, 'Wrong client', $5, now())`,
    [clinic.id, subject, sessionId, clientId, clinic.trainer.memberId],
  )
const deviate = (sessionId: string, setId: string | null = null) =>
  clinic.sql(
    clinic.trainer,
    `insert into deviations (clinic_id, id, session_id, set_id, kind, says, reason, recorded_by, occurred_at)
     values ($1, $2, $3, $4, 'load', '6 kg above', 'The next plate', $5, now())`,
    [clinic.id, v7(), sessionId, setId, clinic.trainer.memberId],
  )
const toldOf = async (kind: string, clientId: string) => {
  const rows = await clinic.sql<{ name: string; subject_id: string }>(
    clinic.therapist,
    `select m.name, n.subject_id from notifications n join members m on m.clinic_id = n.clinic_id and m.id = n.member_id
     where n.kind = $1 and n.client_id = $2 order by n.id`,
    [kind, clientId],
  )
  return rows.map(({ name }) => name)
}

describe('a sign that is told while somebody else holds the clinic for longer than one saves waits', () => {
  it('before a session and after one: its red flag is raised all the same', async () => {
    const before = await buildCleared(clinic)
    const after = await buildTrained()
    const lockKey = 'select pg_advisory_xact_lock(hashtextextended($1::text, 0))'
    let isHeld = (): void => undefined
    const held = new Promise<void>((resolve) => {
      isHeld = resolve
    })
    const busy = clinic.as(clinic.trainer, async (rows) => {
      await rows(lockKey, [clinic.id])
      isHeld()
      await rows('select pg_sleep(3.4)')
    })
    await held
    const signs = ['chest-pain'] as const
    const nothingElse = { painNrs: null, sleep: null, otherSymptom: '', readings: [], after: null }
    const checked = {
      ...nothingElse,
      signs: [...signs],
      key: randomUUID(),
      at: new Date(),
      programId: before.programId,
    }
    const outcomes = await Promise.all([
      checkBeforeSession(trainer, checked),
      answer(after.sessionId, hoursOn(25), { signs: [...signs] }),
    ])
    await busy
    for (const outcome of outcomes) expect(outcome).toMatchObject({ ok: true, redFlagId: expect.any(String) })
  })
})

describe('after a first session', () => {
  it('a check-in stands on the trainer’s page at 24, 48 and 72 hours until it is answered', async () => {
    const built = await buildTrained()
    expect(await due(built, hoursOn(23.99))).toBeNull()
    expect(await due(built, hoursOn(24))).toEqual({ hour: 24, isMissed: false })
    expect((await answer(built.sessionId, hoursOn(24))).ok).toBe(true)
    expect(await due(built, hoursOn(47))).toBeNull()
    expect(await due(built, hoursOn(48))).toEqual({ hour: 48, isMissed: false })
    expect(await due(built, hoursOn(96))).toEqual({ hour: 72, isMissed: true })
    expect((await answer(built.sessionId, hoursOn(97))).ok).toBe(true)
    expect(await due(built, hoursOn(98))).toBeNull()
  })

  it('of the second session only where it had a deviation, and not for one struck through', async () => {
    const built = await buildTrained()
    const second = await train(clinic, built, { at: hoursOn(50) })
    expect(await due({ sessionId: second }, hoursOn(80))).toBeNull()
    await deviate(second)
    expect(await due({ sessionId: second }, hoursOn(80))).toEqual({ hour: 24, isMissed: false })
    await strike(built.sessionId, built.clientId)
    expect(await due(built, hoursOn(80))).toBeNull()
    await strike(second, built.clientId)
    expect(await due({ sessionId: second }, hoursOn(80))).toBeNull()
  })

  it('it is answered once, when it is due, by somebody of the care team or a clinician', async () => {
    const built = await buildTrained()
    expect(await answer(built.sessionId, hoursOn(23))).toEqual({ ok: false, why: 'check-in-not-due' })
    for (const who of [clinic.otherTrainer, (await buildClinic(database)).therapist]) {
      const response = await thrownResponse(answer(built.sessionId, hoursOn(25), {}, await acting(who)))
      expect(response.status).toBe(404)
    }
    const two = await Promise.all([answer(built.sessionId, hoursOn(25)), answer(built.sessionId, hoursOn(25))])
    expect(two.map((each) => (each.ok ? 'ok' : each.why)).sort()).toEqual(['check-in-not-due', 'ok'])
    expect((await answer(built.sessionId, hoursOn(49), {}, await acting(clinic.therapist))).ok).toBe(true)
  })

  it('the check before the next session answers what is open, of every program of the client', async () => {
    const built = await buildTrained()
    const at = hoursOn(26)
    const effects = { hasSoreness: true, hasSwelling: false, hasLessRange: false, isGrowing: false }
    const answers = { painNrs: 2, sleep: null, signs: [], otherSymptom: '', readings: [], after: effects }
    await checkBeforeSession(trainer, { ...answers, key: randomUUID(), at, programId: built.programId })
    expect(await due(built, at)).toBeNull()
    const rows = await clinic.sql(
      clinic.trainer,
      'select due_hour, pain_nrs, has_soreness, check_id is not null as "byCheck" from check_ins where session_id = $1',
      [built.sessionId],
    )
    expect(rows).toEqual([{ due_hour: 24, pain_nrs: 2, has_soreness: true, byCheck: true }])
  })
})

describe('what a check-in finds', () => {
  it('a sign raises the red flag, and nothing of the client starts', async () => {
    const built = await buildTrained()
    const saved = await answer(built.sessionId, hoursOn(30), { signs: ['dark-or-less-urine'] })
    expect(saved).toMatchObject({ ok: true, clientId: built.clientId })
    const start = {
      key: randomUUID(),
      at: hoursOn(31),
      programId: built.programId,
      place: 'clinic',
      painNrs: null,
    } as const
    expect(await startSession(trainer, start)).toEqual({ ok: false, why: 'on-hold' })
    await expect(train(clinic, built, { at: hoursOn(31) })).rejects.toThrow('on-hold')
  })

  it('soreness, swelling and less range together, or one of them growing, tell who cleared it', async () => {
    const built = await buildTrained()
    for (const bits of Array.from({ length: 16 }, (_, index) => index)) {
      const effects = {
        hasSoreness: (bits & 1) > 0,
        hasSwelling: (bits & 2) > 0,
        hasLessRange: (bits & 4) > 0,
        isGrowing: (bits & 8) > 0,
      }
      const sessionId = await train(clinic, built, { at: hoursOn(bits + 1), kind: 'reported' })
      await deviate(sessionId)
      const before = (await toldOf('after-effects', built.clientId)).length
      await answer(sessionId, hoursOn(bits + 25), effects)
      const told = (await toldOf('after-effects', built.clientId)).slice(before)
      expect([effects, told]).toEqual([effects, isForClinician(effects) ? ['Lin Chen'] : []])
    }
  })
})

describe('a check-in nobody answered', () => {
  it('is told to who cleared it once an hour that was due, by any number of runs at once', async () => {
    const own = await buildClinic(database)
    const [before, held] = [clinic, await acting(own.trainer)]
    clinic = own
    try {
      const built = await buildTrained()
      const runs = async (at: Date) => {
        const counts = await Promise.all(Array.from({ length: 5 }, () => tellMissedCheckIns(at)))
        const told = await toldOf('check-in-missed', built.clientId)
        return { written: counts.reduce((sum, count) => sum + count, 0) > 0, told }
      }
      expect((await runs(hoursOn(47))).told).toEqual([])
      expect((await runs(hoursOn(48))).told).toEqual(['Lin Chen'])
      expect(await runs(hoursOn(71))).toEqual({ written: false, told: ['Lin Chen'] })
      // Off for days: what went by is told at once, each hour by itself.
      expect((await runs(hoursOn(200))).told).toEqual(['Lin Chen', 'Lin Chen', 'Lin Chen'])
      const therapist = await acting(own.therapist)
      const anything = { filter: { risk: null, asks: null, whose: 'all' }, after: null, before: null } as const
      const missedAt = async (at: Date) => (await readWorklist(therapist, { ...anything, at })).missed
      const { count, oldest } = await missedAt(hoursOn(200))
      expect(count).toBe(1)
      expect(oldest.map(({ sessionId, missed: hours }) => [sessionId, hours])).toEqual([
        [built.sessionId, [24, 48, 72]],
      ])
      await answer(built.sessionId, hoursOn(201), {}, held)
      expect(await missedAt(hoursOn(201))).toEqual({ count: 0, oldest: [] })
    } finally {
      clinic = before
    }
  })

  it('is the same one by the database as by the domain, whatever was struck through or answered', async () => {
    const own = await buildClinic(database)
    const before = clinic
    clinic = own
    trainer = await acting(own.trainer)
    try {
      const known: (PastSession & { answered: number[] })[] = []
      for (const [index, plan] of plans.entries()) {
        const built = await buildCleared(own, { at: hoursOn(0) })
        for (const { hour, isStruck = false, hasDeviation = false, answered = [] } of plan) {
          const id = await train(own, built, { at: hoursOn(hour) })
          if (hasDeviation) await deviate(id)
          for (const each of answered) await answer(id, hoursOn(hour + each))
          if (isStruck) await strike(id, built.clientId)
          known.push({ id, programId: String(index), at: first + hour * hourMs, isStruck, hasDeviation, answered })
        }
      }
      for (const hour of [24, 47, 48, 72, 95, 96, 120, 144, 168, 335, 336, 400]) {
        const rows = await own.sql<{ session_id: string; due_hour: number }>(
          own.trainer,
          'select session_id, due_hour from missed_check_ins($1)',
          [hoursOn(hour)],
        )
        const expected = followed(known).flatMap((session) => {
          const answeredHours = session.answered.filter((each) => session.at + each * hourMs <= hoursOn(1000).getTime())
          return missedHours({ at: session.at, answeredHours }, hoursOn(hour).getTime()).map(
            (each) => `${session.id} ${each}`,
          )
        })
        expect([hour, rows.map((row) => `${row.session_id} ${row.due_hour}`).sort()]).toEqual([hour, expected.sort()])
      }
    } finally {
      clinic = before
      trainer = await acting(before.trainer)
    }
  })

  it('is written by the job alone, and never before its time', async () => {
    const built = await buildTrained()
    const text = `insert into check_in_misses (clinic_id, id, client_id, session_id, due_hour, occurred_at) values ($1, $2, $3, $4, 24, $5)`
    const values = [clinic.id, v7(), built.clientId, built.sessionId, hoursOn(50)]
    await expect(clinic.sql(clinic.trainer, text, values)).rejects.toThrow('permission denied')
  })
})

// Hours after the first of each program, in order.
const plans: { hour: number; isStruck?: boolean; hasDeviation?: boolean; answered?: number[] }[][] = [
  [{ hour: 0 }],
  [{ hour: 0, answered: [24] }, { hour: 30 }],
  [
    { hour: 0, answered: [48] },
    { hour: 60, hasDeviation: true },
  ],
  [{ hour: 0, isStruck: true }, { hour: 30 }, { hour: 50 }],
  [
    { hour: 0, answered: [24, 48, 72] },
    { hour: 80, hasDeviation: true, isStruck: true },
  ],
  [{ hour: 0 }, { hour: 26, hasDeviation: true, answered: [24] }],
]
