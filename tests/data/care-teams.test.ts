/** Care teams: many at once, handed over, and covered while somebody is away; and what straight SQL cannot make of them. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { v7 } from 'uuid'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { recordAbsence } from '~/data/absences.server'
import { addToCareTeam } from '~/data/care-team.server'
import { assignMany, countCareGaps, listCareTeams, takeOutMany } from '~/data/care-teams.server'
import { readClient } from '~/data/client-door.server'
import { listClients } from '~/data/client-list.server'
import { getLeaving, handOver, listHeirs } from '~/data/hand-over.server'
import { withdrawVersion } from '~/data/submissions.server'
import { listToday } from '~/data/today.server'
import { endSession, startSession } from '~/data/training-sessions.server'
import { readClinic } from '~/database/door.server'
import { addDays } from '~/domain/calendar-day'
import type { HandOverWay } from '~/domain/hand-over'
import { acting } from '../acting'
import { thrownResponse } from '../auth/browser'
import { buildClinic, type Clinic, inOne, type Who } from '../builders'
import { buildCleared, buildClient, buildDraft, buildScreening, submit } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let superuser: pg.Client

beforeAll(async () => {
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
})
afterAll(() => superuser.end())
beforeEach(async () => {
  clinic = await buildClinic(database)
})

const teamOf = async (clientId: string) => {
  const text = 'select m.name from care_team t join members m on m.id = t.member_id where t.client_id = $1 order by 1'
  return (await superuser.query(text, [clientId])).rows.map(({ name }) => name)
}

const deactivate = (who: Who) =>
  inOne(database.urls.owner, { clinicId: clinic.id, memberId: clinic.admin.memberId }, (rows) =>
    rows('update members set deactivated_at = now() where id = $1', [who.memberId]),
  )

async function reads(who: Who, clientId: string): Promise<boolean> {
  const asked = { clientId, pathKind: 'routes/clients.$clientId._index', at: new Date() }
  return readClient(await acting(who), asked, async () => true).catch(() => false)
}

describe('many care teams at once', () => {
  const change = async (work: typeof assignMany, by: Who, whom: Who, clientIds: string[], key: string = randomUUID()) =>
    work(await acting(by), { key, at: new Date(), memberId: whom.memberId, clientIds })

  it('are assigned and taken out of by an admin, who sees no client', async () => {
    const clientIds = [await buildClient(clinic), await buildClient(clinic)]
    const [one = ''] = clientIds
    const { admin, otherTrainer, trainer } = clinic
    expect(await change(assignMany, admin, otherTrainer, clientIds)).toEqual({ ok: true, changed: 2 })
    expect(await change(assignMany, admin, otherTrainer, clientIds)).toEqual({ ok: true, changed: 0 })
    expect(await teamOf(one)).toEqual(['Jo Okafor', 'Maya Ruiz'])
    expect(await reads(admin, one)).toBe(false)
    expect(await change(takeOutMany, admin, trainer, clientIds)).toEqual({ ok: true, changed: 2 })
    expect(await reads(trainer, one)).toBe(false)
  })

  it('take nobody who left, no admin, and no client or colleague of another clinic', async () => {
    const clientId = await buildClient(clinic)
    const elsewhere = await buildClinic(database)
    const theirs = await buildClient(elsewhere)
    await deactivate(clinic.otherTrainer)
    const { admin, otherTrainer, therapist } = clinic
    const unfit = { ok: false, why: 'teammate-unfit' }
    expect(await change(assignMany, admin, otherTrainer, [clientId])).toEqual(unfit)
    for (const [whom, ids] of [
      [admin, [clientId]],
      [elsewhere.trainer, [clientId]],
      [therapist, [clientId, theirs]],
    ] as const)
      expect((await thrownResponse(change(assignMany, admin, whom, [...ids]))).status).toBe(404)
    expect(await teamOf(clientId)).toEqual(['Maya Ruiz'])
  })

  it('say who is left with nobody, and who with no trainer', async () => {
    const [served, left, half] = [await buildClient(clinic), await buildClient(clinic), await buildClient(clinic)]
    const { admin, therapist, trainer, otherTrainer } = clinic
    await change(assignMany, admin, therapist, [half])
    await change(takeOutMany, admin, trainer, [left, half])
    await change(assignMany, admin, otherTrainer, [left])
    await deactivate(otherTrainer)
    const member = await acting(admin)
    const asked = { gap: null, memberId: null, after: null }
    const { rows, next } = await readClinic(member, (query) => listCareTeams(query, asked))
    expect(Object.fromEntries(rows.map(({ id, gap }) => [id, gap]))).toEqual({
      [served]: null,
      [left]: 'nobody',
      [half]: 'no-trainer',
    })
    expect(next).toBe(null)
    for (const [gap, id] of [
      ['nobody', left],
      ['no-trainer', half],
    ] as const) {
      const found = await readClinic(member, (query) => listCareTeams(query, { ...asked, gap }))
      expect(found.rows.map((row) => row.id)).toEqual([id])
    }
    expect(await readClinic(member, countCareGaps)).toEqual({ nobody: 1, 'no-trainer': 1 })
    const doctor = await acting(clinic.doctor)
    const list = { sort: { by: 'name', direction: 'ascending' }, after: null, before: null, program: null } as const
    const seen = await readClinic(doctor, (query) =>
      listClients(query, doctor, { ...list, isMine: false, withArchived: false, at: new Date() }),
    )
    expect(seen.rows.find(({ id }) => id === left)?.careTeam).toEqual([])
  })
})

/** That many clients of the trainer, in one statement each. */
async function manyClients(count: number): Promise<void> {
  const { trainer, id } = clinic
  await clinic.as(trainer, async (rows) => {
    await rows(
      `insert into clients (clinic_id, id, record_number, given_name, family_name, birth_date, sex, created_by)
       select $1, uuidv7(), 'M-' || n, 'Ana', 'Many', '1990-05-04', 'female', $2 from generate_series(1, $3::int) n`,
      [id, trainer.memberId, count],
    )
    await rows(
      `insert into care_team (clinic_id, client_id, member_id, added_by)
       select clinic_id, id, $1, $1 from clients where clinic_id = $2 and record_number like 'M-%'`,
      [trainer.memberId, id],
    )
  })
}

