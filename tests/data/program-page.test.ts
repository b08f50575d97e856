/** The page of a program: where it stands, what it waits for, what may be done, and who may look. */
import { v7 } from 'uuid'
import { beforeAll, describe, expect, it } from 'vitest'
import { findOverview } from '~/data/client-page.server'
import { findLogin } from '~/data/login.server'
import { readPrograms } from '~/data/program-list.server'
import { readProgramPage } from '~/data/program-page.server'
import { programRecord } from '~/data/program-record.server'
import { programStanding } from '~/data/program-standing.server'
import { readReview } from '~/data/review.server'
import { readClinic } from '~/database/door.server'
import type { Named, Query } from '~/database/query.server'
import { watchStatements } from '~/database/statements.server'
import { thrownResponse } from '../auth/browser'
import { buildClinic, type Clinic, type Who } from '../builders'
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
import { explained, pagesRead } from '../explain'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic

beforeAll(async () => {
  clinic = await buildClinic(database)
})

async function memberOf(who: Who) {
  const login = await findLogin(who.idHash)
  if (!login) throw new Error('The login is open.')
  return login.member
}

const page = async (who: Who, programId: string) => readProgramPage(await memberOf(who), { programId, at: new Date() })

async function submitted(asked: Parameters<typeof buildDraft>[2] = {}): Promise<Built> {
  const clientId = await buildClient(clinic)
  await buildScreening(clinic, clientId)
  return submit(clinic, await buildDraft(clinic, clientId, asked), asked.by)
}

describe('a program that waits for its decision', () => {
  it('waits on a clinician, may be taken back by its trainer, and decided by a therapist', async () => {
    const built = await submitted()
    const ofTrainer = await page(clinic.trainer, built.programId)
    expect(ofTrainer.blockers[0]).toMatchObject({ why: 'not-cleared', waitsOn: 'clinician' })
    expect(ofTrainer.ways).toContain('withdraw')
    expect(ofTrainer.ways).not.toContain('decide')
    expect(ofTrainer.clearance).toBeNull()
    expect((await page(clinic.therapist, built.programId)).ways[0]).toBe('decide')
  })
})

describe('a cleared program', () => {
  it('shows whose signature it runs under, with its limits, and the dose they leave', async () => {
    const clientId = await buildClient(clinic)
    await buildScreening(clinic, clientId)
    const built = await submit(clinic, await buildDraft(clinic, clientId))
    await sign(clinic, built, { outcome: 'cleared-with-limits', maxLoadPercent: 25 })
    await measureLop(clinic, clientId)
    await clinic.sql(
      clinic.therapist,
      `insert into measurements (clinic_id, id, client_id, kind, exercise, side, entered_value, entered_unit, amount,
         measured_by, occurred_at, measured_on)
       values ($1, $2, $3, 'one-rm', 'Leg extension', 'left', '40', 'kg', 40000, $4, now(), date '2000-01-01')`,
      [clinic.id, v7(), clientId, clinic.therapist.memberId],
    )
    const { clearance, lines, program } = await page(clinic.trainer, built.programId)
    expect(clearance).toMatchObject({
      outcome: 'cleared-with-limits',
      signerName: 'Lin Chen',
      signedAs: 'physical-therapist',
      licenceNumber: 'PT-1002',
      timeZone: 'Europe/Berlin',
      contentHash: built.contentHash,
      limits: { maxLoadPercent: 25 },
    })
    expect(program.inForce).toMatchObject({ number: 1, contentHash: built.contentHash })
    expect(lines).toMatchObject([{ oneRmG: 40000, lopMmhg: 168, limits: { maxLoadPercent: 25 } }])
  })

  it('says all that stands before its first session, and on whom each waits', async () => {
    const built = await submitted()
    await sign(clinic, built)
    const { blockers, ways } = await page(clinic.trainer, built.programId)
    expect(blockers.map(({ why, waitsOn }) => [why, waitsOn])).toEqual([
      ['no-consent', 'client'],
      ['lop-missing', 'trainer'],
    ])
    expect(ways).toEqual(expect.arrayContaining(['record-consent', 'measure-lop']))
    expect(ways).not.toContain('start-session')
  })

  it('with nothing in the way may be started by its trainer, and by no clinician', async () => {
    const built = await buildCleared(clinic)
    expect((await page(clinic.trainer, built.programId)).ways[0]).toBe('start-session')
    expect((await page(clinic.therapist, built.programId)).ways).not.toContain('start-session')
  })

  it('keeps every version with what was decided on it, the sessions and the window', async () => {
    const built = await buildCleared(clinic)
    await train(clinic, built)
    const next = await buildVersion(clinic, built.programId, 2, { kind: 'amendment', sessionsPerWeek: 2 })
    const again = await submit(clinic, { ...built, ...next })
    await sign(clinic, again, { outcome: 'declined', reason: 'Once a week is too few' })
    const { record, program, strip } = await page(clinic.trainer, built.programId)
    expect(record.versions.map(({ number, status }) => [number, status])).toEqual([
      [1, 'cleared'],
      [2, 'declined'],
    ])
    expect(record.versions[1]?.decisions[0]).toMatchObject({ outcome: 'declined', reason: 'Once a week is too few' })
    expect(program.inForce?.number).toBe(1)
    expect(record.sessions).toMatchObject([{ kind: 'started', versionNumber: 1, loggedBy: 'Maya Ruiz', struck: null }])
    expect(strip).toMatchObject({ day: 1, phase: 'open', sessionDays: [1], flag: null })
  })

  it('on hold shows the hold, and offers no session', async () => {
    const built = await buildCleared(clinic)
    await clinic.sql(
      clinic.trainer,
      `insert into holds (clinic_id, id, program_id, cause, reason, placed_by, occurred_at)
       values ($1, $2, $3, 'trainer', 'On holiday', $4, now())`,
      [clinic.id, v7(), built.programId, clinic.trainer.memberId],
    )
    const { record, blockers, ways } = await page(clinic.trainer, built.programId)
    expect(record.holds).toMatchObject([{ cause: 'trainer', reason: 'On holiday', heldBy: 'Maya Ruiz', lift: null }])
    expect(blockers[0]).toMatchObject({ why: 'on-hold', waitsOn: 'trainer' })
    expect(ways).not.toContain('start-session')
  })
})

