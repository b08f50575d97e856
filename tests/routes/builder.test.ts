/** The builder's pages, asked as a browser asks them: who is answered, and what a form does however it is sent. */
import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs } from '@remix-run/node'
import { beforeAll, describe, expect, it } from 'vitest'
import { action as raise, loader as raisePage } from '~/routes/clients.$clientId_.programs.new'
import { action as amend, loader as amendPage } from '~/routes/programs.$programId_.amendment'
import { action as save, loader as draftPage } from '~/routes/programs.$programId_.versions.$versionId_.draft'
import {
  action as submit,
  loader as submissionPage,
} from '~/routes/programs.$programId_.versions.$versionId_.submission'
import { buildClinic, type Clinic, type Who } from '../builders'
import { buildClient, buildCleared, buildDraft, buildScreening, sign, submit as submitBySql } from '../builders-program'
import { useTestDatabase } from '../use-database'
import { ask, browserOf, type Route, typed } from '../asking'

const database = useTestDatabase()
let clinic: Clinic
let trainer: Who
let otherTrainer: Who
let admin: Who

beforeAll(async () => {
  clinic = await buildClinic(database)
  trainer = clinic.trainer
  otherTrainer = clinic.otherTrainer
  admin = clinic.admin
})

async function screenedClient(): Promise<string> {
  const clientId = await buildClient(clinic)
  await buildScreening(clinic, clientId)
  return clientId
}

/** The ids in `/programs/…/versions/…/draft`. */
function idsIn(to: string | null): { programId: string; versionId: string } {
  const [, programId = '', versionId = ''] = /^\/programs\/([^/]+)\/versions\/([^/]+)\//.exec(to ?? '') ?? []
  return { programId, versionId }
}

describe('the builder', () => {
  it('is not there for another care team, nor for who only runs the clinic', async () => {
    const ids = await buildDraft(clinic, await screenedClient())
    const pages = [raisePage, draftPage, submissionPage, amendPage] as Route[]
    for (const page of pages) {
      expect(await ask(page, trainer, ids)).toMatchObject({ status: 200 })
      expect(await ask(page, otherTrainer, ids)).toMatchObject({ status: 404 })
      expect(await ask(page, admin, ids)).toMatchObject({ status: 403 })
    }
    const nobody = { clientId: randomUUID(), programId: randomUUID(), versionId: 'x' }
    for (const page of pages) expect(await ask(page, trainer, nobody)).toMatchObject({ status: 404 })
  })

  it('takes nothing from another care team, nor from who only runs the clinic', async () => {
    const ids = await buildDraft(clinic, await screenedClient())
    const next = { key: randomUUID(), kind: 'amendment' }
    for (const [action, fields] of [
      [raise, typed()],
      [save, typed()],
      [submit, { key: randomUUID() }],
      [amend, next],
    ] as [Route, Record<string, string>][]) {
      expect(await ask(action, otherTrainer, ids, fields)).toMatchObject({ status: 404 })
      expect(await ask(action, admin, ids, fields)).toMatchObject({ status: 403 })
    }
    const rows = await clinic.sql(clinic.trainer, 'select id from programs where client_id = $1', [ids.clientId])
    expect(rows).toHaveLength(1)
  })

  it('raises one program, however often its form is sent', async () => {
    const clientId = await screenedClient()
    const fields = typed()
    const answers = await Promise.all([1, 2].map(() => ask(raise, trainer, { clientId }, fields)))
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(answers[0]?.to).toBe(answers[1]?.to)
    expect(answers[0]?.to).toMatch(/\/draft\?done=saved$/)
    const rows = await clinic.sql(clinic.trainer, 'select id from programs where client_id = $1', [clientId])
    expect(rows).toHaveLength(1)
  })

  it('keeps what was typed beside what is wrong with it, and saves nothing', async () => {
    const clientId = await screenedClient()
    const answer = await ask(raise, trainer, { clientId }, typed({ 'lines[0].reps': 'many' }))
    expect(answer).toMatchObject({
      status: 400,
      data: {
        lastResult: { initialValue: { diagnosis: 'ACL reconstruction, left' }, error: { 'lines[0].reps': [/./] } },
      },
    })
  })

  it('adds a line without saving, where there is no JavaScript', async () => {
    const clientId = await screenedClient()
    const intent = { type: 'insert', payload: { name: 'lines', defaultValue: { exercise: 'Leg press' } } }
    const answer = await ask(raise, trainer, { clientId }, typed({ __intent__: JSON.stringify(intent) }))
    expect(answer).toMatchObject({
      status: 200,
      data: { lastResult: { initialValue: { lines: [{ exercise: 'Leg extension' }, { exercise: 'Leg press' }] } } },
    })
  })

  it('duplicates a line as it is typed, not as the page was made, where there is no JavaScript', async () => {
    const clientId = await screenedClient()
    const asLoaded = { type: 'insert', payload: { name: 'lines', index: 1, defaultValue: { exercise: 'Step-up' } } }
    const fields = typed({ 'lines[0].load': '25', __intent__: JSON.stringify(asLoaded) })
    expect(await ask(raise, trainer, { clientId }, fields)).toMatchObject({
      status: 200,
      data: { lastResult: { initialValue: { lines: [{ load: '25' }, { exercise: 'Leg extension', load: '25' }] } } },
    })
  })

  it('moves a line without saving', async () => {
    const clientId = await screenedClient()
    const intent = { type: 'reorder', payload: { name: 'lines', from: 1, to: 0 } }
    const fields = typed({
      'lines[1].exercise': 'Plank',
      'lines[1].mode': 'strength',
      __intent__: JSON.stringify(intent),
    })
    expect(await ask(raise, trainer, { clientId }, fields)).toMatchObject({
      data: { lastResult: { initialValue: { lines: [{ exercise: 'Plank' }, { exercise: 'Leg extension' }] } } },
    })
  })

  it('writes every day twice as fourteen a week, sent without JavaScript as well', async () => {
    const clientId = await screenedClient()
    const raised = await ask(raise, trainer, { clientId }, typed({ rhythm: 'day', sessionsPerDay: '2' }))
    const [row] = await clinic.sql(
      clinic.trainer,
      'select sessions_per_week, sessions_per_day from versions where id = $1',
      [idsIn(raised.to).versionId],
    )
    expect(row).toEqual({ sessions_per_week: 14, sessions_per_day: 2 })
  })

  it('writes a draft without a screening, and does not submit it', async () => {
    const clientId = await buildClient(clinic)
    const raised = await ask(raise, trainer, { clientId }, typed({ next: 'submission' }))
    expect(raised.to).toMatch(/\/submission$/)
    const ids = idsIn(raised.to)
    expect(await ask(submit, trainer, ids, { key: randomUUID() })).toMatchObject({
      status: 409,
      data: { refusal: 'screening-missing' },
    })
  })

  it('does not submit what a rule stops: a cuff at full occlusion', async () => {
    const clientId = await screenedClient()
    const ids = idsIn((await ask(raise, trainer, { clientId }, typed({ 'lines[0].pressure': '100' }))).to)
    expect(await ask(submit, trainer, ids, { key: randomUUID() })).toMatchObject({
      status: 409,
      data: { refusal: 'stop-finding' },
    })
    const saved = await ask(save, trainer, ids, typed())
    expect(saved.status).toBe(303)
    const fields = { key: randomUUID() }
    const submitted = [await ask(submit, trainer, ids, fields), await ask(submit, trainer, ids, fields)]
    expect(submitted.map(({ to }) => to)).toEqual(Array(2).fill(`/programs/${ids.programId}?done=submitted`))
    expect(await ask(save, trainer, ids, typed())).toMatchObject({ status: 409, data: { refusal: 'not-draft' } })
  })

  it('does not overwrite what a colleague saved since the draft was read', async () => {
    const ids = await buildDraft(clinic, await screenedClient())
    const basis = ids.lineId
    expect((await ask(save, trainer, ids, typed({ basis }))).status).toBe(303)
    expect(await ask(save, trainer, ids, typed({ basis, diagnosis: 'Read before' }))).toMatchObject({
      status: 409,
      data: { refusal: 'content-changed', lastResult: { initialValue: { diagnosis: 'Read before' } } },
    })
  })

  it('wants a why for each value outside its rule, and keeps the ones that were typed', async () => {
    const clientId = await screenedClient()
    const changes = { 'lines[0].pressure': '90', 'lines[0].restSeconds': '90' }
    const ids = idsIn((await ask(raise, trainer, { clientId }, typed(changes))).to)
    const [line] = await clinic.sql<{ id: string }>(
      clinic.trainer,
      'select id from prescriptions where version_id = $1',
      [ids.versionId],
    )
    const why = { [`why:pressure:${line?.id}`]: 'No response at 80' }
    const refused = await ask(submit, trainer, ids, { key: randomUUID(), ...why })
    expect(refused).toMatchObject({ status: 409, data: { refusal: 'why-missing', typed: why } })
    const both = { ...why, [`why:rest-between-sets:${line?.id}`]: 'Breathless' }
    expect((await ask(submit, trainer, ids, { key: randomUUID(), ...both })).status).toBe(303)
  })
})

