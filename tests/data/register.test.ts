/** The register as a list: filtered, sorted and paged without loss, at the price of a page however long it is. */
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { type ListedRegister, listRegister, registerChoices } from '~/data/register-list.server'
import type { RegisterCursor } from '~/data/register-query.server'
import { readClinic } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import { type RegisterFilter, type RegisterSort, registerSorts } from '~/domain/register'
import { buildClinic, type Clinic, inOne, type Rows } from '../builders'
import { buildCleared, buildClient, buildDraft, buildScreening, sign, submit, train } from '../builders-program'
import { everyDecision, fillRegister } from '../fill-register'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
const newestFirst: RegisterSort = { by: 'signed', direction: 'descending' }
const directions = ['ascending', 'descending'] as const
const everySort = registerSorts.flatMap((by) => directions.map((direction): RegisterSort => ({ by, direction })))

type Asked = { filter?: Partial<RegisterFilter>; sort?: RegisterSort; cursor?: RegisterCursor }

function page(query: Query, { filter, sort = newestFirst, cursor = null }: Asked): Promise<ListedRegister> {
  return listRegister(query, { filter: { ...everyDecision, ...filter }, sort, cursor })
}

const asked = (clinic: Clinic, what: Asked) => readClinic(clinic.admin, (query) => page(query, what))

const superuser = <T>(clinic: Clinic, work: (rows: Rows) => Promise<T>) =>
  inOne(database.urls.superuser, { clinicId: clinic.id, memberId: '' }, work)

/** The numbers of decisions as straight SQL over the decisions themselves has them. */
async function numbers(clinic: Clinic, where: string, order = 'd.occurred_at desc, d.seq desc'): Promise<number[]> {
  const text = `select d.seq from decisions d join programs p on p.clinic_id = d.clinic_id and p.id = d.program_id
    join clients c on c.clinic_id = p.clinic_id and c.id = p.client_id
    where d.clinic_id = $1 and (${where}) order by ${order}`
  const rows = await superuser(clinic, (ask) => ask<{ seq: string }>(text, [clinic.id]))
  return rows.map(({ seq }) => Number(seq))
}

