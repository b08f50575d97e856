/** "Needs your decision": what stands in it, in which order, for whom, and of whose clinic. */
import { v7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { findLogin } from '~/data/login.server'
import { listWaiting } from '~/data/waiting.server'
import { sessionFacts } from '~/data/session-facts.server'
import { nextOf, placeOf, readWorklist, type WorklistFilter } from '~/data/worklist.server'
import { readClinic } from '~/database/door.server'
import { watchStatements } from '~/database/statements.server'
import { buildClinic, type Clinic, type Who } from '../builders'
import { buildCleared, buildClient, buildDraft, buildScreening, buildVersion, submit, train } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic

const hour = 3_600_000
const hoursAgo = (hours: number) => new Date(Date.now() - hours * hour)
const all: WorklistFilter = { risk: null, asks: null, whose: 'all' }

async function memberOf(who: Who) {
  const login = await findLogin(who.idHash)
  if (!login) throw new Error('The login is open.')
  return login.member
}

async function worklist(who: Who, asked: Partial<{ filter: WorklistFilter; after: string; before: string }> = {}) {
  const member = await memberOf(who)
  return readWorklist(member, { filter: all, after: null, before: null, at: new Date(), ...asked })
}

async function listed(who: Who) {
  const member = await memberOf(who)
  return readClinic(member, (query) => listWaiting(query, member, new Date()))
}

const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1)

type Outcome = NonNullable<Parameters<typeof buildScreening>[2]>['bfr']

async function submitted(hours: number, outcome: Outcome = 'standard', asked: Parameters<typeof buildDraft>[2] = {}) {
  const clientId = await buildClient(clinic)
  await buildScreening(clinic, clientId, { ...(outcome ? { bfr: outcome } : {}) })
  return submit(clinic, await buildDraft(clinic, clientId, asked), asked.by, hoursAgo(hours))
}

async function redFlag(clientId: string, at: Date): Promise<void> {
  await clinic.sql(
    clinic.trainer,
    `insert into red_flags (clinic_id, id, client_id, sign, needs_assessment, raised_by, occurred_at)
     values ($1, $2, $3, 'calf-pain', true, $4, $5)`,
    [clinic.id, v7(), clientId, clinic.trainer.memberId, at],
  )
}

/** Daily with a cuff for three weeks, ended the day before yesterday; an extension is asked for. */
async function inBreach(hours: number): Promise<string> {
  const clientId = await buildClient(clinic)
  await buildScreening(clinic, clientId, { at: hoursAgo(23 * 24) })
  const built = await buildCleared(clinic, { sessionsPerWeek: 7, at: hoursAgo(22 * 24 + 1), clientId })
  await train(clinic, built, { at: hoursAgo(22 * 24) })
  const next = await buildVersion(clinic, built.programId, 2, { kind: 'extension' })
  return (await submit(clinic, { ...built, ...next }, clinic.trainer, hoursAgo(hours))).versionId
}

