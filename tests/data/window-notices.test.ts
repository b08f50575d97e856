/** What is told of a rehab window on which day, to whom, once: asked of the enforcer day by day, and in SQL. */
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { weeklyReviews } from '~/jobs/outbox.server'
import { enforce, rehearse } from '~/jobs/enforcer.server'
import { buildClinic, type Clinic, type Who } from '../builders'
import { type Built, buildCleared, buildVersion, sign, submit, train } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
const dayMs = 86_400_000
// A Monday at ten in Berlin.
const firstDay = Date.parse('2026-09-07T08:00:00Z')
const onDay = (day: number) => new Date(firstDay + (day - 1) * dayMs)

type Told = { kind: string; name: string }
const told = (clinic: Clinic, table: 'notifications' | 'outbox') =>
  clinic.sql<Told>(
    clinic.admin,
    `select t.kind, m.name from ${table} t join members m on m.clinic_id = t.clinic_id and m.id = t.member_id order by t.kind, m.name`,
  )
const pairs = (rows: Told[]) => rows.map(({ kind, name }) => `${kind}: ${name}`)

/** What a run on this day adds, by the words of its kinds and whom it told. */
async function added(clinic: Clinic, day: number) {
  const before = await told(clinic, 'notifications')
  const mailedBefore = await told(clinic, 'outbox')
  await enforce(onDay(day))
  const isNew = (rows: Told[], old: Told[]) => pairs(rows).filter((pair) => !pairs(old).includes(pair))
  return {
    inbox: (await told(clinic, 'notifications')).length - before.length,
    people: isNew(await told(clinic, 'notifications'), before),
    mails: (await told(clinic, 'outbox')).length - mailedBefore.length,
  }
}

async function buildTrained(clinic: Clinic, { sessionsPerWeek = 5 } = {}): Promise<Built> {
  const built = await buildCleared(clinic, { sessionsPerWeek, at: onDay(1) })
  await train(clinic, built, { at: onDay(1) })
  return built
}

describe('a high-frequency window, looked at every day', () => {
  let clinic: Clinic
  let built: Built
  beforeAll(async () => {
    clinic = await buildClinic(database)
    built = await buildTrained(clinic)
  })

  const both = (kind: string) => [`${kind}: Lin Chen`, `${kind}: Maya Ruiz`]
  // Everybody in charge: the admin, both therapists, the doctor, and who is trainer and therapist.
  const inCharge = ['Ada Admin', 'Dr. Amara Osei', 'Lin Chen', 'Sam Both', 'Tove Berg']
  const nothing = { inbox: 0, people: [], mails: 0 }
  it.each([
    [14, nothing],
    [15, { inbox: 2, people: both('window-closing'), mails: 2 }],
    [16, nothing],
    [19, nothing],
    [20, { inbox: 2, people: [], mails: 2 }],
    [21, nothing],
    [22, { inbox: 2, people: both('window-past'), mails: 2 }],
    [24, nothing],
    [25, { inbox: 5, people: inCharge.map((name) => `window-escalation: ${name}`), mails: 5 }],
    [26, nothing],
  ])('on day %i', async (day, expected) => {
    expect(await added(clinic, day)).toEqual(expected)
    expect(await rehearse(onDay(day))).toEqual([])
  })

  it('leaves in the chain of the clinic what was told and since when', async () => {
    const notices = await clinic.sql(
      clinic.admin,
      `select kind, counted_from - $1::date + 1 as since, due_on - $1::date + 1 as due from window_notices
       where program_id = $2 order by due_on`,
      [onDay(1), built.programId],
    )
    expect(notices).toEqual([
      { kind: 'closing', since: 1, due: 15 },
      { kind: 'closing', since: 1, due: 20 },
      { kind: 'escalation', since: 22, due: 25 },
    ])
    const events = await clinic.sql(clinic.admin, "select 1 from audit_events where kind = 'window_notices.insert'")
    expect(events).toHaveLength(3)
  })
})