describe('who may look', () => {
  const accesses = async (kind: string, pathKind: string) => {
    const text = 'select count(*)::int as n from access_events where kind = $1 and path_kind = $2'
    const [row] = await clinic.sql<{ n: number }>(clinic.admin, text, [kind, pathKind])
    return row?.n ?? 0
  }
  const pathKind = 'routes/programs.$programId._index'

  it('is remembered, once a page', async () => {
    const built = await buildCleared(clinic)
    const before = await accesses('reading', pathKind)
    await page(clinic.therapist, built.programId)
    expect(await accesses('reading', pathKind)).toBe(before + 1)
  })

  it('finds nothing when the client is another trainer’s, the clinic another’s, or the id no id', async () => {
    const built = await buildCleared(clinic)
    const other = await buildClinic(database)
    const before = await accesses('denial', pathKind)
    const askers: [Who, string][] = [
      [clinic.otherTrainer, built.programId],
      [clinic.otherTrainer, v7()],
      [clinic.otherTrainer, 'x'],
      [other.therapist, built.programId],
    ]
    for (const [who, id] of askers) expect((await thrownResponse(page(who, id))).status).toBe(404)
    expect(await accesses('denial', pathKind)).toBe(before + 3)
  })

  it('finds no review of a draft, nor of another program’s version', async () => {
    const [one, two] = [await submitted(), await submitted()]
    const draft = await buildDraft(clinic, one.clientId)
    const member = await memberOf(clinic.therapist)
    const filter = { risk: null, asks: null, whose: 'all' } as const
    const review = (programId: string, versionId: string) =>
      readReview(member, { programId, versionId, filter, pathKind: 'routes/test', at: new Date() })
    expect((await review(one.programId, one.versionId)).version.number).toBe(1)
    expect((await thrownResponse(review(one.programId, two.versionId))).status).toBe(404)
    expect((await thrownResponse(review(draft.programId, draft.versionId))).status).toBe(404)
  })
})