describe('the next version', () => {
  it('is drafted from the one in force, as what it is asked to be', async () => {
    const built = await buildCleared(clinic)
    const extension = { key: randomUUID(), kind: 'extension', extensionDays: '14', extensionReason: 'Still weak' }
    expect(await ask(amend, trainer, built, { ...extension, extensionDays: '22' })).toMatchObject({ status: 400 })
    const drafted = await ask(amend, trainer, built, extension)
    expect(drafted).toMatchObject({ status: 303 })
    expect(await ask(amend, trainer, built, { ...extension, key: randomUUID() })).toMatchObject({
      status: 409,
      data: { refusal: 'version-open' },
    })
    const { versionId } = idsIn(drafted.to)
    const [row] = await clinic.sql(
      clinic.trainer,
      'select kind, extension_days, extension_reason from versions where id = $1',
      [versionId],
    )
    expect(row).toEqual({ kind: 'extension', extension_days: 14, extension_reason: 'Still weak' })
  })

  it('shows what the clinician asked for', async () => {
    const built = await submitBySql(clinic, await buildDraft(clinic, await screenedClient()))
    await sign(clinic, built, { outcome: 'changes-requested', reason: 'Two sets fewer' })
    const drafted = await ask(amend, trainer, built, { key: randomUUID(), kind: 'amendment' })
    const { versionId } = idsIn(drafted.to)
    const request = (await browserOf(trainer)).request('/')
    const params = { programId: built.programId, versionId }
    const page = await draftPage({ request, params, context: {} } as unknown as ActionFunctionArgs)
    expect(page.draft.sentBack).toMatchObject({ number: 1, reason: 'Two sets fewer', by: 'Lin Chen' })
    expect(page.draft.kind).toBe('new')
  })
})