describe('a register of 130 decisions', () => {
  let clinic: Clinic

  beforeAll(async () => {
    clinic = await buildClinic(database)
    await fillRegister(database, clinic, 130)
  })

  const keys: Record<RegisterSort['by'], string> = {
    signed: 'd.occurred_at',
    outcome: 'd.outcome',
    signer: 'd.signer_name',
    client: 'c.record_number',
    program: 'p.name',
    risk: `array_position(array['standard', 'precaution', 'elevated', 'no-restriction', 'no-exercise'], d.screening_outcome)`,
    justified: '(select count(*) from finding_answers a where a.clinic_id = d.clinic_id and a.decision_id = d.id)',
  }

  it.each(everySort)('sorted by $by, $direction, loses and repeats nothing on the way there and back', async (sort) => {
    const way = sort.direction === 'ascending' ? 'asc' : 'desc'
    const expected = await numbers(clinic, 'true', `${keys[sort.by]} ${way}, d.seq ${way}`)
    const pages = [await asked(clinic, { sort })]
    for (let after = pages[0]?.after; after; after = pages.at(-1)?.after)
      pages.push(await asked(clinic, { sort, cursor: { seq: after, side: 'after' } }))
    expect(pages.map(({ rows }) => rows.length)).toEqual([50, 50, 30])
    expect(pages.flatMap(({ rows }) => rows.map(({ seq }) => seq))).toEqual(expected)
    const back = [pages.at(-1)]
    for (let before = back[0]?.before; before; before = back[0]?.before)
      back.unshift(await asked(clinic, { sort, cursor: { seq: before, side: 'before' } }))
    expect(back.flatMap((one) => one?.rows.map(({ seq }) => seq))).toEqual(expected)
    expect(back[0]?.before).toBeNull()
  })

  const rule = (how: string) => `exists (select 1 from finding_answers a join findings f on f.clinic_id = a.clinic_id
    and f.id = a.finding_id where a.clinic_id = d.clinic_id and a.decision_id = d.id and ${how})`
  it.each<[string, Partial<RegisterFilter>, string]>([
    ['an outcome', { outcome: 'declined' }, `d.outcome = 'declined'`],
    ['a risk', { risk: 'elevated' }, `d.screening_outcome = 'elevated'`],
    ['a rule', { ruleId: 'pressure' }, rule(`f.rule_id = 'pressure'`)],
    ['a rule cured', { ruleId: 'pressure', override: 'cured' }, rule(`f.rule_id = 'pressure' and a.is_cured_by_limit`)],
    ['whatever was answered in writing', { override: 'written' }, rule('not a.is_cured_by_limit')],
    // 1 June 2021 begins at 22:00 UTC on 31 May in Berlin, and 30 June ends so.
    [
      'a period in days of the clinic',
      { from: '2021-06-01', until: '2021-06-30' },
      `d.occurred_at >= '2021-05-31 22:00Z' and d.occurred_at < '2021-06-30 22:00Z'`,
    ],
    ['a program past its window', { isPastWindow: true }, 'd.program_id in (select program_id from window_flags)'],
    [
      'a session outside clearance, and an outcome',
      { isOutsideClearance: true, outcome: 'cleared' },
      `d.outcome = 'cleared' and d.program_id in (select program_id from training_sessions)`,
    ],
  ])('filtered by %s holds exactly those', async (_says, filter, where) => {
    const expected = await numbers(clinic, where)
    expect(expected.length).toBeGreaterThan(0)
    const { rows, after, count } = await asked(clinic, { filter })
    expect(rows.map(({ seq }) => seq)).toEqual(expected.slice(0, 50))
    expect(after === null ? rows.length : count).toBe(expected.length)
  })

  it('filtered by a signer holds what they signed, and offers who signed and what was overridden', async () => {
    const { signers, ruleIds } = await readClinic(clinic.admin, registerChoices)
    expect(signers.map(({ name }) => name)).toEqual(['Dr. Amara Osei', 'Lin Chen', 'Tove Berg'])
    expect(ruleIds).toEqual(['load-range', 'pressure'])
    const { rows } = await asked(clinic, { filter: { signerId: clinic.otherTherapist.memberId } })
    expect(rows.length).toBe(13)
    expect(new Set(rows.map(({ signerName }) => signerName))).toEqual(new Set(['Tove Berg']))
  })

  it('is listed by the migration when it was signed before it', async () => {
    const migration = readFileSync('prisma/migrations/20261126103000_register/migration.sql', 'utf8')
    const [filling = ''] = /^DO \$\$[\s\S]*?^END \$\$;/m.exec(migration) ?? []
    await superuser(clinic, (ask) => ask('delete from register_lists'))
    expect(await strays(clinic)).not.toEqual([])
    await inOne(database.urls.owner, { clinicId: '', memberId: '' }, (ask) => ask(filling))
    expect(await strays(clinic)).toEqual([])
    const text = `select distinct c.relname from pg_class c join pg_policy p on p.polrelid = c.oid where not c.relforcerowsecurity`
    expect(await superuser(clinic, (ask) => ask(text))).toEqual([])
  })

  it('after a number that is none shows nothing, and to another clinic nothing at all', async () => {
    expect((await asked(clinic, { cursor: { seq: 9_000_000_000, side: 'after' } })).rows).toEqual([])
    const elsewhere = await buildClinic(database)
    expect((await asked(elsewhere, {})).rows).toEqual([])
    expect(await readClinic(elsewhere.admin, registerChoices)).toEqual({ signers: [], ruleIds: [] })
  })
})

/** The rows in which the lists and what they should be differ. */
function strays(clinic: Clinic): Promise<object[]> {
  const columns = 'clinic_id, list, seq, signed_at, signer_name, record_number, outcome, risk, program_name, justified'
  const text = `(select ${columns} from register_lists except select ${columns} from decision_lists)
    union all (select ${columns} from decision_lists except select ${columns} from register_lists)`
  return superuser(clinic, (ask) => ask(text))
}

