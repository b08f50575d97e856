/** Clients not doubled, put away, and brought in by a list: what the pages answer, as forms without JavaScript send them. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { action as archive, loader as archivePage } from '~/routes/clients.$clientId_.archive'
import { action as restore } from '~/routes/clients.$clientId_.restoration'
import { loader as overview } from '~/routes/clients.$clientId._index'
import { action as map, loader as listPage } from '~/routes/clients.import_.list.$rosterId._index'
import { loader as notTaken } from '~/routes/clients.import_.list.$rosterId_.not-taken[.]csv'
import { action as start } from '~/routes/clients.import_.list.$rosterId_.start'
import { action as readList, loader as lists } from '~/routes/clients.import_.list._index'
import { loader as importPage } from '~/routes/clients.import'
import { action as add } from '~/routes/clients.new'
import { ask as askForm, type Route } from '../asking'
import { browserOf } from '../asking'
import { buildClinic, type Clinic, type Who } from '../builders'
import { buildClient } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
const ask = askForm

beforeAll(async () => {
  clinic = await buildClinic(database)
})

const person = { givenName: 'Anna', familyName: 'Lindqvist', birthDate: '1990-04-05', sex: 'female' }
const sent = (changes: Record<string, string> = {}) => ({ key: randomUUID(), ...person, ...changes })
type AlikeAnswer = { alike: { shown: { id: string; likeness: string }[]; ask: string[] | null; mark: string | null } }

async function upload(route: Route, who: Who, text: string) {
  const form = new FormData()
  form.set('file', new Blob([text]), 'clients.csv')
  const request = (await browserOf(who)).request('/', { method: 'POST', body: form })
  const answer = await route({ request, params: {}, context: {}, response: undefined } as never)
  return answer instanceof Response ? (answer.headers.get('Location') ?? '') : answer
}

describe('somebody who may be here already', () => {
  let first: string

  beforeAll(async () => {
    first = (await ask(add, clinic.trainer, {}, sent({ recordNumber: 'R-1' }))).to?.split('/').at(-1) ?? ''
  })

  it('is shown before anybody is added, with all that was typed, and then "no" adds them', async () => {
    const again = sent({ familyName: 'Lindkvist', recordNumber: 'R-2' })
    const asked = await ask(add, clinic.trainer, {}, again)
    const { alike } = asked.data as unknown as AlikeAnswer
    expect([asked.status, alike.shown]).toMatchObject([409, [{ id: first, likeness: 'similar-name' }]])
    expect(asked.refused.initialValue).toMatchObject({ familyName: 'Lindkvist', recordNumber: 'R-2', sex: 'female' })
    const answered = await ask(add, clinic.trainer, {}, { ...again, alikeSeen: alike.mark ?? '' })
    expect(answered).toMatchObject({ status: 303, to: expect.stringMatching(/^\/clients\/[0-9a-f-]{36}$/) })
  })

  it('is asked about again where a "no" was about somebody else', async () => {
    const about = await ask(add, clinic.trainer, {}, sent({ birthDate: '1990-05-04' }))
    const { alike } = about.data as unknown as AlikeAnswer
    expect(alike.shown).toMatchObject([{ likeness: 'swapped-birthday' }])
    expect((await ask(add, clinic.trainer, {}, sent({ alikeSeen: alike.mark ?? '' }))).status).toBe(409)
  })

  it('tells a trainer of another care team no more than that somebody of exactly this name and birthday is here', async () => {
    const asked = await ask(add, clinic.otherTrainer, {}, sent())
    const { alike } = asked.data as unknown as AlikeAnswer
    expect(alike).toMatchObject({ shown: [], ask: ['Maya Ruiz'] })
    expect(asked.text).not.toContain(first)
    expect(asked.text).not.toContain('R-1')
    const denials = await clinic.sql(
      clinic.admin,
      `select 1 from access_events where kind = 'denial' and member_id = $1 and client_id = $2 and path_kind = 'routes/clients.new'`,
      [clinic.otherTrainer.memberId, first],
    )
    expect(denials).toHaveLength(1)
    const similar = await ask(add, clinic.otherTrainer, {}, sent({ givenName: 'Annna', recordNumber: 'R-7' }))
    expect(similar.status).toBe(303)
  })

  it('is told beside the field, with their page, where the number is theirs', async () => {
    const asked = await ask(add, clinic.therapist, {}, sent({ recordNumber: 'R-1' }))
    expect(Object.keys(asked.refused.error ?? {})).toEqual(['recordNumber'])
    expect((asked.data as unknown as AlikeAnswer).alike.shown[0]).toMatchObject({ id: first, likeness: 'same-number' })
  })
})

describe('a client put away', () => {
  it('says so on their pages, and who may bring them back does', async () => {
    const clientId = await buildClient(clinic, { bornOn: '1951-01-01' })
    expect((await ask(archive, clinic.trainer, { clientId }, { key: randomUUID(), reason: ' ' })).status).toBe(400)
    const done = await ask(archive, clinic.trainer, { clientId }, { key: randomUUID(), reason: 'Moved away.' })
    expect(done).toMatchObject({ status: 303, to: `/clients/${clientId}?done=archived` })
    for (const page of [overview, archivePage]) {
      const { data } = await ask(page, clinic.therapist, { clientId })
      expect(data).toMatchObject({ client: { archive: { byName: 'Maya Ruiz', reason: 'Moved away.' } } })
    }
    expect((await ask(archive, clinic.trainer, { clientId }, { key: randomUUID(), reason: 'Twice.' })).status).toBe(409)
    expect((await ask(restore, clinic.therapist, { clientId }, { key: randomUUID() })).to).toBe(
      `/clients/${clientId}?done=restored`,
    )
    expect((await ask(restore, clinic.therapist, { clientId }, { key: randomUUID() })).status).toBe(409)
  })

  it('is not there for a trainer of another care team', async () => {
    const clientId = await buildClient(clinic, { bornOn: '1952-01-01' })
    for (const route of [archive, restore]) {
      expect((await ask(route, clinic.otherTrainer, { clientId }, { key: randomUUID(), reason: 'x' })).status).toBe(404)
    }
  })
})

describe('a list', () => {
  const text =
    'Patient ID,Last name,First name,DOB,Gender\nL-1,Ng,Li,03/04/1990,f\nL-2,Ng,Bo,05/06/1980,m\n,=cmd|x,,x,\n'

  it('is read, mapped by a person where days and months read both ways, previewed, and brought in by an admin', async () => {
    expect(await ask(importPage, clinic.admin, {})).toMatchObject({ data: { mayImportRecords: false } })
    const to = String(await upload(readList, clinic.admin, text))
    const rosterId = to.split('/').at(-1)
    const columns = await ask(listPage, clinic.admin, { rosterId })
    expect(columns.data).toMatchObject({
      page: { step: 'columns', suggested: { recordNumber: 0, familyName: 1, givenName: 2, birthDate: 3, sex: 4 } },
    })
    expect(JSON.stringify(columns.data)).not.toContain('dateOrder')
    const chosen = { recordNumber: '0', familyName: '1', givenName: '2', birthDate: '3', sex: '4' }
    const unasked = await ask(map, clinic.admin, { rosterId }, chosen)
    expect([unasked.status, Object.keys(unasked.refused.error ?? {})]).toEqual([400, ['dateOrder']])
    expect(unasked.refused.initialValue).toMatchObject(chosen)
    const twice = await ask(map, clinic.admin, { rosterId }, { ...chosen, sex: '3', dateOrder: 'day-month-year' })
    expect(twice.status).toBe(400)
    expect((await ask(map, clinic.admin, { rosterId }, { ...chosen, dateOrder: 'day-month-year' })).to).toBe(to)
    const preview = await ask(listPage, clinic.admin, { rosterId })
    expect(preview.data).toMatchObject({
      page: {
        step: 'preview',
        preview: {
          counts: { taken: 2, known: 0, alike: 0, refused: 1 },
          first: [{ client: { birthDate: '1990-04-03' } }, {}, {}],
        },
      },
    })
    expect((await ask(start, clinic.admin, { rosterId }, {})).to).toBe(to)
    const page = async () =>
      (await ask(listPage, clinic.admin, { rosterId })).data as unknown as { page: { state: string } }
    await expect.poll(async () => (await page()).page.state, { timeout: 10_000 }).toBe('through')
    expect((await ask(start, clinic.admin, { rosterId }, {})).status).toBe(409)
    const csv = (await ask(notTaken, clinic.admin, { rosterId })).text
    expect(csv).toContain(`"'=cmd|x"`)
    expect(csv).toContain('No given name.')
    expect((await ask(lists, clinic.admin, {})).data).toMatchObject({ rosters: [{ id: rosterId, isThrough: true }] })
    for (const route of [listPage, notTaken]) {
      expect((await ask(route, clinic.doctor, { rosterId })).status).toBe(404)
    }
    expect((await ask(map, clinic.doctor, { rosterId }, { ...chosen, dateOrder: 'day-month-year' })).status).toBe(404)
    const next = String(await upload(readList, clinic.therapist, `${text}L-3,Ng,Al,01/01/1990,f\n`))
    expect((await ask(listPage, clinic.therapist, { rosterId: next.split('/').at(-1) })).data).toMatchObject({
      page: { isRemembered: true, suggested: { dateOrder: 'day-month-year' } },
    })
  })

  it.each([
    ['nothing', ''],
    ['a picture', '\u0089PNG\0\0'],
    ['one column', 'Name\nAnna'],
  ])('of %s is refused beside the field', async (_says, bytes) => {
    const answer = (await upload(readList, clinic.trainer, bytes)) as unknown as {
      init: { status: number }
      data: { errors: string[] }
    }
    expect(answer.init.status).toBe(400)
    expect(answer.data.errors).toHaveLength(1)
  })
})