describe('handing over', () => {
  const give = async (by: Who, from: Who, to: Who[], more: { key?: string; way?: HandOverWay } = {}) => {
    const asked = { key: randomUUID(), way: 'shared-out' as const, ...more, at: new Date() }
    return handOver(await acting(by), { ...asked, fromId: from.memberId, heirIds: to.map(({ memberId }) => memberId) })
  }
  const placesOf = async (who: Who) =>
    (await superuser.query('select 1 from care_team where member_id = $1', [who.memberId])).rows.length
  const toldOf = async (who: Who) =>
    (
      await superuser.query(
        `select o.told_count as mail, h.client_count as clients from outbox o join hand_overs h on h.id = o.subject_id
         join notifications n on n.subject_id = h.id and n.member_id = o.member_id
         where o.kind = 'clients-handed-over' and o.member_id = $1 order by o.id`,
        [who.memberId],
      )
    ).rows

  it('moves 501 clients in two batches, each told once, and the same form again moves none', async () => {
    await manyClients(501)
    const { admin, trainer, otherTrainer, trainerAndTherapist } = clinic
    const key = randomUUID()
    const asked = () => give(admin, trainer, [otherTrainer, trainerAndTherapist], { key })
    expect(await asked()).toEqual({ ok: true, moved: 501 })
    expect([await placesOf(trainer), await placesOf(otherTrainer), await placesOf(trainerAndTherapist)]).toEqual([
      0, 251, 250,
    ])
    expect(await toldOf(otherTrainer)).toEqual([
      { mail: 250, clients: 250 },
      { mail: 1, clients: 1 },
    ])
    const later = await buildClient(clinic)
    expect(await asked()).toEqual({ ok: true, moved: 501 })
    expect(await teamOf(later)).toEqual(['Maya Ruiz'])
    expect(await give(admin, otherTrainer, [otherTrainer])).toEqual({ ok: false, why: 'heir-unfit' })
  }, 60_000)

  it('works for who was deactivated, keeps who is there already, and is done once by two at once', async () => {
    const { admin, therapist, trainer, otherTrainer } = clinic
    const [one, two] = [await buildClient(clinic), await buildClient(clinic)]
    const member = await acting(admin)
    await assignMany(member, { key: randomUUID(), at: new Date(), memberId: otherTrainer.memberId, clientIds: [one] })
    await deactivate(trainer)
    const raced = await Promise.all([give(admin, trainer, [otherTrainer]), give(therapist, trainer, [otherTrainer])])
    expect(raced).toContainEqual({ ok: true, moved: 2 })
    expect(raced).toContainEqual({ ok: false, why: 'nothing-to-hand-over' })
    expect([await teamOf(one), await teamOf(two)]).toEqual([['Jo Okafor'], ['Jo Okafor']])
    expect(await toldOf(otherTrainer)).toEqual([{ mail: 1, clients: 1 }])
    expect((await thrownResponse(give((await buildClinic(database)).admin, trainer, [otherTrainer]))).status).toBe(404)
  })

  it('says what is theirs besides, waits for a running session, and whoever takes over goes on with the program', async () => {
    const { admin, trainer, otherTrainer } = clinic
    const built = await buildCleared(clinic)
    const waiting = await buildClient(clinic)
    await buildScreening(clinic, waiting)
    const submitted = await submit(clinic, await buildDraft(clinic, waiting))
    const started = await startSession(await acting(trainer), {
      ...{ key: randomUUID(), at: new Date(), programId: built.programId, place: 'clinic', painNrs: null },
    })
    expect(started).toMatchObject({ ok: true })
    const member = await acting(admin)
    const leaving = () => readClinic(member, (query) => getLeaving(query, trainer.memberId, new Date()))
    const from = await leaving()
    expect(from).toMatchObject({ clients: 2, withoutAnother: 2, isInSession: true, submissions: 1, standsIn: [] })
    const heirs = await readClinic(member, (query) => listHeirs(query, from, new Date()))
    expect(heirs.map(({ name }) => name)).toEqual(['Jo Okafor', 'Sam Both'])
    expect(await give(admin, trainer, [otherTrainer])).toEqual({ ok: false, why: 'hand-over-in-session' })
    await clinic.sql(trainer, 'update training_sessions set ended_at = now() where program_id = $1', [built.programId])
    expect(await give(admin, trainer, [otherTrainer])).toEqual({ ok: true, moved: 2 })
    const { programId, versionId } = submitted
    const taken = await withdrawVersion(await acting(otherTrainer), {
      ...{ key: randomUUID(), at: new Date(), programId, versionId },
    })
    expect(taken).toMatchObject({ ok: true })
  })
})