describe('the order of what waits', () => {
  let expected: string[]

  beforeAll(async () => {
    clinic = await buildClinic(database)
    const standard = await submitted(60)
    const later = await submitted(9)
    const justified = await submitted(5, 'standard', { severity: 'justify' })
    const elevated = await submitted(28, 'elevated')
    const breach = await inBreach(22)
    const held = await buildCleared(clinic)
    await redFlag(held.clientId, hoursAgo(3))
    const [hold] = await clinic.sql<{ id: string }>(clinic.trainer, 'select id from holds where program_id = $1', [
      held.programId,
    ])
    expected = [hold?.id ?? '', breach, elevated.versionId, justified.versionId, standard.versionId, later.versionId]
  })

  it('is red flag, breach, doctor, to justify, standard, and the oldest first within each', async () => {
    const { worklist: found } = await worklist(clinic.therapist)
    expect(found.items.map(({ id }) => id)).toEqual(expected)
    expect(found.items.map(({ risk }) => risk)).toEqual([
      'red-flag',
      'breach',
      'doctor',
      'justify',
      'standard',
      'standard',
    ])
  })

  it('says how long each waits, and the oldest of all', async () => {
    const { worklist: found } = await worklist(clinic.therapist)
    expect(found.items.map(({ waitedMinutes }) => Math.floor(waitedMinutes / 60))).toEqual([3, 22, 28, 5, 60, 9])
    expect(Math.floor((found.shown.oldestMinutes ?? 0) / 60)).toBe(60)
    expect(found.shown.count).toBe(6)
    expect(found.elsewhere).toEqual({ count: 0, oldestMinutes: null })
  })

  it('shows a therapist what only a doctor may decide, and that it is not theirs', async () => {
    const { worklist: seen } = await worklist(clinic.therapist)
    expect(seen.items.map(({ whyNotYours }) => whyNotYours)).toEqual([null, null, 'needs-doctor', null, null, null])
    expect(seen.shown.theirs).toBe(5)
    const { worklist: ofDoctor } = await worklist(clinic.doctor)
    expect(ofDoctor.shown.theirs).toBe(6)
  })

  it('is the same under a filter, with fewer rows', async () => {
    const risk = await worklist(clinic.therapist, { filter: { ...all, risk: 'standard' } })
    expect(risk.worklist.items.map(({ id }) => id)).toEqual(expected.slice(4))
    const mine = await worklist(clinic.therapist, { filter: { ...all, whose: 'yours' } })
    expect(mine.worklist.items).toHaveLength(5)
    const lifts = await worklist(clinic.therapist, { filter: { ...all, asks: 'lift' } })
    expect(lifts.worklist.items.map(({ id }) => id)).toEqual(expected.slice(0, 1))
  })

  it('leads from each to the next that is theirs, past what a doctor decides, and from the last to the first', async () => {
    const waiting = await listed(clinic.therapist)
    const nextOfPlace = (id: string | undefined) => placeOf(waiting, id ?? '', all)?.nextYours?.id
    expect(expected.map(nextOfPlace)).toEqual([1, 3, 3, 4, 5, 0].map((index) => expected[index]))
    const doctorOnly = placeOf(waiting, expected[2] ?? '', all)
    expect([doctorOnly?.previous?.id, doctorOnly?.next?.id]).toEqual([expected[1], expected[3]])
  })

  it('leads on within the filters one goes through, and nowhere else', async () => {
    const waiting = await listed(clinic.therapist)
    const standard = { ...all, risk: 'standard' } as const
    expect(nextOf(waiting, standard, expected[5] ?? '')?.id).toBe(expected[5])
    expect(nextOf(waiting, standard, expected[1] ?? '')?.id).toBe(expected[4])
    expect(nextOf(waiting, { ...all, risk: 'doctor' }, expected[2] ?? '')).toBeNull()
    expect(nextOf(waiting, { ...all, whose: 'delegated' }, null)).toBeNull()
  })

  it('shows the breach among the windows of who cleared it, and to nobody else', async () => {
    expect((await worklist(clinic.therapist)).windows).toMatchObject([
      { day: 23, phase: 'past', flag: 'breach', waits: 'extension', sessionDays: [1] },
    ])
    expect((await worklist(clinic.otherTherapist)).windows).toEqual([])
  })

  it('is of one clinic alone', async () => {
    const other = await buildClinic(database)
    const member = await memberOf(other.doctor)
    const asked = { filter: all, after: null, before: null, at: new Date() }
    expect(await readWorklist(member, asked)).toMatchObject({
      worklist: { items: [], shown: { count: 0 } },
      windows: [],
    })
  })
})

