/** What a program is started from: an earlier one, a template, or what its writer left unfinished. */
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { forgetKeptForms } from '~/data/kept-forms.server'
import { action as raise, loader as raisePage } from '~/routes/clients.$clientId_.programs.new'
import { action as keep, loader as keptPage } from '~/routes/kept-forms'
import { action as discard, loader as discardPage } from '~/routes/kept-forms_.$keptFormId.removal'
import { action as save, loader as draftPage } from '~/routes/programs.$programId_.versions.$versionId_.draft'
import {
  action as makeTemplate,
  loader as templatePage,
} from '~/routes/programs.$programId_.versions.$versionId_.template'
import { action as retire, loader as retirementPage } from '~/routes/templates.$templateId_.retirement'
import { loader as templatesPage } from '~/routes/templates._index'
import { buildClinic, type Clinic, inOne, type Who } from '../builders'
import { buildClient, buildDraft, buildScreening, submit } from '../builders-program'
import { useTestDatabase } from '../use-database'
import { ask, type Route, typed } from '../asking'

const database = useTestDatabase()
let clinic: Clinic
let trainer: Who
let otherTrainer: Who
let therapist: Who
let admin: Who
let stranger: Who

beforeAll(async () => {
  clinic = await buildClinic(database)
  const elsewhere = await buildClinic(database)
  const { trainer: own, otherTrainer: other, therapist: clinician, admin: manager } = clinic
  ;[trainer, otherTrainer, therapist, admin, stranger] = [own, other, clinician, manager, elsewhere.trainer]
})

async function submitted(clientId?: string) {
  const client = clientId ?? (await buildClient(clinic))
  if (!clientId) await buildScreening(clinic, client)
  return submit(clinic, await buildDraft(clinic, client))
}

/** A client whose trainer is the other one. */
async function clientOfOther(): Promise<string> {
  const clientId = await buildClient(clinic)
  const { id, memberId } = { id: clinic.id, memberId: clinic.otherTrainer.memberId }
  await clinic.sql(
    clinic.trainer,
    'insert into care_team (clinic_id, client_id, member_id, added_by) values ($1, $2, $3, $4)',
    [id, clientId, memberId, clinic.trainer.memberId],
  )
  return clientId
}

const startOf = async (browser: Who, clientId: string, search: string) =>
  ask(raisePage as Route, browser, { clientId }, null, search)

const madeOf = async (ids: Record<string, string | undefined>, name: string, browser = trainer) =>
  ask(makeTemplate as Route, browser, ids, { key: randomUUID(), name })

const templateNamed = async (name: string): Promise<string> => {
  const [row] = await clinic.sql<{ id: string }>(clinic.trainer, 'select id from templates where name = $1', [name])
  return row?.id ?? ''
}

describe('a program started from an earlier one', () => {
  it('has all that was in it', async () => {
    const earlier = await submitted()
    expect(await startOf(trainer, earlier.clientId, `?from=${earlier.versionId}`)).toMatchObject({
      status: 200,
      data: {
        start: {
          name: 'Knee, return from injury',
          diagnosis: 'ACL reconstruction',
          lines: [{ exercise: 'Leg extension', reps: '30-15-15-15', pressure: '60' }],
        },
        starts: { programs: [{ versionId: earlier.versionId, number: 1, status: 'submitted' }] },
      },
    })
  })

  it('is not there for a version of another client, of another clinic, or for what is none', async () => {
    const [mine, other] = [await submitted(), await submitted()]
    expect(await startOf(trainer, mine.clientId, `?from=${other.versionId}`)).toMatchObject({ status: 404 })
    expect(await startOf(otherTrainer, mine.clientId, `?from=${mine.versionId}`)).toMatchObject({ status: 404 })
    expect(await startOf(stranger, mine.clientId, `?from=${mine.versionId}`)).toMatchObject({ status: 404 })
    for (const nothing of [randomUUID(), 'x']) {
      expect(await startOf(trainer, mine.clientId, `?from=${nothing}`)).toMatchObject({ status: 404 })
      expect(await startOf(trainer, mine.clientId, `?template=${nothing}`)).toMatchObject({ status: 404 })
    }
    const denials = await clinic.sql(
      clinic.admin,
      `select 1 from access_events where kind = 'denial' and client_id = $1 and path_kind like '%programs.new'`,
      [mine.clientId],
    )
    expect(denials.length).toBeGreaterThanOrEqual(6)
  })
})