describe('a decision', () => {
  let clinic: Clinic

  beforeAll(async () => {
    clinic = await buildClinic(database)
  })

  const listsOf = async (decisionId: string): Promise<string[]> => {
    const text = `select r.list from register_lists r join decisions d on d.clinic_id = r.clinic_id and d.seq = r.seq
      where d.id = $1 order by r.list collate "C"`
    return (await superuser(clinic, (ask) => ask<{ list: string }>(text, [decisionId]))).map(({ list }) => list)
  }

  it('stands in its lists once it is signed, and in more when its program comes to something', async () => {
    const clientId = await buildClient(clinic)
    await buildScreening(clinic, clientId)
    const built = await submit(clinic, await buildDraft(clinic, clientId, { severity: 'justify' }))
    const [finding] = await clinic.sql<{ id: string }>(
      clinic.therapist,
      'select id from findings where version_id = $1',
      [built.versionId],
    )
    const id = await sign(clinic, built, { answers: [finding?.id ?? ''] })
    const signed = ['all', 'outcome:cleared', 'risk:standard', 'rule:pressure', `signer:${clinic.therapist.memberId}`]
    expect(await listsOf(id)).toEqual([...signed, 'written', 'written:pressure'])

    const sessionId = await train(clinic, built, { kind: 'reported', outsideReason: 'Done at home' })
    expect(await listsOf(id)).toContain('outside-clearance')
    expect((await asked(clinic, { filter: { isOutsideClearance: true } })).rows).toMatchObject([
      { id, justified: 1, isOutsideClearance: true, isPastWindow: false },
    ])
    await clinic.sql(
      clinic.trainer,
      `insert into strikes (clinic_id, subject, subject_id, client_id, reason, struck_by, occurred_at)
       values ($1, 'session', $2, $3, 'Another client', $4, now())`,
      [clinic.id, sessionId, clientId, clinic.trainer.memberId],
    )
    expect(await listsOf(id)).not.toContain('outside-clearance')
  })

  it('stands among those past their window once that is flagged, whoever flags it', async () => {
    const at = new Date(Date.now() - 30 * 86_400_000)
    const built = await buildCleared(clinic, { at })
    await train(clinic, built, { at })
    await clinic.sql(
      clinic.admin,
      `insert into window_flags (clinic_id, id, program_id, scope, severity, opened_on, review_on, occurred_at)
       select clinic_id, gen_random_uuid(), program_id, scope, severity, opened_on, review_on, now()
       from rehab_windows where program_id = $1`,
      [built.programId],
    )
    const { rows } = await asked(clinic, { filter: { isPastWindow: true } })
    expect(rows).toMatchObject([{ contentHash: built.contentHash, isPastWindow: true }])
  })

  it('goes along when its client gets another record number', async () => {
    const built = await buildCleared(clinic)
    await clinic.sql(clinic.trainer, `update clients set record_number = 'A-1' where id = $1`, [built.clientId])
    const { rows } = await asked(clinic, { sort: { by: 'client', direction: 'ascending' } })
    expect(rows[0]).toMatchObject({ recordNumber: 'A-1' })
  })

  it('is listed as the decisions themselves say, whatever happened since', async () => {
    expect(await strays(clinic)).toEqual([])
  })

  it('takes no answer once it is listed, and its lists take no writing by the app', async () => {
    const clientId = await buildClient(clinic)
    await buildScreening(clinic, clientId)
    const built = await submit(clinic, await buildDraft(clinic, clientId, { severity: 'advise' }))
    const [finding] = await clinic.sql<{ id: string }>(
      clinic.therapist,
      'select id from findings where version_id = $1',
      [built.versionId],
    )
    const late = sign(clinic, built, { first: 'set constraints all immediate', answers: [finding?.id ?? ''] })
    await expect(late).rejects.toThrow('immutable')
    for (const statement of ['insert into register_lists select * from register_lists', 'delete from register_lists'])
      await expect(clinic.sql(clinic.admin, statement)).rejects.toThrow('permission denied')
  })
})
