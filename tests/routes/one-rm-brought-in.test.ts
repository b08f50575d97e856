/** Tested maxima brought in step by step: what the pages answer, as forms without JavaScript send them. */
import { beforeAll, describe, expect, it } from 'vitest'
import { loader as filePage } from '~/routes/clients.import_.one-rm.$oneRmFileId._index'
import { action as columns, loader as columnsPage } from '~/routes/clients.import_.one-rm.$oneRmFileId_.columns'
import { action as days } from '~/routes/clients.import_.one-rm.$oneRmFileId_.days'
import { action as names, loader as namesPage } from '~/routes/clients.import_.one-rm.$oneRmFileId_.names'
import { loader as notTaken } from '~/routes/clients.import_.one-rm.$oneRmFileId_.not-taken[.]csv'
import { action as start } from '~/routes/clients.import_.one-rm.$oneRmFileId_.start'
import { action as undo } from '~/routes/clients.import_.one-rm.$oneRmFileId_.undo'
import { action as readFile } from '~/routes/clients.import_.one-rm._index'
import { type Answer, answerOf, ask, browserOf, type Route } from '../asking'
import { buildClinic, type Clinic, type Who } from '../builders'
import { addClients } from '../builders-one-rm'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic

beforeAll(async () => {
  clinic = await buildClinic(database)
  await addClients(clinic, ['R-1', 'R-2'])
})

async function post(route: Route, who: Who, params: Record<string, string>, form: FormData): Promise<Answer> {
  return answerOf(route, (await browserOf(who)).request('/', { method: 'POST', body: form }), params)
}

function upload(who: Who, text: string): Promise<Answer> {
  const form = new FormData()
  form.set('file', new Blob([text]), 'tests.csv')
  return post(readFile, who, {}, form)
}

function pairsOf(one: string, other: string, pairs: [string, string][]): FormData {
  const form = new FormData()
  for (const [left, right] of pairs) {
    form.append(one, left)
    form.append(other, right)
  }
  return form
}

const text = [
  'subject,leg,exercise,timepoint,load',
  'R-1,L,legpress,pre,80',
  'R-1,L,legpress,post,120',
  'R-2,R,legpress,pre,NA',
  '=cmd|x,R,legpress,pre,70',
].join('\r\n')
const chosen = { client: '0', side: '1', exercise: '2', when: '3', load: '4', days: 'label' }

describe('a file of tested maxima', () => {
  it('is led from its columns to its tests and back, with every mistake beside its field and nothing typed lost', async () => {
    const { therapist, doctor } = clinic
    const to = (await upload(therapist, text)).to ?? ''
    const file = { oneRmFileId: to.split('/').at(-1) ?? '' }
    expect((await ask(filePage, therapist, file)).to).toBe(`${to}/columns`)
    const suggested = (await ask(columnsPage, therapist, file)).data
    expect(suggested).toMatchObject({
      page: { suggested: { client: 0, side: 1, exercise: 2, when: 3, load: 4, days: 'label' } },
    })
    expect(JSON.stringify(suggested)).not.toContain('loadUnit')

    const without = await ask(columns, therapist, file, chosen)
    expect([without.status, Object.keys(without.refused.error ?? {})]).toEqual([400, ['loadUnit']])
    expect(without.refused.initialValue).toMatchObject(chosen)
    expect((await ask(columns, therapist, file, { ...chosen, side: '0', loadUnit: 'kg' })).status).toBe(400)
    expect((await ask(columns, therapist, file, { ...chosen, loadUnit: 'kg' })).to).toBe(to)
    expect((await ask(filePage, therapist, file)).to).toBe(`${to}/days`)

    const onOneDay = pairsOf('label', 'day', [
      ['pre', '2026-01-05'],
      ['post', '2026-01-05'],
    ])
    const mistaken = await post(days, therapist, file, onOneDay)
    expect(mistaken).toMatchObject({
      status: 400,
      data: { typed: [['pre', '2026-01-05'], expect.anything()], mistakes: [['post', 'Another one has this day.']] },
    })
    const nowhere = await post(days, therapist, file, pairsOf('label', 'day', [['week7', '2026-01-05']]))
    expect(nowhere.data).toMatchObject({ mistakes: [['pre', 'Give one of them a day at least.']] })
    const right = pairsOf('label', 'day', [
      ['pre', '2026-01-05'],
      ['post', '2026-03-05'],
    ])
    expect((await post(days, therapist, file, right)).to).toBe(to)
    expect((await ask(filePage, therapist, file)).to).toBe(`${to}/names`)
    expect((await ask(namesPage, therapist, file)).data).toMatchObject({
      page: { names: [{ nameInFile: 'legpress', rows: 4 }] },
    })
    const called = pairsOf('nameInFile', 'exercise', [['legpress', 'Leg press']])
    expect((await post(names, therapist, file, called)).to).toBe(to)

    expect((await ask(filePage, therapist, file)).data).toMatchObject({
      page: {
        step: 'preview',
        preview: {
          counts: { rows: 4, taken: 2, known: 0, skipped: 1, refused: 1 },
          unknown: { first: ['=cmd|x'], all: 1 },
          jumps: { first: [{ client: 'R-1', fromG: 80_000, loadG: 120_000 }], all: 1 },
        },
      },
    })
    expect((await ask(start, therapist, file, {})).data).toEqual({ why: 'import-not-confirmed' })
    for (const route of [filePage, columnsPage, notTaken, start, undo])
      expect((await ask(route, doctor, file, route === start || route === undo ? {} : null)).status).toBe(404)

    expect((await ask(start, therapist, file, { isConfirmed: 'on' })).to).toBe(to)
    type Through = { page: { state: string; counts: object; undo: { state: string } | null } }
    const page = async () => ((await ask(filePage, therapist, file)).data as unknown as Through).page
    await expect.poll(async () => (await page()).state, { timeout: 10_000 }).toBe('through')
    expect(await page()).toMatchObject({ counts: { rows: 4, taken: 2, known: 0, skipped: 1, refused: 1 } })
    expect((await ask(notTaken, therapist, file)).text).toContain(`"Nobody here has this record number.","'=cmd|x"`)
    expect((await ask(columns, therapist, file, { ...chosen, loadUnit: 'lb' })).status).toBe(409)

    expect((await ask(undo, therapist, file, {})).to).toBe(to)
    await expect.poll(async () => (await page()).undo?.state, { timeout: 10_000 }).toBe('through')
    expect((await ask(start, therapist, file, {})).status).toBe(409)
  })

  it.each(['trainer', 'admin'] as const)('is not brought in by a %s', async (who) => {
    expect((await upload(clinic[who], text)).status).toBe(403)
  })

  it.each([
    ['nothing', ''],
    ['three columns', 'subject,exercise,load\nR-1,Leg press,80'],
  ])('of %s is refused beside the field', async (_says, bytes) => {
    const answer = await upload(clinic.therapist, bytes)
    expect(answer).toMatchObject({ status: 400, data: { errors: [expect.any(String)] } })
  })
})