describe('a template', () => {
  it('gives goal, schedule and lines to a trainer who may not see the client it came from, and nothing else', async () => {
    const source = await submitted()
    expect(await madeOf(source, 'After a graft, weeks 1-3')).toMatchObject({ status: 303, to: '/templates?done=made' })
    expect(await ask(templatePage as Route, otherTrainer, source)).toMatchObject({ status: 404 })

    const id = await templateNamed('After a graft, weeks 1-3')
    const { data } = await startOf(otherTrainer, await clientOfOther(), `?template=${id}&side=right`)
    expect(data?.start).toMatchObject({
      goal: 'return-from-injury',
      sessionsPerWeek: '3',
      lines: [{ exercise: 'Leg extension', limb: 'right-leg', pressure: '60' }],
    })
    expect(JSON.stringify(data?.start)).not.toMatch(/ACL|Knee/)
    const listed = await ask(templatesPage as Route, otherTrainer, {})
    expect(JSON.stringify(listed.data?.templates)).toContain('After a graft, weeks 1-3')
    expect(JSON.stringify(listed.data?.templates)).not.toMatch(/Lindqvist|ACL|Knee/)
    expect(listed.data?.templates).not.toContainEqual(expect.objectContaining({ clientId: expect.anything() }))
  })

  it('is in no list of another clinic, and nobody there starts from it', async () => {
    await madeOf(await submitted(), 'Ours alone')
    const listed = await ask(templatesPage as Route, stranger, {})
    expect(listed.data?.templates).toEqual([])
    const ids = { templateId: await templateNamed('Ours alone') }
    expect(await ask(retirementPage as Route, stranger, ids)).toMatchObject({ status: 404 })
    expect(await ask(retire as Route, stranger, ids, { key: randomUUID() })).toMatchObject({ status: 404 })
  })

  it('has a name of its own, however it is spelled, until it is retired', async () => {
    const source = await submitted()
    await madeOf(source, 'Calf, early')
    expect(await madeOf(source, ' CALF, early ')).toMatchObject({ status: 409 })
    expect(await madeOf(source, '')).toMatchObject({ status: 400 })
    const ids = { templateId: await templateNamed('Calf, early') }
    expect(await ask(retire as Route, otherTrainer, ids, { key: randomUUID() })).toMatchObject({
      status: 409,
      data: { why: 'template-not-yours' },
    })
    expect(await ask(retire as Route, therapist, ids, { key: randomUUID() })).toMatchObject({ status: 303 })
    expect(await startOf(trainer, source.clientId, `?template=${ids.templateId}`)).toMatchObject({ status: 404 })
    expect(await madeOf(source, 'Calf, early')).toMatchObject({ status: 303 })
  })

  it('is on the next page where there are more than fifty', async () => {
    const { versionId } = await submitted()
    await clinic.sql(
      clinic.trainer,
      `insert into templates (clinic_id, id, version_id, name, made_by, occurred_at)
       select current_clinic(), gen_random_uuid(), $1, 'Zz ' || to_char(n, '000'), current_member(), now()
       from generate_series(1, 120) n`,
      [versionId],
    )
    const names: string[] = []
    let search = ''
    for (let pages = 0; pages < 9; pages += 1) {
      const { data } = await ask(templatesPage as Route, trainer, {}, null, search)
      const page = (data?.templates ?? []) as { name: string }[]
      names.push(...page.map(({ name }) => name))
      if (!data?.next) break
      search = `?after=${data.next}`
    }
    const ours = names.filter((name) => name.startsWith('Zz'))
    expect(ours).toHaveLength(120)
    expect(new Set(names).size).toBe(names.length)
    expect(ours).toEqual([...ours].sort())
  })

  it('is not made of a draft, nor by who only runs the clinic', async () => {
    const draft = await buildDraft(clinic, await buildClient(clinic))
    expect(await madeOf(draft, 'Too soon')).toMatchObject({ status: 409 })
    expect(await madeOf(draft, 'Too soon', admin)).toMatchObject({ status: 403 })
    expect(await madeOf(await submitted(), 'Not mine to see', otherTrainer)).toMatchObject({ status: 404 })
  })
})

