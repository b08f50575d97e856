/** The steps of a strength log as forms without JavaScript walk them, and what each page answers on the way. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { loader as outcomePage } from '~/routes/clients.$clientId_.imports.$importId._index'
import { action as undo, loader as undoPage } from '~/routes/clients.$clientId_.imports.$importId_.undo'
import { action as upload, loader as filePage } from '~/routes/clients.$clientId_.strength.import'
import { action as names, loader as stepPage } from '~/routes/clients.$clientId_.strength.import_.$historyFileId._index'
import {
  action as start,
  loader as startPage,
} from '~/routes/clients.$clientId_.strength.import_.$historyFileId_.start'
import { action as stop, loader as stopPage } from '~/routes/clients.$clientId_.strength.import_.$historyFileId_.stop'
import { action as unit, loader as unitPage } from '~/routes/clients.$clientId_.strength.import_.$historyFileId_.unit'
import { answerOf, ask, browserOf, type Route } from '../asking'
import { buildClinic, type Clinic, type Who } from '../builders'
import { buildClient } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let clientId: string

beforeAll(async () => {
  clinic = await buildClinic(database)
  clientId = await buildClient(clinic)
})

const heading = 'Date,Workout Name,Exercise Name,Set Order,Weight,Reps'
const logOf = (...exercises: string[]) =>
  [heading, ...exercises.map((name, n) => `2025-08-03 13:04:33,Legs,${name},${n + 1},${40 + n},8`)].join('\n')

async function send(text: string, who: Who = clinic.trainer) {
  const form = new FormData()
  form.set('file', new Blob([text]), 'strong.csv')
  const request = (await browserOf(who)).request('/', { method: 'POST', body: form })
  return answerOf(upload, request, { clientId })
}

async function sendNames(historyFileId: string, pairs: [string, string][]) {
  const body = new URLSearchParams(
    pairs.flatMap(([name, exercise]) => [
      ['nameInFile', name],
      ['exercise', exercise],
    ]),
  )
  return answerOf(names, (await browserOf(clinic.trainer)).request('/', { method: 'POST', body }), {
    clientId,
    historyFileId,
  })
}

const idIn = (to: string | null) => to?.split('/').at(-1) ?? ''
const stepOf = async (historyFileId: string, search = '') =>
  (await ask(stepPage, clinic.trainer, { clientId, historyFileId }, null, search)).data?.log

describe('a strength log', () => {
  it('goes from its file by unit, names and preview to what it came to, and is taken back', async () => {
    const read = await send(logOf('Squat (Barbell)', 'Squat (Barbell)', 'Leg Press (Machine)'))
    const historyFileId = idIn(read.to)
    expect(read).toMatchObject({ status: 303, to: `/clients/${clientId}/strength/import/${historyFileId}` })
    const at = { clientId, historyFileId }
    expect(await stepOf(historyFileId)).toMatchObject({ step: 'unit' })
    expect((await ask(start, clinic.trainer, at, {})).data).toEqual({ why: 'unit-missing' })
    const unsaid = await ask(unit, clinic.trainer, at, {})
    expect([unsaid.status, unsaid.data]).toEqual([400, { errors: ['Choose kg or lb.'] }])
    expect((await ask(unitPage, clinic.trainer, at)).data).toMatchObject({ examples: [{ load: '41' }, { load: '42' }] })
    expect(await ask(unit, clinic.trainer, at, { unit: 'kg' })).toMatchObject({ status: 303, to: read.to })

    const asked = { step: 'names', names: [{ basis: 'kept' }, { exercise: 'Leg press', basis: 'suggested' }] }
    expect(await stepOf(historyFileId)).toMatchObject(asked)
    const tooLong = await sendNames(historyFileId, [
      ['Squat (Barbell)', 'x'.repeat(201)],
      ['Leg Press (Machine)', 'Mine'],
    ])
    expect(tooLong).toMatchObject({
      status: 400,
      data: {
        typed: [
          ['Squat (Barbell)', 'x'.repeat(201)],
          ['Leg Press (Machine)', 'Mine'],
        ],
        mistakes: [['Squat (Barbell)', 'Use at most 200 characters.']],
      },
    })
    const chosen = await sendNames(historyFileId, [
      ['Squat (Barbell)', ' Squat '],
      ['Leg Press (Machine)', ''],
    ])
    expect(chosen).toMatchObject({ status: 303, to: read.to })
    expect(await stepOf(historyFileId)).toMatchObject({
      step: 'preview',
      preview: { rows: 3, taken: 3, first: [{ exercise: 'Squat' }, {}, { exercise: 'Leg Press (Machine)' }] },
    })
    expect(await stepOf(historyFileId, '?again=names')).toMatchObject({ step: 'names' })
    expect(await stepOf(historyFileId, '?again=unit')).toMatchObject({ step: 'unit' })

    expect(await ask(start, clinic.trainer, at, {})).toMatchObject({ status: 303, to: read.to })
    await vi.waitFor(async () => expect((await ask(stepPage, clinic.trainer, at)).to).toMatch(/\/imports\//), 10_000)
    const done = (await ask(stepPage, clinic.trainer, at)).to
    const importId = idIn(done)
    const which = { clientId, importId }
    const came = { outcome: { total: 3, added: 3, awaited: 0, unit: 'kg' }, isUndoable: true }
    expect((await ask(outcomePage, clinic.trainer, which)).data).toMatchObject(came)
    expect(await sendNames(historyFileId, [['Squat (Barbell)', 'Late']])).toMatchObject({ status: 409 })

    expect((await ask(undoPage, clinic.trainer, which)).data).toMatchObject({ found: { rows: 3 }, whyNot: null })
    expect((await ask(undo, clinic.trainer, which, {})).status).toBe(400)
    expect(await ask(undo, clinic.trainer, which, { key: randomUUID() })).toMatchObject({ status: 303, to: done })
    expect((await ask(undo, clinic.trainer, which, { key: randomUUID() })).status).toBe(409)
    const takenBack = { outcome: { takenBack: { by: 'Maya Ruiz' } }, isUndoable: false }
    expect((await ask(outcomePage, clinic.trainer, which)).data).toMatchObject(takenBack)
    expect((await ask(filePage, clinic.trainer, { clientId })).data).toMatchObject({
      open: [],
      earlier: [{ id: importId }],
    })
  })

  it('that is no log is refused beside its field, and kept nowhere', async () => {
    for (const text of ['a,b\n1,2', 'PK\u0003\u0004', '']) {
      const answer = await send(text)
      expect(answer).toMatchObject({ status: 400, data: { errors: [expect.any(String)] } })
    }
    expect((await ask(filePage, clinic.trainer, { clientId })).data).toMatchObject({ open: [] })
  })

  it('stops where it is, and its pages say so', async () => {
    const historyFileId = idIn((await send(logOf('Stopped'))).to)
    const at = { clientId, historyFileId }
    expect((await ask(stopPage, clinic.trainer, at)).data).toMatchObject({ done: 0, rows: 1 })
    expect((await ask(startPage, clinic.trainer, at)).data).toMatchObject({ rows: 1 })
    // What has not begun has nothing to stop.
    expect((await ask(stop, clinic.trainer, at, {})).status).toBe(303)
    expect(await stepOf(historyFileId)).toMatchObject({ step: 'unit' })
  })
})

describe('a log of somebody else', () => {
  it('is not there: for another member, for another client, and for who may not see the client', async () => {
    const historyFileId = idIn((await send(logOf('Mine'))).to)
    const other = await buildClient(clinic)
    const routes: [Route, Record<string, string> | null][] = [
      [stepPage, null],
      [unitPage, null],
      [startPage, null],
      [stopPage, null],
      [names, {}],
      [names, { nameInFile: 'Mine', exercise: 'x'.repeat(201) }],
      [unit, {}],
      [unit, { unit: 'kg' }],
      [start, {}],
      [stop, {}],
    ]
    for (const [route, fields] of routes) {
      expect((await ask(route, clinic.therapist, { clientId, historyFileId }, fields)).status).toBe(404)
      expect((await ask(route, clinic.trainer, { clientId: other, historyFileId }, fields)).status).toBe(404)
      expect((await ask(route, clinic.otherTrainer, { clientId, historyFileId }, fields)).status).toBe(404)
    }
    expect((await send(logOf('Mine'), clinic.otherTrainer).catch((thrown: Response) => thrown)).status).toBe(404)
  })

  it('is seen when it is in by who sees the client, and taken back by nobody else', async () => {
    const historyFileId = idIn((await send(logOf('Shown'))).to)
    const at = { clientId, historyFileId }
    await ask(unit, clinic.trainer, at, { unit: 'lb' })
    await ask(start, clinic.trainer, at, {})
    await vi.waitFor(async () => expect((await ask(stepPage, clinic.trainer, at)).to).toMatch(/\/imports\//), 10_000)
    const which = { clientId, importId: idIn((await ask(stepPage, clinic.trainer, at)).to) }
    expect((await ask(outcomePage, clinic.therapist, which)).data).toMatchObject({ isUndoable: false })
    expect((await ask(undoPage, clinic.therapist, which)).data).toMatchObject({ whyNot: 'entry-not-yours' })
    expect((await ask(undo, clinic.therapist, which, { key: randomUUID() })).status).toBe(409)
    expect((await ask(undo, clinic.otherTrainer, which, { key: randomUUID() })).status).toBe(404)
    expect((await ask(outcomePage, clinic.trainer, { ...which, importId: randomUUID() })).status).toBe(404)
  })
})
