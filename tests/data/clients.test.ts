/** Clients: added, listed, searched, served by a care team, and not there for anybody else. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { addToCareTeam, findCareTeam, removeFromCareTeam } from '~/data/care-team.server'
import { readClient } from '~/data/client-door.server'
import { noteEvent } from '~/data/client-events.server'
import { findAlike } from '~/data/client-alike.server'
import { type ListAsked, listClients } from '~/data/client-list.server'
import { searchClients } from '~/data/client-search.server'
import { findOverview } from '~/data/client-page.server'
import { addClient, type NewClient } from '~/data/clients.server'
import { measureLop } from '~/data/lop.server'
import { recordScreening } from '~/data/screenings.server'
import { readClinic } from '~/database/door.server'
import { buildClinic, type Clinic, type Who } from '../builders'
import { acting } from '../acting'
import { buildCleared, buildClient, buildDraft, buildScreening, submit, train } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let other: Clinic
let trainer: Acting
let therapist: Acting

beforeAll(async () => {
  clinic = await buildClinic(database)
  other = await buildClinic(database)
  trainer = await acting(clinic.trainer)
  therapist = await acting(clinic.therapist)
})

const at = () => new Date()
const key = () => randomUUID()
const person = (more: Partial<NewClient> = {}): NewClient => ({
  recordNumber: null,
  givenName: 'Zoë',
  familyName: 'Ångström',
  birthDate: '1984-02-29',
  sex: 'female',
  ...more,
})

async function added(more: Partial<NewClient> = {}, by = trainer): Promise<string> {
  const { mark } = await readClinic(by, (query) => findAlike(query, by, person(more)))
  const outcome = await addClient(by, { key: key(), at: at(), ...person(more), alikeSeen: mark })
  if (!outcome.ok) throw new Error(outcome.why)
  return outcome.clientId
}

const status = (promise: Promise<unknown>) =>
  promise.then(
    () => 200,
    (thrown: unknown) => (thrown instanceof Response ? thrown.status : String(thrown)),
  )

describe('a client added by hand', () => {
  it('is in the care of who added them, under the number of the clinic', async () => {
    const clientId = await added({ recordNumber: 'R-1' })
    const found = await readClient(trainer, { clientId, pathKind: 'test', at: at() }, async (_query, client) => client)
    expect(found).toMatchObject({ recordNumber: 'R-1', givenName: 'Zoë', isInCareTeam: true, birthDate: '1984-02-29' })
  })

  it('gets a number of their own where the clinic has none', async () => {
    const clientId = await added()
    const found = await readClient(trainer, { clientId, pathKind: 'test', at: at() }, async (_query, client) => client)
    expect(found.recordNumber).toMatch(/^CW-[0-9A-F]{8}$/)
  })

  it('is refused when the number is taken, or the birthday lies ahead', async () => {
    await added({ recordNumber: 'R-2' })
    const again = addClient(therapist, { key: key(), at: at(), ...person({ recordNumber: 'R-2' }) })
    expect(await again).toEqual({ ok: false, why: 'duplicate-client' })
    const unborn = addClient(trainer, { key: key(), at: at(), ...person({ birthDate: '2090-01-01' }) })
    expect(await unborn).toEqual({ ok: false, why: 'in-the-future' })
  })

  it('may have a number that another clinic uses', async () => {
    await added({ recordNumber: 'R-3' })
    const elsewhere = await acting(other.trainer)
    expect(await addClient(elsewhere, { key: key(), at: at(), ...person({ recordNumber: 'R-3' }) })).toMatchObject({
      ok: true,
    })
  })
})

describe('the list of clients', () => {
  let clinicOfMany: Clinic
  let lister: Acting
  const asked = (more: Partial<ListAsked> = {}): ListAsked => ({
    sort: { by: 'name', direction: 'ascending' },
    after: null,
    before: null,
    program: null,
    isMine: false,
    withArchived: false,
    at: at(),
    ...more,
  })
  const list = (more: Partial<ListAsked> = {}, by = lister) =>
    readClinic(by, (query) => listClients(query, by, asked(more)))
  const search = (words: string, by = lister) =>
    readClinic(by, (query) => searchClients(query, by, { words, withArchived: false, at: at() }))

  beforeAll(async () => {
    clinicOfMany = await buildClinic(database)
    lister = await acting(clinicOfMany.trainer)
    await clinicOfMany.as(clinicOfMany.trainer, async (rows) => {
      const values = [clinicOfMany.id, clinicOfMany.trainer.memberId]
      await rows(
        `insert into clients (clinic_id, id, record_number, given_name, family_name, birth_date, sex, created_by)
         select $1, uuidv7(), 'N-' || g, 'Kim', 'Client ' || lpad((g / 2)::text, 3, '0'), '1980-01-01', 'other', $2
         from generate_series(1, 120) g`,
        values,
      )
      await rows(
        `insert into care_team (clinic_id, client_id, member_id, added_by)
         select clinic_id, id, $2, $2 from clients where clinic_id = $1`,
        values,
      )
    })
  })

  it.each([
    ['name', 'ascending'],
    ['name', 'descending'],
    ['added', 'ascending'],
    ['added', 'descending'],
  ] as const)('pages by %s %s, forth and back, without a gap or a repeat', async (by, direction) => {
    const sort = { by, direction }
    const first = await list({ sort })
    const second = await list({ sort, after: first.after })
    const third = await list({ sort, after: second.after })
    const ids = [...first.rows, ...second.rows, ...third.rows].map(({ id }) => id)
    expect([first.rows.length, second.rows.length, third.rows.length]).toEqual([50, 50, 20])
    expect(new Set(ids).size).toBe(120)
    expect([first.before, third.after]).toEqual([null, null])
    const names = [...first.rows, ...second.rows, ...third.rows].map(({ familyName }) => familyName)
    if (by === 'name')
      expect(names).toEqual([...names].sort((a, b) => (direction === 'ascending' ? 1 : -1) * a.localeCompare(b)))
    const back = await list({ sort, before: third.before })
    expect(back.rows).toEqual(second.rows)
    expect((await list({ sort, before: back.before })).rows).toEqual(first.rows)
    expect((await list({ sort, before: back.before })).before).toBeNull()
  })

  it('is found by the beginnings of names, in any order, accents and capitals aside', async () => {
    const clientId = await added({ givenName: 'José María', familyName: 'Casares O’Neil', recordNumber: 'AB_7' })
    const found = async (words: string) => (await search(words, trainer)).rows.map(({ id }) => id)
    for (const words of ['jose', 'CASA', 'cas mar', 'josé maría casares', 'ab_7', 'AB_', 'ab7', 'casarse']) {
      expect(await found(words), words).toContain(clientId)
    }
    for (const words of ['sares', 'casares peter', 'abx7', '%', 'ab8']) {
      expect(await found(words), words).not.toContain(clientId)
    }
  })

  it('shows fifty of what a search finds and says that there are more', async () => {
    const { rows, hasMore } = await search('client')
    expect([rows.length, hasMore]).toEqual([50, true])
    expect((await search('client 007')).rows).toHaveLength(2)
    expect((await search('N-11')).rows).toHaveLength(11)
  })

  it('is a trainer’s own, a clinician’s all, and of another clinic nobody', async () => {
    const clinician = await acting(clinicOfMany.therapist)
    const colleague = await acting(clinicOfMany.otherTrainer)
    expect((await list({}, clinician)).rows).toHaveLength(50)
    expect((await list({ isMine: true }, clinician)).rows).toHaveLength(0)
    expect((await list({}, colleague)).rows).toHaveLength(0)
    expect((await search('client', colleague)).rows).toHaveLength(0)
    expect((await search('client 007', trainer)).rows).toHaveLength(0)
  })

  it('is filtered by what becomes of their programs', async () => {
    const own = await buildClinic(database)
    const by = await acting(own.trainer)
    const running = await buildCleared(own)
    await train(own, running)
    const waiting = await buildClient(own)
    await buildScreening(own, waiting)
    await submit(own, await buildDraft(own, waiting))
    const idle = await buildClient(own)
    const ids = async (program: ListAsked['program']) => (await list({ program }, by)).rows.map(({ id }) => id)
    expect(await ids('active')).toEqual([running.clientId])
    expect(await ids('waiting')).toEqual([waiting])
    expect(await ids('not-started')).toEqual([waiting])
    expect(await ids('none')).toEqual([idle])
    expect(await ids('on-hold')).toEqual([])
    expect((await list({ program: 'active' }, by)).rows[0]).toMatchObject({
      screening: { outcome: 'standard', isOutdated: false },
      programs: [{ name: 'Knee, return from injury', status: 'active', isWaiting: false }],
    })
  })
})

describe('the overview', () => {
  const asked = (clientId: string) => ({ clientId, at: at(), isDoctorForPrecautions: false })

  it('gathers screening, holds, programs and people', async () => {
    const built = await buildCleared(clinic)
    await train(clinic, built)
    await noteEvent(trainer, { key: key(), at: at(), clientId: built.clientId, kind: 'surgery', note: 'Meniscus' })
    const overview = await readClinic(trainer, (query) => findOverview(query, asked(built.clientId)))
    expect(overview).toMatchObject({
      screening: { isOutdated: true, outcomes: [{ scope: 'all', bfr: 'standard' }], screenedBy: 'Maya Ruiz' },
      events: [{ kind: 'surgery', note: 'Meniscus', notedBy: 'Maya Ruiz' }],
      redFlags: [],
      hasRedFlagHold: false,
      hasRecord: false,
      team: [{ name: 'Maya Ruiz', roles: ['trainer'] }],
      programs: [
        {
          status: 'on-hold',
          isBfr: true,
          holds: [{ cause: 'event', reason: 'Noted: surgery' }],
          inForce: { number: 1 },
          newest: { number: 1, status: 'cleared', kind: 'new' },
          strip: { day: 1, sessionDays: [1], phase: 'open', flag: null },
          next: { step: 'lift-hold', waitsOn: 'clinician' },
        },
      ],
    })
  })

  it('of somebody new is empty and says so by what is missing', async () => {
    const clientId = await added()
    const overview = await readClinic(trainer, (query) => findOverview(query, asked(clientId)))
    expect(overview).toMatchObject({ screening: null, programs: [], hasMorePrograms: false, events: [], redFlags: [] })
  })
})

describe('the care team', () => {
  const change = (clientId: string, who: Who) => ({ key: key(), at: at(), clientId, memberId: who.memberId })

  it('gives a colleague the client, and takes them away again', async () => {
    const clientId = await added()
    const colleague = await acting(clinic.otherTrainer)
    const look = () => status(readClient(colleague, { clientId, pathKind: 'test', at: at() }, async () => null))
    expect(await look()).toBe(404)
    expect(await addToCareTeam(trainer, change(clientId, clinic.otherTrainer))).toEqual({ ok: true })
    expect(await addToCareTeam(trainer, change(clientId, clinic.otherTrainer))).toEqual({ ok: true })
    expect(await look()).toBe(200)
    expect(await removeFromCareTeam(colleague, change(clientId, clinic.trainer))).toEqual({
      ok: false,
      why: 'not-a-clinician',
    })
    expect(await removeFromCareTeam(therapist, change(clientId, clinic.otherTrainer))).toEqual({ ok: true })
    expect(await look()).toBe(404)
  })

  it('is chosen from the clinic’s own people with a clinical role', async () => {
    const clientId = await added()
    const { team, others } = await readClinic(trainer, (query) => findCareTeam(query, clientId))
    expect(team.map(({ name }) => name)).toEqual(['Maya Ruiz'])
    expect(others.map(({ name }) => name)).not.toContain('Ada Admin')
    expect(others.map(({ name }) => name)).toContain('Lin Chen')
    expect(await status(addToCareTeam(trainer, change(clientId, clinic.admin)))).toBe(404)
    expect(await status(addToCareTeam(trainer, change(clientId, other.trainer)))).toBe(404)
  })

  it('may be left by oneself', async () => {
    const clientId = await added()
    expect(await removeFromCareTeam(trainer, change(clientId, clinic.trainer))).toEqual({ ok: true })
    expect(await status(removeFromCareTeam(trainer, change(clientId, clinic.trainer)))).toBe(404)
  })
})

describe('a client who is not yours', () => {
  const attempts: [string, (by: Acting, clientId: string) => Promise<unknown>][] = [
    ['read', (by, clientId) => readClient(by, { clientId, pathKind: 'test', at: at() }, async () => null)],
    ['screened', (by, clientId) => recordScreening(by, { key: key(), at: at(), clientId, ...answers })],
    ['measured', (by, clientId) => measureLop(by, { key: key(), at: at(), clientId, ...cuff })],
    ['noted of', (by, clientId) => noteEvent(by, { key: key(), at: at(), clientId, kind: 'surgery', note: '' })],
    [
      'given a colleague',
      (by, clientId) => addToCareTeam(by, { key: key(), at: at(), clientId, memberId: by.memberId }),
    ],
    ['left', (by, clientId) => removeFromCareTeam(by, { key: key(), at: at(), clientId, memberId: by.memberId })],
  ]
  const cuff = { limb: 'left-leg', cuffWidthMm: 115, position: 'lying', pressureMmhg: 168 } as const
  const answers = {
    conditions: [],
    bmi: null,
    bloodPressures: [{ systolic: 118, diastolic: 76 }],
    painNrs: null,
    surgery: null,
    medication: { isOnAnticoagulant: false, anticoagulantFor: null, isOnOestrogen: false },
    note: null,
  }

  it.each(attempts)(
    'is not %s: 404 for an unassigned trainer, another clinic, an id of nobody, and no id',
    async (_what, attempt) => {
      const clientId = await added()
      const outsiders = await Promise.all(
        [clinic.otherTrainer, other.trainer, other.therapist, clinic.admin].map(acting),
      )
      for (const by of outsiders) expect(await status(attempt(by, clientId))).toBe(404)
      for (const id of [randomUUID(), 'nobody', "' or true --", ''])
        expect(await status(attempt(trainer, id))).toBe(404)
    },
  )

  it('leaves a denial behind, as every reading leaves a reading', async () => {
    const clientId = await added()
    const outsider = await acting(clinic.otherTrainer)
    await status(
      readClient(outsider, { clientId, pathKind: 'routes/clients.$clientId._index', at: at() }, async () => null),
    )
    await status(noteEvent(outsider, { key: key(), at: at(), clientId, kind: 'surgery', note: '' }))
    await status(
      readClient(trainer, { clientId, pathKind: 'routes/clients.$clientId._index', at: at() }, async () => null),
    )
    const rows = await clinic.sql(
      clinic.trainer,
      'select kind, member_id, path_kind from access_events where client_id = $1 order by id',
      [clientId],
    )
    expect(rows).toEqual([
      { kind: 'denial', member_id: outsider.memberId, path_kind: 'routes/clients.$clientId._index' },
      { kind: 'denial', member_id: outsider.memberId, path_kind: 'event/note' },
      { kind: 'reading', member_id: trainer.memberId, path_kind: 'routes/clients.$clientId._index' },
    ])
  })
})