describe('straight SQL', () => {
  const insert = (who: Who, versionId: string, name: string, madeBy = who.memberId) =>
    clinic.sql(
      who,
      `insert into templates (clinic_id, id, version_id, name, made_by, occurred_at)
       values (current_clinic(), gen_random_uuid(), $1, $2, $3, now())`,
      [versionId, name, madeBy],
    )

  it('makes no template of a draft, in another’s name, or by an admin, and changes none', async () => {
    const draft = await buildDraft(clinic, await buildClient(clinic))
    await expect(insert(clinic.trainer, draft.versionId, 'Draft')).rejects.toThrow('template-of-draft')
    const { versionId } = await submitted()
    await expect(insert(clinic.trainer, versionId, 'Hers', clinic.therapist.memberId)).rejects.toThrow('not-your-role')
    await expect(insert(clinic.admin, versionId, 'Admin')).rejects.toThrow('not-your-role')
    await insert(clinic.trainer, versionId, 'By SQL')
    await expect(insert(clinic.trainer, versionId, 'by sql')).rejects.toThrow('templates_by_name')
    const change = (set: string) => clinic.sql(clinic.otherTrainer, `update templates set ${set} where name = 'By SQL'`)
    await expect(change(`name = 'Other'`)).rejects.toThrow('immutable')
    await expect(change('retired_by = current_member(), retired_at = now()')).rejects.toThrow('template-not-yours')
    await expect(clinic.sql(clinic.trainer, `delete from templates where name = 'By SQL'`)).rejects.toThrow(
      /permission/,
    )
  })

  it('brings no retired template back', async () => {
    await insert(clinic.trainer, (await submitted()).versionId, 'Gone by SQL')
    const set = (columns: string) =>
      clinic.sql(clinic.therapist, `update templates set ${columns} where name = 'Gone by SQL'`)
    await set('retired_by = current_member(), retired_at = now()')
    await expect(set('retired_by = null, retired_at = null')).rejects.toThrow('template-retired')
  })

  it('keeps no form for what was submitted, and moves none to another client', async () => {
    const { clientId, versionId } = await submitted()
    const keepBySql = (column: string, id: string) =>
      clinic.sql(
        clinic.trainer,
        `insert into kept_forms (clinic_id, id, member_id, ${column}, typed, form_key)
         values (current_clinic(), gen_random_uuid(), current_member(), $1, '{}', gen_random_uuid())`,
        [id],
      )
    await expect(keepBySql('version_id', versionId)).rejects.toThrow('not-draft')
    await keepBySql('client_id', clientId)
    const other = await buildClient(clinic)
    const moved = clinic.sql(clinic.trainer, 'update kept_forms set client_id = $2 where client_id = $1', [
      clientId,
      other,
    ])
    await expect(moved).rejects.toThrow('immutable')
  })

  it('shows a kept form to its writer alone, and lets nobody else write one for them', async () => {
    const clientId = await buildClient(clinic)
    await ask(keep as Route, trainer, {}, typed({ clientId }))
    const rows = (who: Who) => clinic.sql(who, 'select id from kept_forms where client_id = $1', [clientId])
    expect(await rows(clinic.trainer)).toHaveLength(1)
    for (const who of [clinic.otherTrainer, clinic.therapist, clinic.doctor, clinic.admin]) {
      expect(await rows(who)).toEqual([])
      const gone = await clinic.sql(who, 'delete from kept_forms returning id')
      expect(gone).toEqual([])
    }
    const forged = clinic.sql(
      clinic.therapist,
      `insert into kept_forms (clinic_id, id, member_id, client_id, typed, form_key)
       values (current_clinic(), gen_random_uuid(), $1, $2, '{}', gen_random_uuid())`,
      [clinic.trainer.memberId, clientId],
    )
    await expect(forged).rejects.toThrow(/row-level security/)
  })
})