describe('a trainer who is away', () => {
  it('is covered on those days alone by who stands in, in every list and on the floor, and never for good', async () => {
    const { trainer, otherTrainer } = clinic
    const { clientId, programId } = await buildCleared(clinic)
    const rows = await clinic.sql<{ day: string }>(clinic.admin, 'select clinic_day(now())::text as day')
    const today = rows[0]?.day ?? ''
    const away = { memberId: trainer.memberId, delegateId: otherTrainer.memberId }
    const days = { from: addDays(today, 1), until: addDays(today, 3) }
    expect(
      await recordAbsence(await acting(trainer), { ...away, ...days, key: randomUUID(), at: new Date() }),
    ).toMatchObject({ ok: true })
    expect(await reads(otherTrainer, clientId)).toBe(false)
    const shift = async (by: number) => {
      await superuser.query('begin')
      await superuser.query('set local session_replication_role = replica')
      const text =
        'update absences set from_day = from_day + $2::int, until_day = until_day + $2::int where clinic_id = $1'
      await superuser.query(text, [clinic.id, by])
      await superuser.query('commit')
    }
    await shift(-1)
    expect(await reads(otherTrainer, clientId)).toBe(true)
    const member = await acting(otherTrainer)
    const at = new Date()
    const { programs } = await readClinic(member, (query) => listToday(query, member, at))
    expect(programs).toMatchObject([{ programId, isStandingIn: true }])
    const join = await addToCareTeam(member, { key: randomUUID(), at, clientId, memberId: member.memberId })
    expect(join).toEqual({ ok: false, why: 'not-in-care-team' })
    const start = { programId, place: 'clinic', painNrs: null, at } as const
    const started = await startSession(member, { ...start, key: randomUUID() })
    expect(started).toMatchObject({ ok: true })
    const training = await readClinic(member, (query) => listToday(query, member, at))
    expect(training.programs).toMatchObject([{ programId, isStandingIn: true }])
    expect(await reads(trainer, clientId)).toBe(true)
    expect(await reads(clinic.trainerAndTherapist, clientId)).toBe(true)
    await shift(-2)
    expect(await reads(otherTrainer, clientId)).toBe(true)
    await shift(-1)
    // What they are in the middle of is theirs until it is ended.
    expect(await reads(otherTrainer, clientId)).toBe(true)
    const sessionId = 'sessionId' in started ? String(started.sessionId) : ''
    expect(await endSession(member, { key: randomUUID(), sessionId, at: new Date() })).toMatchObject({ ok: true })
    expect(await reads(otherTrainer, clientId)).toBe(false)
    expect((await thrownResponse(startSession(member, { ...start, key: randomUUID() }))).status).toBe(404)
  })

  it('passes nothing on: who stands in for the one who stands in sees nothing by it', async () => {
    const clientId = await buildClient(clinic)
    const { trainer, otherTrainer, trainerAndTherapist, admin } = clinic
    const put = (away: Who, delegate: Who) =>
      clinic.sql(
        admin,
        `insert into absences (clinic_id, id, member_id, from_day, until_day, delegate_id, recorded_by, occurred_at)
         values ($1, $2, $3, clinic_day(now()), clinic_day(now()), $4, $5, now())`,
        [clinic.id, v7(), away.memberId, delegate.memberId, admin.memberId],
      )
    await put(trainer, otherTrainer)
    expect(await reads(otherTrainer, clientId)).toBe(true)
    await put(otherTrainer, trainer).catch(() => null)
    await put(otherTrainer, trainerAndTherapist)
    const ways = await superuser.query(
      `select set_config('clearway.clinic', $1, false), (select count(*)::int from reached_clients($2)) as n`,
      [clinic.id, trainerAndTherapist.memberId],
    )
    expect(ways.rows[0].n).toBe(0)
  })

  it('is not covered by who was deactivated, and a deactivated member records nothing', async () => {
    const { trainer, otherTrainer } = clinic
    await deactivate(otherTrainer)
    const put = (by: Who, away: Who, delegate: Who | null) =>
      clinic.sql(
        by,
        `insert into absences (clinic_id, id, member_id, from_day, until_day, delegate_id, recorded_by, occurred_at)
         values ($1, $2, $3, clinic_day(now()), clinic_day(now()), $4, $5, now())`,
        [clinic.id, v7(), away.memberId, delegate?.memberId ?? null, by.memberId],
      )
    await expect(put(trainer, trainer, otherTrainer)).rejects.toThrow('delegate-unfit')
    await expect(put(otherTrainer, otherTrainer, null)).rejects.toThrow('member-deactivated')
    await expect(put(clinic.admin, otherTrainer, null)).rejects.toThrow('teammate-unfit')
  })
})

