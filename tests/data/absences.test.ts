/** Absences: what the database refuses in straight SQL, what the commands say, and what follows from somebody's being away. */
import { randomUUID } from 'node:crypto'
import { v7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { type AbsenceAsked, endAbsence, listAbsences, recordAbsence } from '~/data/absences.server'
import { readWorklist, type WorklistFilter } from '~/data/worklist.server'
import { findLogin } from '~/data/login.server'
import { listNotices } from '~/data/notifications.server'
import { readClinic } from '~/database/door.server'
import { addDays } from '~/domain/calendar-day'
import { acting } from '../acting'
import { thrownResponse } from '../auth/browser'
import { buildClinic, type Clinic, inOne, type Who } from '../builders'
import { buildCleared, buildClient, buildDraft, buildScreening, submit } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let today: string

beforeAll(async () => {
  clinic = await buildClinic(database)
  today = await clinicToday(new Date())
})

async function clinicToday(at: Date): Promise<string> {
  const [row] = await clinic.sql<{ day: string }>(clinic.admin, 'select clinic_day($1)::text as day', [at])
  return row?.day ?? ''
}

const day = (count: number) => addDays(today, count)

type Row = { by?: Who; away?: Who; from?: number; until?: number; delegate?: Who | null; at?: Date }

/** Straight SQL as the app's role, in the context of `by`: the id of the absence, or the word of the refusal. */
async function insert(row: Row = {}): Promise<string> {
  const { by = clinic.therapist, away = clinic.therapist, from = 1, until = 7, delegate = null, at = new Date() } = row
  const id = v7()
  const text = `insert into absences (clinic_id, id, member_id, from_day, until_day, delegate_id, recorded_by, occurred_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`
  const delegateId = delegate?.memberId ?? null
  const values = [clinic.id, id, away.memberId, day(from), day(until), delegateId, by.memberId, at]
  return clinic.sql(by, text, values).then(
    () => id,
    (error: Error) => error.message,
  )
}

async function insertEnd(absenceId: string, by: Who, at = new Date()): Promise<string> {
  const text = `insert into absence_ends (clinic_id, id, absence_id, last_day, ended_by, occurred_at)
    values ($1, $2, $3, date '2000-01-01', $4, $5)`
  return clinic.sql(by, text, [clinic.id, v7(), absenceId, by.memberId, at]).then(
    () => 'ended',
    (error: Error) => error.message,
  )
}

const record = async (who: Who, asked: Partial<AbsenceAsked>, key: string = randomUUID()) =>
  recordAbsence(await acting(who), {
    key,
    at: new Date(),
    memberId: who.memberId,
    from: day(1),
    until: day(7),
    delegateId: null,
    ...asked,
  })

describe('straight SQL is refused', () => {
  it.each([
    ['a colleague’s absence', () => ({ by: clinic.otherTherapist }), 'not-your-role'],
    ['an admin’s', () => ({ by: clinic.admin, away: clinic.admin }), 'teammate-unfit'],
    [
      'a therapist for a trainer',
      () => ({ by: clinic.trainer, away: clinic.trainer, delegate: clinic.therapist }),
      'delegate-unfit',
    ],
    ['one from yesterday', () => ({ from: -1 }), 'absence-in-the-past'],
    ['one that ends before it begins', () => ({ from: 3, until: 2 }), 'absence-out-of-range'],
    ['one of 366 days', () => ({ from: 1, until: 366 }), 'absence-out-of-range'],
    ['oneself as the delegate', () => ({ delegate: clinic.therapist }), 'delegate-unfit'],
    ['a trainer as the delegate', () => ({ delegate: clinic.trainer }), 'delegate-unfit'],
    [
      'a therapist for a doctor',
      () => ({ by: clinic.doctor, away: clinic.doctor, delegate: clinic.therapist }),
      'delegate-unfit',
    ],
  ] as [string, () => Row, string][])('%s', async (_says, row, why) => {
    expect(await insert(row())).toBe(why)
  })

  it('a delegate whose licence lapses before the first day, or who was deactivated', async () => {
    const lapsing = await buildClinic(database)
    const away = lapsing.therapist
    const [delegate, gone] = [lapsing.otherTherapist, lapsing.trainerAndTherapist]
    await inOne(database.urls.owner, { clinicId: lapsing.id, memberId: lapsing.admin.memberId }, async (rows) => {
      await rows('update members set licence_valid_until = $2 where id = $1', [delegate.memberId, day(0)])
      await rows('update members set deactivated_at = now() where id = $1', [gone.memberId])
    })
    const text = `insert into absences (clinic_id, id, member_id, from_day, until_day, delegate_id, recorded_by, occurred_at)
      values ($1, $2, $3, $4, $5, $6, $3, now())`
    const asked = (who: Who, from: number) =>
      lapsing.sql(away, text, [lapsing.id, v7(), away.memberId, day(from), day(from + 3), who.memberId])
    await expect(asked(delegate, 1)).rejects.toThrow('delegate-unfit')
    await expect(asked(gone, 0)).rejects.toThrow('delegate-unfit')
    await asked(delegate, 0)
  })

  it('a second absence on a day of the first, and a delegate who is away', async () => {
    await insert({ from: 20, until: 24 })
    expect(await insert({ from: 24, until: 30 })).toBe('absence-overlaps')
    const other = { by: clinic.otherTherapist, away: clinic.otherTherapist, delegate: clinic.therapist }
    expect(await insert({ ...other, from: 15, until: 20 })).toBe('delegate-away')
    expect(await insert({ ...other, from: 15, until: 19 })).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('an end by a colleague, a second end, one that comes too late, and any change', async () => {
    const id = await insert({ from: 40, until: 41 })
    expect(await insertEnd(id, clinic.otherTherapist)).toBe('not-your-role')
    expect(await insertEnd(id, clinic.admin)).toBe('ended')
    expect(await insertEnd(id, clinic.therapist)).toBe('absence-over')
    const past = await insert({ from: -5, until: -3, at: new Date(Date.now() - 6 * 86_400_000) })
    expect(await insertEnd(past, clinic.therapist)).toBe('absence-over')
    for (const change of ['update absences set until_day = until_day + 1', 'delete from absences'])
      await expect(clinic.sql(clinic.admin, change)).rejects.toThrow('permission denied')
    await expect(
      inOne(database.urls.owner, clinic.admin, (rows) => rows('update absence_ends set last_day = last_day + 1')),
    ).rejects.toThrow('immutable')
  })

  it('a delegate of another clinic', async () => {
    const elsewhere = await buildClinic(database)
    expect(await insert({ from: 50, until: 51, delegate: elsewhere.therapist })).toBe('delegate-unfit')
  })
})

describe('a clinician', () => {
  it('records an absence once, however often the form is sent, and calls it off', async () => {
    const key = randomUUID()
    const { doctor } = clinic
    const first = await record(doctor, { from: day(2), until: day(3) }, key)
    expect(first.ok).toBe(true)
    expect(await record(doctor, { from: day(2), until: day(3) }, key)).toEqual(first)
    expect(await record(doctor, { from: day(3), until: day(4) })).toEqual({ ok: false, why: 'absence-overlaps' })
    const absenceId = first.ok ? first.absenceId : ''
    const end = async (who: Who) => endAbsence(await acting(who), { key: randomUUID(), at: new Date(), absenceId })
    expect((await thrownResponse(end(clinic.therapist))).status).toBe(404)
    expect(await end(doctor)).toEqual({ ok: true })
    expect(await end(doctor)).toEqual({ ok: false, why: 'absence-over' })
    expect((await record(doctor, { from: day(3), until: day(4) })).ok).toBe(true)
  })

  it('finds nothing of another clinic’s absences, not as its admin either', async () => {
    const absenceId = await insert({ from: 60, until: 61 })
    const elsewhere = await buildClinic(database)
    const member = await acting(elsewhere.admin)
    const asked = { key: randomUUID(), at: new Date(), absenceId }
    expect((await thrownResponse(endAbsence(member, asked))).status).toBe(404)
  })

  it('sees their own and those they stand in for; an admin all', async () => {
    clinic = await buildClinic(database)
    await record(clinic.therapist, { delegateId: clinic.otherTherapist.memberId })
    await record(clinic.admin, { memberId: clinic.doctor.memberId })
    const seenBy = async (who: Who) => {
      const member = await acting(who)
      const { absences } = await readClinic(member, (query) =>
        listAbsences(query, member, { after: null, at: new Date() }),
      )
      return absences.map(({ name }) => name).sort()
    }
    expect(await seenBy(clinic.therapist)).toEqual(['Lin Chen'])
    expect(await seenBy(clinic.otherTherapist)).toEqual(['Lin Chen'])
    expect(await seenBy(clinic.doctor)).toEqual(['Dr. Amara Osei'])
    expect(await seenBy(clinic.admin)).toEqual(['Dr. Amara Osei', 'Lin Chen'])
    expect(await seenBy(clinic.trainerAndTherapist)).toEqual([])
  })
})

describe('while somebody is away', () => {
  const view = (whose: WorklistFilter['whose']): WorklistFilter => ({ risk: null, asks: null, whose })

  beforeAll(async () => {
    clinic = await buildClinic(database)
    const clientId = await buildClient(clinic)
    await buildScreening(clinic, clientId)
    await clinic.sql(
      clinic.trainer,
      'insert into care_team (clinic_id, client_id, member_id, added_by) values ($1, $2, $3, $4)',
      [clinic.id, clientId, clinic.therapist.memberId, clinic.trainer.memberId],
    )
    await submit(clinic, await buildDraft(clinic, clientId))
  })

  async function worklist(who: Who, whose: WorklistFilter['whose'] = 'mine-and-pool') {
    const member = (await findLogin(who.idHash))?.member
    if (!member) throw new Error('The login is open.')
    const asked = { filter: view(whose), after: null, before: null, at: new Date() }
    return (await readWorklist(member, asked)).worklist
  }

  const whoseFor = async (who: Who) => (await worklist(who, 'all')).items.map(({ whose }) => whose)

  it('what is theirs is first the care team’s, then the delegate’s, and the pool’s when neither is there', async () => {
    const { therapist, otherTherapist, doctor } = clinic
    expect([await whoseFor(therapist), await whoseFor(otherTherapist)]).toEqual([['care-team'], ['others']])
    expect(await worklist(otherTherapist)).toMatchObject({ items: [], shown: { count: 0 }, elsewhere: { count: 1 } })

    const away = await insert({ from: 0, until: 6, delegate: otherTherapist })
    expect((await worklist(otherTherapist, 'delegated')).items).toMatchObject([{ standsInFor: 'Lin Chen' }])
    expect(await whoseFor(doctor)).toEqual(['others'])
    expect((await worklist(doctor)).away).toEqual([
      { name: 'Lin Chen', delegateName: 'Tove Berg', isYourDelegation: false },
    ])

    const ill = await insert({ by: otherTherapist, away: otherTherapist, from: 0, until: 2, delegate: doctor })
    expect(await whoseFor(doctor)).toEqual(['pool'])
    expect((await worklist(doctor)).items).toHaveLength(1)

    expect(await insertEnd(ill, otherTherapist)).toBe('ended')
    expect(await whoseFor(doctor)).toEqual(['others'])
    expect(await insertEnd(away, therapist)).toBe('ended')
    expect(await whoseFor(otherTherapist)).toEqual(['others'])
  })

  it('what only a doctor may decide is in the pool, whoever of the therapists is of the care team', async () => {
    const clientId = await buildClient(clinic)
    await buildScreening(clinic, clientId, { bfr: 'elevated' })
    await clinic.sql(
      clinic.trainer,
      'insert into care_team (clinic_id, client_id, member_id, added_by) values ($1, $2, $3, $4)',
      [clinic.id, clientId, clinic.therapist.memberId, clinic.trainer.memberId],
    )
    await submit(clinic, await buildDraft(clinic, clientId))
    const [forDoctor] = (await worklist(clinic.doctor)).items
    expect(forDoctor).toMatchObject({ risk: 'doctor', whose: 'pool', whyNotYours: null })
    const [forTherapist] = (await worklist(clinic.therapist)).items
    expect(forTherapist).toMatchObject({ risk: 'doctor', whose: 'care-team', whyNotYours: 'needs-doctor' })
  })
})

describe('a red flag is addressed to', () => {
  async function addressed(clientId: string): Promise<string | null> {
    const id = v7()
    const [row] = await clinic.sql<{ name: string | null }>(
      clinic.trainer,
      `with raised as (insert into red_flags (clinic_id, id, client_id, sign, needs_assessment, raised_by, told_member_id, occurred_at)
         values ($1, $2, $3, 'calf-pain', true, $4, $4, now()) returning told_member_id)
       select (select name from members m where m.id = told_member_id) as name from raised`,
      [clinic.id, id, clientId, clinic.trainer.memberId],
    )
    return row?.name ?? null
  }

  it('who signed, else who stands in, else nobody by name', async () => {
    clinic = await buildClinic(database)
    const { clientId } = await buildCleared(clinic)
    const uncleared = await buildClient(clinic)
    expect([await addressed(clientId), await addressed(uncleared)]).toEqual(['Lin Chen', null])
    await insert({ from: 0, until: 6, delegate: clinic.otherTherapist })
    expect(await addressed(clientId)).toBe('Tove Berg')
    const inbox = async (who: Who) => {
      const member = await acting(who)
      const { notices } = await readClinic(member, (query) => listNotices(query, member, null))
      return notices.filter(({ isAddressed }) => isAddressed).length
    }
    expect([await inbox(clinic.otherTherapist), await inbox(clinic.therapist), await inbox(clinic.doctor)]).toEqual([
      1, 1, 0,
    ])
    await insert({ by: clinic.otherTherapist, away: clinic.otherTherapist, from: 0, until: 1, delegate: clinic.doctor })
    expect(await addressed(clientId)).toBeNull()
  })

  it('nobody by name whose licence has run out', async () => {
    clinic = await buildClinic(database)
    const { clientId } = await buildCleared(clinic)
    await inOne(database.urls.owner, { clinicId: clinic.id, memberId: clinic.admin.memberId }, (rows) =>
      rows('update members set licence_valid_until = $2 where id = $1', [clinic.therapist.memberId, day(-1)]),
    )
    expect(await addressed(clientId)).toBeNull()
  })
})