describe('what is typed and not saved', () => {
  const keptOf = async (clientId: string, search = '') => (await startOf(trainer, clientId, search)).data

  it('is kept with what is wrong in it, makes no program, and is offered on the return', async () => {
    const clientId = await buildClient(clinic)
    const wrong = typed({ clientId, diagnosis: '', 'lines[0].reps': 'many', 'lines[0].load': '\0' })
    expect(await ask(keep as Route, trainer, {}, wrong)).toMatchObject({ status: 200 })
    expect(await ask(keep as Route, trainer, {}, { ...wrong, name: 'Knee, later' })).toMatchObject({ status: 200 })
    expect(await keptOf(clientId)).toMatchObject({ kept: { isOutrun: false }, start: { lines: [{ load: '30' }] } })
    expect(await keptOf(clientId, '?kept=mine')).toMatchObject({
      kept: null,
      start: { name: 'Knee, later', diagnosis: '', lines: [{ reps: 'many', load: '\0' }] },
    })
    const programs = await clinic.sql(clinic.trainer, 'select id from programs where client_id = $1', [clientId])
    expect(programs).toEqual([])
    const listed = await ask(keptPage as Route, trainer, {})
    expect(listed.data?.forms).toContainEqual(expect.objectContaining({ clientId, draft: null }))
    const others = await ask(keptPage as Route, therapist, {})
    expect(others.data?.forms).toEqual([])
  })

  it('is gone once its form is saved, also where it comes too late', async () => {
    const clientId = await buildClient(clinic)
    const fields = typed({ clientId })
    await ask(keep as Route, trainer, {}, fields)
    expect(await ask(raise as Route, trainer, { clientId }, fields)).toMatchObject({ status: 303 })
    expect(await keptOf(clientId)).toMatchObject({ kept: null })
    expect(await ask(keep as Route, trainer, {}, fields)).toMatchObject({ status: 409 })
  })

  it('is discarded by its writer, and by nobody else', async () => {
    const clientId = await buildClient(clinic)
    await ask(keep as Route, trainer, {}, typed({ clientId }))
    const [row] = await clinic.sql<{ id: string }>(clinic.trainer, 'select id from kept_forms where client_id = $1', [
      clientId,
    ])
    const ids = { keptFormId: row?.id ?? '' }
    expect(await ask(discardPage as Route, therapist, ids)).toMatchObject({ status: 404 })
    expect(await ask(discard as Route, therapist, ids, {})).toMatchObject({ status: 404 })
    expect(await ask(discard as Route, trainer, ids, {})).toMatchObject({ to: `/clients/${clientId}/programs/new` })
    expect(await ask(discard as Route, trainer, ids, {})).toMatchObject({ status: 404 })
    expect(await keptOf(clientId)).toMatchObject({ kept: null })
  })

  it('of a draft says so when the draft was saved again since', async () => {
    const draft = await buildDraft(clinic, await buildClient(clinic))
    const { versionId } = draft
    const ofDraft = async () => (await ask(draftPage as Route, trainer, draft)).data?.kept
    await ask(keep as Route, trainer, {}, typed({ versionId, basis: draft.lineId }))
    expect(await ofDraft()).toMatchObject({ isOutrun: false })
    expect(await ask(save as Route, therapist, draft, typed({ basis: draft.lineId }))).toMatchObject({ status: 303 })
    expect(await ofDraft()).toMatchObject({ isOutrun: true })
    expect(await ask(save as Route, trainer, draft, typed())).toMatchObject({ status: 303 })
    expect(await ofDraft()).toBeNull()
  })

  it('is not taken for a client or a draft that is not theirs, for what was submitted, or from no page of ours', async () => {
    const theirs = await submitted()
    const { clientId, versionId } = theirs
    expect(await ask(keep as Route, otherTrainer, {}, typed({ clientId }))).toMatchObject({ status: 404 })
    expect(await ask(keep as Route, otherTrainer, {}, typed({ versionId }))).toMatchObject({ status: 404 })
    expect(await ask(keep as Route, stranger, {}, typed({ clientId }))).toMatchObject({ status: 404 })
    expect(await ask(keep as Route, admin, {}, typed({ clientId }))).toMatchObject({ status: 403 })
    expect(await ask(keep as Route, trainer, {}, typed({ versionId }))).toMatchObject({ status: 409 })
    const tooMuch = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`lines[${at}].exercise`, '\0'.repeat(4_000)]),
    )
    const refused = [
      typed(),
      typed({ clientId, versionId }),
      typed({ clientId, key: 'x' }),
      typed({ clientId, ...tooMuch }),
    ]
    for (const fields of refused) {
      expect(await ask(keep as Route, trainer, {}, fields)).toMatchObject({ status: 400 })
    }
  })

  it('is forgotten after 30 days, and not before', async () => {
    const [old, young] = [await buildClient(clinic), await buildClient(clinic)]
    await ask(keep as Route, trainer, {}, typed({ clientId: old }))
    await ask(keep as Route, trainer, {}, typed({ clientId: young }))
    const age = `set local session_replication_role = replica;
      update kept_forms set kept_at = now() - case client_id when '${old}' then interval '30 days 1 minute'
        else interval '29 days 23 hours' end where client_id in ('${old}', '${young}')`
    await inOne(database.urls.superuser, { clinicId: clinic.id, memberId: '' }, (rows) => rows(age))
    await forgetKeptForms()
    expect(await keptOf(old)).toMatchObject({ kept: null })
    expect(await keptOf(young)).toMatchObject({ kept: { isOutrun: false } })
  })
})
