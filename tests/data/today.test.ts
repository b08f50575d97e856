/** What a trainer finds on the floor today: their clients' programs, and on whom each one waits. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Acting } from '~/data/acting.server'
import { raiseRedFlag } from '~/data/red-flags.server'
import { few } from '~/data/own-clients.server'
import { listToday } from '~/data/today.server'
import { endSession, startSession } from '~/data/training-sessions.server'
import { readClinic } from '~/database/door.server'
import { acting } from '../acting'
import { buildClinic, type Clinic } from '../builders'
import {
  type Built,
  buildCleared,
  buildClient,
  buildDraft,
  buildScreening,
  consent,
  sign,
  submit,
  train,
} from '../builders-program'
import { fillClients } from '../fill-clients'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let trainer: Acting

beforeAll(async () => {
  clinic = await buildClinic(database)
  trainer = await acting(clinic.trainer)
})

const today = (who: Acting = trainer) => readClinic(who, (query) => listToday(query, who, new Date()))
const of = async ({ programId }: Pick<Built, 'programId'>) =>
  (await today()).programs.find((program) => program.programId === programId)

describe('a program of the trainer’s client', () => {
  it('may start when nothing is in the way, and then runs with its window on day 1', async () => {
    const built = await buildCleared(clinic)
    expect(await of(built)).toMatchObject({
      starts: 'whole',
      blockers: [],
      strip: { day: null },
      runningSessionId: null,
    })
    const asked = {
      key: randomUUID(),
      at: new Date(),
      programId: built.programId,
      place: 'clinic',
      painNrs: null,
    } as const
    const started = await startSession(trainer, asked)
    expect(await of(built)).toMatchObject({
      status: 'active',
      runningSessionId: started.ok && started.sessionId,
      strip: { day: 1, phase: 'open', sessionDays: [1] },
      doneThisWeek: 1,
      sessionsPerWeek: 3,
    })
  })

  it('says what blocks, and on whom it waits', async () => {
    const clientId = await buildClient(clinic)
    await buildScreening(clinic, clientId)
    const built = await submit(clinic, await buildDraft(clinic, clientId))
    expect((await of(built))?.submitted).toMatchObject({ kind: 'new' })
    expect((await of(built))?.blockers[0]).toEqual({ why: 'not-cleared', waitsOn: 'clinician', lineIds: null })
    await sign(clinic, built)
    expect((await of(built))?.blockers.map(({ why, waitsOn }) => [why, waitsOn])).toEqual([
      ['no-consent', 'client'],
      ['lop-missing', 'trainer'],
    ])
    await consent(clinic, built)
    expect(await of(built)).toMatchObject({ starts: null, blockers: [{ why: 'lop-missing', lineIds: [built.lineId] }] })
  })

  it('stands after what may start when it is on hold, with the red flag named', async () => {
    const built = await buildCleared(clinic)
    const mayStart = await buildCleared(clinic)
    const sessionId = await train(clinic, built)
    await endSession(trainer, { key: randomUUID(), sessionId, at: new Date() })
    await raiseRedFlag(trainer, { key: randomUUID(), at: new Date(), clientId: built.clientId, sign: 'fainting' })
    const { programs } = await today()
    const place = ({ programId }: { programId: string }) => programs.findIndex((one) => one.programId === programId)
    expect(place(mayStart)).toBeLessThan(place(built))
    expect(programs[place(built)]).toMatchObject({
      status: 'on-hold',
      holdCauses: ['red-flag'],
      starts: null,
    })
  })

  it('is not there while it is a draft, nor for somebody outside the care team', async () => {
    const clientId = await buildClient(clinic)
    const draft = await buildDraft(clinic, clientId)
    expect(await of(draft)).toBeUndefined()
    expect((await today(await acting(clinic.otherTrainer))).programs).toEqual([])
    const elsewhere = await buildClinic(database)
    expect((await today(await acting(elsewhere.trainer))).programs).toEqual([])
  })
})

it('is the same day for a trainer of many clients, walked status by status', async () => {
  const { programs } = await today()
  expect(new Set(programs.map(({ status }) => status))).toEqual(new Set(['active', 'on-hold', 'not-started']))
  await fillClients(database, clinic, few)
  await clinic.sql(
    clinic.admin,
    `insert into care_team (clinic_id, client_id, member_id, added_by)
     select c.clinic_id, c.id, $1, $2 from clients c where c.clinic_id = $3 and c.record_number like 'R-%' on conflict do nothing`,
    [trainer.memberId, clinic.admin.memberId, clinic.id],
  )
  const names: string[] = []
  const ofMany = await readClinic(trainer, (query) =>
    listToday(
      (named) => {
        names.push(named.name)
        return query(named)
      },
      trainer,
      new Date(),
    ),
  )
  expect(names).toContain('today-many')
  expect(ofMany.programs).toEqual(programs)
})