describe('after days off', () => {
  it.each([
    ['on day 18 the first call is made once', 18, ['window-closing', 'window-closing']],
    ['on day 21 one call is made, not two', 21, ['window-closing', 'window-closing']],
    ['on day 22 the breach is told and no call', 22, ['window-breach', 'window-breach']],
  ])('%s', async (_says, day, expected) => {
    const clinic = await buildClinic(database)
    await buildTrained(clinic)
    await Promise.all([enforce(onDay(day)), enforce(onDay(day)), enforce(onDay(day))])
    expect((await told(clinic, 'outbox')).map(({ kind }) => kind)).toEqual(expected)
  })

  it('on day 26 the breach is told and escalated at once, for it stood three days', async () => {
    const clinic = await buildClinic(database)
    await buildTrained(clinic)
    await enforce(onDay(26))
    const kinds = (await told(clinic, 'outbox')).map(({ kind }) => kind)
    expect(kinds).toEqual([...Array(2).fill('window-breach'), ...Array(5).fill('window-escalation')])
  })
})

describe('a clinic that tightened its windows', () => {
  it('is told by its own days: 10 and 13 of 14, past on 15, escalated a day later', async () => {
    const clinic = await buildClinic(database)
    await buildTrained(clinic)
    await clinic.sql(
      clinic.admin,
      'update clinics set window_days = 14, closing_from_day = 10, breach_escalation_days = 1 where id = $1',
      [clinic.id],
    )
    const mails: number[] = []
    for (const day of [9, 10, 11, 13, 14, 15, 16, 17]) mails.push((await added(clinic, day)).mails)
    expect(mails).toEqual([0, 2, 0, 2, 0, 2, 5, 0])
  })
})

describe('who is told', () => {
  let clinic: Clinic
  const absent = (who: Who, delegate: Who | null, day: number) =>
    clinic.sql(
      who,
      `insert into absences (clinic_id, id, member_id, from_day, until_day, delegate_id, recorded_by, occurred_at)
       values ($1, $2, $3, $4::date, $4::date, $5, $3, $4)`,
      [clinic.id, randomUUID(), who.memberId, onDay(day), delegate?.memberId ?? null],
    )
  beforeAll(async () => {
    clinic = await buildClinic(database)
    await buildTrained(clinic)
  })

  it('while the signer is away: who stands in for them', async () => {
    await absent(clinic.therapist, clinic.otherTherapist, 15)
    expect((await added(clinic, 15)).people).toEqual(['window-closing: Maya Ruiz', 'window-closing: Tove Berg'])
  })

  it('where nobody stands in: every clinician who is there', async () => {
    await absent(clinic.therapist, null, 20)
    const { people, mails } = await added(clinic, 20)
    expect(people).toEqual(['window-closing: Dr. Amara Osei', 'window-closing: Sam Both'])
    expect(mails).toBe(4)
  })

  it('never a member who is deactivated', async () => {
    await clinic.owner('update members set deactivated_at = now() where id = $1', [clinic.trainer.memberId])
    expect((await added(clinic, 22)).people).toEqual(['window-past: Lin Chen'])
  })
})

describe('what ends what is still to be told', () => {
  it('a step-down after the first call: no last call, and no breach but a review', async () => {
    const clinic = await buildClinic(database)
    const built = await buildTrained(clinic)
    await enforce(onDay(15))
    const draft = await buildVersion(clinic, built.programId, 2, {
      kind: 'step-down',
      sessionsPerWeek: 2,
      at: onDay(16),
    })
    await sign(clinic, await submit(clinic, { ...built, ...draft }, clinic.trainer, onDay(16)), { at: onDay(16) })
    expect((await added(clinic, 20)).mails).toBe(0)
    // The step-down was a look of 21 days: the review is due on day 37.
    expect(await added(clinic, 36)).toMatchObject({ inbox: 0 })
    expect(await added(clinic, 37)).toMatchObject({ inbox: 2, mails: 0 })
  })

  it('an end of the program on day 24: no escalation', async () => {
    const clinic = await buildClinic(database)
    const built = await buildTrained(clinic)
    await enforce(onDay(22))
    await clinic.sql(
      clinic.trainer,
      `update programs set status = 'completed', end_reason = 'Goal met', ended_at = $2 where id = $1`,
      [built.programId, onDay(24)],
    )
    expect((await added(clinic, 26)).mails).toBe(0)
  })
})