describe('the list of programs', () => {
  const filter = { status: null, version: null, isMine: false, words: '' }
  const asked = { filter, sort: { by: 'raised', direction: 'descending' }, after: null, before: null } as const

  it('shows a trainer the programs of their clients, and a clinician all of the clinic', async () => {
    clinic = await buildClinic(database)
    const built = await buildCleared(clinic)
    await submitted()
    const ofTrainer = await readPrograms(await memberOf(clinic.trainer), { ...asked, at: new Date() })
    expect(ofTrainer.rows.map(({ next }) => next.step)).toEqual(['decide', 'start'])
    expect((await readPrograms(await memberOf(clinic.otherTrainer), { ...asked, at: new Date() })).rows).toEqual([])
    const narrowed = { ...asked, filter: { ...filter, version: 'cleared', words: 'KNEE' }, at: new Date() } as const
    const found = await readPrograms(await memberOf(clinic.therapist), narrowed)
    expect(found.rows.map(({ id }) => id)).toEqual([built.programId])
  })

  it('says of each program what its client’s page says: what comes next, and where its window stands', async () => {
    clinic = await buildClinic(database)
    const trained = await buildCleared(clinic)
    await train(clinic, trained)
    const unmeasured = await submitted()
    await sign(clinic, unmeasured)
    await consent(clinic, unmeasured)
    await submitted()
    await buildCleared(clinic)
    const member = await memberOf(clinic.therapist)
    const at = new Date()
    const { rows } = await readPrograms(member, { ...asked, at })
    expect(rows.map(({ next }) => next.step)).toEqual(['start', 'decide', 'measure-lop', 'train'])
    const onPages = await readClinic(member, async (query) => {
      const clients = await query<{ id: string }>({
        name: '',
        text: 'select c.id from clients c where c.clinic_id = current_clinic()',
        values: [],
      })
      const found = []
      for (const { id } of clients)
        found.push(await findOverview(query, { clientId: id, at, isDoctorForPrecautions: false }))
      return found.flatMap(({ programs }) => programs)
    })
    for (const { id, next, strip } of rows)
      expect({ id, next, strip }).toEqual(
        onPages.filter((page) => page.id === id).map((page) => ({ id, next: page.next, strip: page.strip }))[0],
      )
    expect(rows.at(-1)?.strip).toMatchObject({ day: 1, sessionDays: [1], clearedDays: [1] })
  })

  it.each(['raised', 'client'] as const)('pages by %s without losing or repeating one', async (by) => {
    clinic = await buildClinic(database)
    const clientId = await buildClient(clinic)
    for (let n = 0; n < 53; n += 1) await buildDraft(clinic, clientId)
    const member = await memberOf(clinic.trainer)
    const list = (cursors: object) =>
      readPrograms(member, { ...asked, sort: { by, direction: 'ascending' }, ...cursors, at: new Date() })
    const first = await list({})
    const second = await list({ after: first.after })
    expect([first.rows.length, second.rows.length, second.after]).toEqual([50, 3, null])
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(53)
    const back = await list({ before: second.before })
    expect(back.rows.map(({ id }) => id)).toEqual(first.rows.map(({ id }) => id))
    expect(back.before).toBeNull()
  })
})

describe('what the page of a program asks', () => {
  let trained: Built

  beforeAll(async () => {
    trained = await buildCleared(clinic, { at: daysAgo(12) })
    const start = "update programs set status = 'active', started_at = $2 where id = $1"
    await clinic.sql(clinic.trainer, start, [trained.programId, daysAgo(12)])
    for (let day = 12; day > 2; day -= 1) await trainWithSets(daysAgo(day))
  })

  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)

  async function trainWithSets(at: Date): Promise<void> {
    const sessionId = await train(clinic, trained, { kind: 'reported', at })
    await clinic.sql(
      clinic.trainer,
      `insert into sets (clinic_id, id, client_id, session_id, prescription_id, exercise, side, set_number, reps, load_g,
         entered_value, entered_unit, rpe, is_restricted, pressure_mmhg, occurred_at, performed_on, logged_by)
       select $1, uuidv7(), $2, $3, $4, 'Leg extension', 'left', n, 15, 12000, '12', 'kg', 6, true, 100, $5, '2000-01-01', $6
       from generate_series(1, 12) n`,
      [clinic.id, trained.clientId, sessionId, trained.lineId, at, clinic.trainer.memberId],
    )
  }

  it.each(['trainer', 'therapist'] as const)('is three statements for a %s, in one transaction', async (name) => {
    const member = await memberOf(clinic[name])
    const names: string[] = []
    const stop = watchStatements((statement) => names.push(statement.name))
    const { record } = await readProgramPage(member, { programId: trained.programId, at: new Date() }).finally(stop)
    expect(record.sessions.map(({ setCount }) => setCount)).toEqual(Array.from({ length: 10 }, () => 12))
    const reach = name === 'trainer' ? 'own' : 'all'
    expect(names).toEqual([
      'begin',
      `program-head-${reach}-framed-${reach}`,
      'program-record',
      'program-standing',
      'commit',
    ])
  })

  it('looks up what is struck through once, and not for each set or session', async () => {
    const pages = await readClinic(clinic.trainer, async (query) => {
      const read: Record<string, number> = {}
      const explaining = (async (named: Named) => {
        read[named.name] = pagesRead(await explained(query, named))
        return query(named)
      }) as Query
      const [day] = await query<{ today: string }>({
        name: '',
        text: 'select clinic_day(now())::text as today',
        values: [],
      })
      await programRecord(explaining, trained.programId)
      await programStanding(explaining, { ...trained, at: new Date(), today: day?.today ?? '' })
      return read
    })
    // A set by itself would be looked up in three tables: 120 of them take thousands. Asked session by session, what belongs
    // to ten of them takes twice as much, and a breach asked for where no session is old enough three times.
    expect(pages['program-record']).toBeLessThan(140)
    expect(pages['program-standing']).toBeLessThan(140)
    expect(pages['program-record']).toBeGreaterThan(20)
  })
})