describe('straight SQL', () => {
  const place = (by: Who, clientId: string, whom: Who, addedBy: Who = by) =>
    clinic.sql(by, 'insert into care_team (clinic_id, client_id, member_id, added_by) values ($1, $2, $3, $4)', [
      ...[clinic.id, clientId, whom.memberId, addedBy.memberId],
    ])

  it('takes nobody into a care team but by who is in it, a clinician or an admin, and only who may be', async () => {
    const clientId = await buildClient(clinic)
    const { trainer, otherTrainer, trainerAndTherapist, admin, therapist } = clinic
    await expect(place(otherTrainer, clientId, otherTrainer)).rejects.toThrow('not-in-care-team')
    await expect(place(otherTrainer, clientId, otherTrainer, trainer)).rejects.toThrow('not-your-role')
    await expect(place(trainer, clientId, admin)).rejects.toThrow('teammate-unfit')
    await expect(clinic.sql(otherTrainer, 'delete from care_team')).rejects.toThrow('not-a-clinician')
    await place(admin, clientId, therapist)
    await place(trainer, clientId, otherTrainer)
    await deactivate(trainerAndTherapist)
    await expect(place(trainer, clientId, trainerAndTherapist)).rejects.toThrow('teammate-unfit')
    await expect(place(trainerAndTherapist, clientId, therapist)).rejects.toThrow('member-deactivated')
    expect(await teamOf(clientId)).toEqual(['Jo Okafor', 'Lin Chen', 'Maya Ruiz'])
  })

  it('tells of no hand-over that did not happen', async () => {
    const { trainer, otherTrainer, admin } = clinic
    const text = `insert into hand_overs (clinic_id, id, from_member_id, to_member_id, client_count, handed_by, occurred_at)
      values ($1, $2, $3, $4, 900, $5, now())`
    const told = (by: Who) =>
      clinic.sql(by, text, [clinic.id, v7(), trainer.memberId, otherTrainer.memberId, by.memberId])
    await expect(told(trainer)).rejects.toThrow('not-your-role')
    await expect(told(admin)).rejects.toThrow('nothing-to-hand-over')
  })
})