describe('reviews due', () => {
  it('make one mail a person and week, with a count, from Monday at seven on the clinic’s clock', async () => {
    const clinic = await buildClinic(database)
    for (const _ of [1, 2, 3]) await buildTrained(clinic, { sessionsPerWeek: 2 })
    const monday = Date.parse('2026-09-28T05:00:00Z') // day 22, at seven in Berlin
    expect(await weeklyReviews(new Date(monday - 1))).toBe(0)
    await Promise.all([weeklyReviews(new Date(monday)), weeklyReviews(new Date(monday + 3 * dayMs))])
    const mails = () =>
      clinic.sql(clinic.admin, "select told_count as n from outbox where kind = 'reviews-weekly' order by id")
    expect(await mails()).toEqual([{ n: 3 }, { n: 3 }])
    await weeklyReviews(new Date(monday + 7 * dayMs))
    expect(await mails()).toHaveLength(4)
  })
})

describe('in straight SQL', () => {
  const asRole = async (role: 'jobs' | 'app', clinic: Clinic, text: string, values: unknown[] = []) => {
    const url = role === 'jobs' ? database.urls.jobs : database.urls.app
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      await client.query("select set_config('clearway.clinic', $1, false), set_config('clearway.member', $2, false)", [
        clinic.id,
        role === 'app' ? clinic.trainer.memberId : '',
      ])
      return await client.query(text, values)
    } finally {
      await client.end()
    }
  }
  const insertNotice = `insert into window_notices (clinic_id, id, program_id, scope, kind, counted_from, due_on, review_on, occurred_at)
    values ($1, gen_random_uuid(), $2, 'left-leg', 'escalation', '2020-01-01', '2020-01-01', '2020-01-01', $3)`
  let clinic: Clinic
  let built: Built
  beforeAll(async () => {
    clinic = await buildClinic(database)
    built = await buildTrained(clinic)
  })

  it('nothing is told before its day, twice, or as something else than it is', async () => {
    await expect(asRole('jobs', clinic, insertNotice, [clinic.id, built.programId, onDay(14)])).rejects.toThrow(
      'time-not-now',
    )
    await asRole('jobs', clinic, insertNotice, [clinic.id, built.programId, onDay(15)])
    const [row] = await clinic.sql(clinic.admin, 'select kind, due_on - $1::date + 1 as due from window_notices', [
      onDay(1),
    ])
    expect(row).toEqual({ kind: 'closing', due: 15 })
    await expect(asRole('jobs', clinic, insertNotice, [clinic.id, built.programId, onDay(15)])).rejects.toThrow(
      'time-not-now',
    )
  })

  it('no page writes notices or mail, and none is unsent again', async () => {
    const denied = 'permission denied'
    await expect(asRole('app', clinic, insertNotice, [clinic.id, built.programId, onDay(15)])).rejects.toThrow(denied)
    const mail = `insert into outbox (clinic_id, id, member_id, kind, subject_id, occurred_at)
      values ($1, gen_random_uuid(), $2, 'red-flag', gen_random_uuid(), now())`
    await expect(asRole('app', clinic, mail, [clinic.id, clinic.trainer.memberId])).rejects.toThrow(denied)
    await asRole('jobs', clinic, mail, [clinic.id, clinic.trainer.memberId])
    await expect(asRole('app', clinic, 'update outbox set next_attempt_at = now()')).rejects.toThrow('not-your-role')
    await asRole('jobs', clinic, 'update outbox set sent_at = now() where clinic_id = $1', [clinic.id])
    await expect(asRole('jobs', clinic, 'update outbox set sent_at = null')).rejects.toThrow('immutable')
  })
})