describe('what stands in a row', () => {
  beforeAll(async () => {
    clinic = await buildClinic(database)
  })

  it('is whose it is, what is asked, and that its author may not decide', async () => {
    const built = await submitted(1, 'standard', { by: clinic.trainerAndTherapist })
    const [item] = (await worklist(clinic.trainerAndTherapist)).worklist.items
    expect(item).toMatchObject({
      id: built.versionId,
      asks: 'new',
      whyNotYours: 'own-program',
      client: { givenName: 'Ana', familyName: 'Lindqvist' },
      diagnosis: 'ACL reconstruction',
      trainerName: 'Sam Both',
      version: { number: 1, step: null, linesWithoutRule: 0 },
    })
    const [toAnother] = (await worklist(clinic.therapist)).worklist.items
    expect(toAnother?.whyNotYours).toBeNull()
  })

  it('counts a line without a cuff as covered by no rule', async () => {
    await submitted(0, 'standard', { isBfr: false })
    const { worklist: found } = await worklist(clinic.therapist)
    expect(found.items.at(-1)?.version?.linesWithoutRule).toBe(1)
  })

  it('is the amendment with what it changes', async () => {
    const built = await buildCleared(clinic)
    const next = await buildVersion(clinic, built.programId, 2, { kind: 'amendment', sessionsPerWeek: 2 })
    await submit(clinic, { ...built, ...next })
    const { worklist: found } = await worklist(clinic.therapist, { filter: { ...all, asks: 'amendment' } })
    expect(found.items[0]?.version?.step).toMatchObject({
      from: 1,
      to: 2,
      changes: [{ field: 'Sessions a week', before: '3', after: '2' }],
    })
  })

  it('rests on the newest screening exactly as the database’s own functions read it', async () => {
    const screened = async (outcomes: readonly (readonly [string, Outcome])[]) => {
      const clientId = await buildClient(clinic)
      const screeningId = await buildScreening(clinic, clientId)
      for (const [scope, bfr] of outcomes)
        await clinic.sql(clinic.trainer, `insert into screening_outcomes values ($1, $2, $3, $4, 'standard')`, [
          clinic.id,
          screeningId,
          scope,
          bfr,
        ])
      return clientId
    }
    const [here, elsewhere, pregnant] = [
      await screened([['left-leg', 'elevated']]),
      await screened([['right-arm', 'elevated']]),
      await screened([]),
    ]
    const built = [here, elsewhere, pregnant].map(async (clientId) =>
      submit(clinic, await buildDraft(clinic, clientId)),
    )
    const versions = await Promise.all(built)
    await clinic.sql(
      clinic.trainer,
      `insert into client_events (clinic_id, id, client_id, kind, noted_by, occurred_at) values ($1, $2, $3, 'pregnancy', $4, now())`,
      [clinic.id, v7(), pregnant, clinic.trainer.memberId],
    )
    const read = await clinic.sql<{ id: string; outcome: string; isOutdatedByEvent: boolean }>(
      clinic.therapist,
      `select v.id, screening_outcome(p.client_id, v.is_bfr, v.bfr_limbs) as outcome, screening_is_outdated(p.client_id) as "isOutdatedByEvent"
       from versions v join programs p on p.id = v.program_id where v.status = 'submitted' order by v.id`,
    )
    const waiting = (await listed(clinic.therapist)).filter(({ hold }) => hold === null)
    expect(
      waiting.map(({ id, outcome, isOutdatedByEvent }) => ({ id, outcome, isOutdatedByEvent })).sort(byId),
    ).toEqual(read)
    const programIds = versions.map(({ programId }) => programId)
    const starts = await readClinic(clinic.therapist, (query) => sessionFacts(query, programIds, new Date()))
    for (const { versionId, facts } of starts)
      expect({ id: versionId, ...facts.screening }).toMatchObject(read.find(({ id }) => id === versionId) ?? {})
    expect(starts.length).toBe(3)
    const facts = versions.map(({ versionId }) => waiting.find(({ id }) => id === versionId))
    expect(facts.map((each) => [each?.outcome, each?.isOutdatedByEvent])).toEqual([
      ['elevated', false],
      ['standard', false],
      ['standard', true],
    ])
  })

  it('waits since the new screening once there is one, and says so', async () => {
    const held = await buildCleared(clinic)
    await redFlag(held.clientId, hoursAgo(50))
    const lifts = { ...all, asks: 'lift' } as const
    const [before] = (await worklist(clinic.therapist, { filter: lifts })).worklist.items
    expect(before?.hold).toMatchObject({ cause: 'red-flag', isScreenedSince: false, needsAssessment: true })
    expect(Math.floor((before?.waitedMinutes ?? 0) / 60)).toBe(50)
    await buildScreening(clinic, held.clientId, { by: clinic.therapist })
    const [after] = (await worklist(clinic.therapist, { filter: lifts })).worklist.items
    expect(after?.hold?.isScreenedSince).toBe(true)
    expect(after?.waitedMinutes).toBeLessThan(5)
  })
})

describe('a long list', () => {
  it('costs no more statements than a short one', async () => {
    const statements = async () => {
      const asked: string[] = []
      const stop = watchStatements(({ name }) => asked.push(name))
      await worklist(clinic.therapist)
      stop()
      return asked
    }
    clinic = await buildClinic(database)
    await submitted(1)
    const short = await statements()
    for (let n = 0; n < 12; n += 1) await submitted(n)
    expect(await statements()).toEqual(short)
    const [before, after] = [['login-member', 'begin', 'worklist-look'], ['commit']]
    expect(short).toEqual([...before, 'worklist-beside-all', 'waiting', 'waiting-versions', ...after])
    expect(await statements()).toEqual([...before, ...after])
    // A set is part of none of it.
    await clinic.owner("select append_audit_event(current_clinic(), 'set.insert', 'sets', '', null, '{}')")
    expect(await statements()).toEqual([...before, ...after])
  })

  it('is paged by the key of a row, forth and back, without losing or repeating one', async () => {
    clinic = await buildClinic(database)
    const clientId = await buildClient(clinic)
    await buildScreening(clinic, clientId)
    for (let n = 0; n < 52; n += 1) {
      await submit(clinic, await buildDraft(clinic, clientId), clinic.trainer, hoursAgo(100 - n))
    }
    const { worklist: first } = await worklist(clinic.therapist)
    expect(first.items).toHaveLength(50)
    expect([first.before, first.after]).toEqual([null, first.items.at(-1)?.id])
    const { worklist: second } = await worklist(clinic.therapist, { after: first.after ?? '' })
    expect(second.items).toHaveLength(2)
    expect([second.before, second.after]).toEqual([second.items[0]?.id, null])
    const { worklist: back } = await worklist(clinic.therapist, { before: second.before ?? '' })
    expect(back.items.map(({ id }) => id)).toEqual(first.items.map(({ id }) => id))
    const ids = [...first.items, ...second.items].map(({ id }) => id)
    expect(new Set(ids).size).toBe(52)
    // From an item the way back is to its page: the first, or the one after the fiftieth row.
    const waiting = await listed(clinic.therapist)
    const pageOf = (index: number) => placeOf(waiting, ids[index] ?? '', all)?.pageAfter
    expect([pageOf(0), pageOf(49), pageOf(50), pageOf(51)]).toEqual([null, null, ids[49], ids[49]])
  })
})
