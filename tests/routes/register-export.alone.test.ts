/** Taking the register out, as a browser does: who may, what it asks for, what is remembered, and what is in the file. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { ActionFunctionArgs } from '@remix-run/node'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { readClinic } from '~/database/door.server'
import { exportHash } from '~/data/register-export.server'
import { action as takeOut, loader as exportPage } from '~/routes/register.export'
import { loader as download } from '~/routes/register.exports.$exportId[.]csv'
import { Browser } from '../auth/browser'
import { buildClinic, type Clinic, inOne, password, reauthenticate, type Who } from '../builders'
import { type Built, buildCleared, buildClient, buildDraft, buildScreening, sign, submit } from '../builders-program'
import { fillRegister } from '../fill-register'
import { useTestDatabase } from '../use-database'

// As it is, and counted: how much of a register is read is how often this door is gone through.
vi.mock('~/database/door.server', async (importOriginal) => {
  const door = await importOriginal<typeof import('~/database/door.server')>()
  return { ...door, readClinic: vi.fn(door.readClinic) }
})

const database = useTestDatabase()
let clinic: Clinic
const browsers = new Map<string, Browser>()

beforeAll(async () => {
  clinic = await buildClinic(database)
})

async function browserOf(who: Who): Promise<Browser> {
  const known = browsers.get(who.memberId)
  if (known) return known
  const browser = new Browser()
  await browser.signIn(who.email, password)
  browsers.set(who.memberId, browser)
  return browser
}

type Route = (args: ActionFunctionArgs) => Promise<unknown>
type Asked = { path?: string; params?: Record<string, string>; fields?: Record<string, string>; headers?: HeadersInit }
type Context = { whenTaken?: () => Promise<boolean> }

/** What a loader or an action answered or threw: a Response, or its data with the status. */
async function ask<Answer = Response>(
  route: Route,
  who: Who,
  { path = '/', params = {}, fields, headers }: Asked,
  context: Context = {},
): Promise<Answer> {
  const init = {
    ...(headers ? { headers } : {}),
    ...(fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}),
  }
  const request = (await browserOf(who)).request(path, init)
  const answer = await route({ request, params, context } as unknown as ActionFunctionArgs).catch((thrown) => thrown)
  if (answer instanceof Error) throw answer
  return answer as Answer
}

type Refused = {
  data: { error: Record<string, string[]>; initialValue: Record<string, string> }
  init: { status: number }
}

const typed = (changes: Record<string, string> = {}) => ({
  key: randomUUID(),
  filter: '',
  reason: 'Asked for by the insurer',
  password,
  ...changes,
})

const sent = (changes: Record<string, string> = {}, who = clinic.admin) => ask(takeOut, who, { fields: typed(changes) })

/** The id of an export that was made. */
async function exported(changes: Record<string, string> = {}): Promise<string> {
  const answer = await sent(changes)
  expect(answer.status, JSON.stringify(answer)).toBe(303)
  return /^\/register\/exports\/([0-9a-f-]{36})\.csv$/.exec(answer.headers.get('Location') ?? '')?.[1] ?? ''
}

const fetched = (exportId: string, who = clinic.admin, headers: HeadersInit = {}): Promise<Response> =>
  ask(download, who, { params: { exportId }, headers })

/** The file as a program reads it: what it says of itself, its rows by column, its last line. */
async function fileOf(exportId: string) {
  const text = await (await fetched(exportId)).text()
  const [taken = [], columns = [], ...rest] = parse(text, { bom: true, relax_column_count: true }) as string[][]
  const rows = rest.slice(0, -1).map((cells) => Object.fromEntries(columns.map((name, index) => [name, cells[index]])))
  return { text, taken, rows, last: rest.at(-1) }
}

const exportsOf = (who: Who) =>
  clinic.sql<{ id: string }>(who, 'select id from register_exports where exported_by = $1', [who.memberId])

const superuser = (text: string, values: unknown[]) =>
  inOne(database.urls.superuser, { clinicId: clinic.id, memberId: '' }, (rows) => rows(text, values))

describe('an export', () => {
  it('is an admin’s alone', async () => {
    for (const who of [clinic.trainer, clinic.therapist, clinic.doctor]) {
      expect((await sent({}, who)).status).toBe(403)
      expect((await ask(exportPage, who, {})).status).toBe(403)
    }
  })

  it('says before it is made what it would hold', async () => {
    const path = '/register/export?outcome=declined&from=2026-02-30&signer=nobody'
    expect(await ask<unknown>(exportPage, clinic.admin, { path })).toMatchObject({
      filter: 'outcome=declined',
      says: 'decision: declined',
      count: 0,
    })
  })

  it.each([
    ['without the right password', { password: 'not the right password' }, 'password', 400],
    ['without a password', { password: '' }, 'password', 400],
    ['without a reason', { reason: '   ' }, 'reason', 409],
  ])('%s is not made, and keeps what was typed but the password', async (_says, changes, field, status) => {
    const before = await exportsOf(clinic.admin)
    const fields = typed({ filter: 'outcome=declined', ...changes })
    const { data, init } = await ask<Refused>(takeOut, clinic.admin, { fields })
    expect(init.status).toBe(status)
    expect(Object.keys(data.error)).toEqual([field])
    expect(data.initialValue).toMatchObject({ filter: 'outcome=declined' })
    expect(data.initialValue).not.toHaveProperty('password')
    expect(await exportsOf(clinic.admin)).toEqual(before)
  })

  it('sent twice is made once', async () => {
    const key = randomUUID()
    expect(await exported({ key })).toBe(await exported({ key }))
  })

  it('is a link of the audit chain, with who, why and which part, and the file names the link', async () => {
    await buildCleared(clinic)
    const exportId = await exported({ filter: 'rule=x&outcome=cleared&bad=1', reason: '=Audit, 1st half' })
    const events = await clinic.sql<{ kind: string; seq: string; hash: string; actor: string; detail: string }>(
      clinic.admin,
      `select e.kind, e.seq, encode(e.hash, 'hex') as hash, e.actor_member_id as actor, d.detail
       from audit_events e join audit_details d using (clinic_id, seq) order by e.seq desc limit 3`,
    )
    const link = events.find(({ kind }) => kind === 'export.register')
    const row = events.find(({ kind }) => kind.startsWith('register_exports.'))
    expect(JSON.parse(link?.detail ?? '{}')).toMatchObject({ export: exportId })
    expect(JSON.parse(row?.detail ?? '{}')).toMatchObject({
      id: exportId,
      filter: 'outcome=cleared&rule=x',
      reason: '=Audit, 1st half',
      chain_hash: link?.hash,
    })
    expect(link?.actor).toBe(clinic.admin.memberId)
    const { taken } = await fileOf(exportId)
    expect(taken).toEqual([
      'Exported by Ada Admin',
      expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d Europe\/Berlin$/),
      'why: =Audit, 1st half',
      'what: decision: cleared; rule overridden: x',
      `audit chain at ${link?.seq}: ${link?.hash}`,
    ])
  })
})

describe('the file of an export', () => {
  it('holds what was signed until then and nothing later', async () => {
    const built = await buildCleared(clinic)
    const exportId = await exported()
    const later = await buildCleared(clinic)
    const { rows, last } = await fileOf(exportId)
    const hashes = rows.map(({ content_hash }) => content_hash)
    expect(hashes).toContain(built.contentHash)
    expect(hashes).not.toContain(later.contentHash)
    expect(last).toEqual([`End of the export: ${rows.length} decisions`])
    expect(rows.at(-1)).toMatchObject({
      outcome: 'cleared',
      signer: 'Lin Chen',
      signed_as: 'physical-therapist',
      licence: 'PT-1002',
      licence_valid_until: '2099-12-31',
      time_zone: 'Europe/Berlin',
      screening_outcome: 'standard',
      meaning: 'I clear this program to start',
      supervised_only: 'false',
    })
    expect(rows.at(-1)).toHaveProperty('signed_at', expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/))
  })

  it('says what was overridden, and how', async () => {
    const clientId = await buildClient(clinic)
    await buildScreening(clinic, clientId)
    const built = await submit(clinic, await buildDraft(clinic, clientId, { severity: 'justify' }))
    await sign(clinic, built, { outcome: 'cleared-with-limits', maxLoadPercent: 25, answers: [await findingOf(built)] })
    const { rows } = await fileOf(await exported({ filter: 'rule=pressure&answered=written' }))
    expect(rows).toMatchObject([
      {
        max_load_percent: '25',
        rules_overridden: '1',
        overridden: 'pressure: Seen and meant',
        content_hash: built.contentHash,
      },
    ])
  })

  it('runs nothing in a spreadsheet, whatever was written as a reason', async () => {
    const hostile = readFileSync('../shared/data/hostile/csv-injection.txt', 'utf8').split('\n').filter(Boolean)
    const more = ['\t=1+1', '\r=1+1', '-2+3', '+1', '@SUM(A1)', 'a,"b"\r\nc']
    for (const reason of [...hostile, ...more]) await decline(reason)
    const { rows } = await fileOf(await exported({ filter: 'outcome=declined' }))
    const reasons = rows.map(({ reason = '' }) => reason)
    expect(reasons).toHaveLength(hostile.length + more.length)
    expect(reasons.filter((reason) => /^[=+\-@\t\r]/.test(reason))).toEqual([])
    expect(reasons.map((reason) => reason.replace(/^'/, ''))).toEqual([...hostile, ...more])
  })

  it('is nobody else’s: not another admin’s, not another clinic’s, not one that is not there', async () => {
    const exportId = await exported()
    const elsewhere = await buildClinic(database)
    await superuser(`insert into member_roles (clinic_id, member_id, role) values ($1, $2, 'admin')`, [
      clinic.id,
      clinic.doctor.memberId,
    ])
    expect((await fetched(exportId, clinic.doctor)).status).toBe(404)
    expect((await fetched(exportId, elsewhere.admin)).status).toBe(404)
    expect((await fetched(randomUUID())).status).toBe(404)
    expect((await fetched('none')).status).toBe(404)
    expect((await fetched(exportId)).status).toBe(200)
  })

  it('is there for ten minutes; then the way leads back to the form with the same filter', async () => {
    const exportId = await exported({ filter: 'outcome=cleared' })
    const age = (minutes: number) =>
      inOne(database.urls.superuser, { clinicId: clinic.id, memberId: '' }, async (rows) => {
        await rows('set local session_replication_role = replica')
        const text = `update register_exports set recorded_at = clock_timestamp() - make_interval(mins => $2) where id = $1`
        await rows(text, [exportId, minutes])
      })
    await age(9)
    expect((await fetched(exportId)).status).toBe(200)
    await age(10)
    const answer = await fetched(exportId)
    expect([answer.status, answer.headers.get('Location')]).toEqual([
      303,
      '/register/export?outcome=cleared&expired=yes',
    ])
  })

  it('is named without a name, sent zipped where that is taken, and noted as an export each time', async () => {
    const exportId = await exported()
    const answer = await fetched(exportId, clinic.admin, { 'Accept-Encoding': 'gzip, br' })
    expect(answer.headers.get('Content-Disposition')).toMatch(/^attachment; filename="register-\d+\.csv"$/)
    expect(answer.headers.get('Content-Encoding')).toBe('gzip')
    const plain = Buffer.from(await (await fetched(exportId)).arrayBuffer())
    expect(gunzipSync(Buffer.from(await answer.arrayBuffer()))).toEqual(plain)
    const noted = await clinic.sql(
      clinic.admin,
      `select 1 from access_events where kind = 'export' and path_kind = 'routes/register.exports.$exportId[.]csv'
       and recorded_at > (select recorded_at from register_exports where id = $1)`,
      [exportId],
    )
    expect(noted).toHaveLength(2)
  })
})

describe('a long register', () => {
  let long: Clinic

  beforeAll(async () => {
    long = await buildClinic(database)
    await fillRegister(database, long, 2_500)
  })

  const longExport = async () => {
    const answer = await ask(takeOut, long.admin, { fields: typed() })
    return answer.headers.get('Location')?.slice('/register/exports/'.length, -'.csv'.length)
  }
  it('comes whole, in the order of signing, page after page', async () => {
    const text = await (await fetched((await longExport()) ?? '', long.admin)).text()
    const rows = parse(text, { bom: true, relax_column_count: true, from_line: 3 }) as string[][]
    expect(rows.at(-1)).toEqual(['End of the export: 2500 decisions'])
    const numbers = rows.slice(0, -1).map(([number]) => Number(number))
    expect(new Set(numbers).size).toBe(2_500)
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
  })

  it('is read no further than it is taken, and not at all once nobody takes it', async () => {
    let answer: ((isThere: boolean) => void) | undefined
    const whenTaken = () => new Promise<boolean>((resolve) => (answer = resolve))
    const params = { exportId: (await longExport()) ?? '' }
    vi.mocked(readClinic).mockClear()
    const { body }: Response = await ask(download, long.admin, { params }, { whenTaken })
    const reader = body?.getReader()
    expect((await reader?.read())?.value?.length).toBeLessThan(100_000)
    const second = reader?.read()
    await expect.poll(() => answer).toBeDefined()
    await new Promise((resolve) => setTimeout(resolve, 100))
    // The export itself, and the first thousand of 2,500.
    expect(readClinic).toHaveBeenCalledTimes(2)
    answer?.(false)
    expect(await second).toEqual({ done: true, value: undefined })
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(readClinic).toHaveBeenCalledTimes(2)
  })
})

describe('the database', () => {
  const insert = (filter: string, reason: string, reauthenticationId: string, by = clinic.admin, who = by) =>
    clinic.sql(
      who,
      `insert into register_exports (clinic_id, id, exported_by, filter, reason, reauthentication_id, occurred_at,
         last_seq, chain_seq, chain_hash, time_zone) values ($1, gen_random_uuid(), $2, $3, $4, $5, now(), 0, 1, '', '')`,
      [clinic.id, by.memberId, filter, reason, reauthenticationId],
    )
  const given = (filter: string, reason: string, who = clinic.admin) =>
    reauthenticate(clinic, who, 'export:register', exportHash({ filter, reason }))

  it('refuses an export without the password for exactly this filter and this reason, or with one used before', async () => {
    await expect(insert('', 'Audit', randomUUID())).rejects.toThrow('no-reauthentication')
    const other = await given('', 'Audit')
    await expect(insert('outcome=cleared', 'Audit', other)).rejects.toThrow('no-reauthentication')
    await expect(insert('', 'Something else', other)).rejects.toThrow('no-reauthentication')
    await insert('', 'Audit', other)
    await expect(insert('', 'Audit', other)).rejects.toThrow('no-reauthentication')
  })

  it('refuses one by somebody who is no admin, in another’s name, without a reason, and any change of one', async () => {
    const { therapist, admin } = clinic
    await expect(insert('', 'Audit', await given('', 'Audit', therapist), therapist)).rejects.toThrow('not-your-role')
    await expect(insert('', 'Audit', await given('', 'Audit'), admin, therapist)).rejects.toThrow('not-your-role')
    await expect(insert('', ' ', await given('', ' '))).rejects.toThrow('reason-missing')
    for (const change of [`update register_exports set reason = 'x'`, 'delete from register_exports'])
      await expect(clinic.sql(admin, change)).rejects.toThrow('permission denied')
  })

  it('gives the link and the last decision itself', async () => {
    await insert('', 'Forged', await given('', 'Forged'))
    const [row] = await clinic.sql<{ is_link: boolean; is_last: boolean }>(
      clinic.admin,
      `select e.chain_hash = encode(a.hash, 'hex') and a.kind = 'export.register' as is_link,
         e.last_seq = (select max(seq) from decisions) as is_last
       from register_exports e join audit_events a on a.clinic_id = e.clinic_id and a.seq = e.chain_seq
       where e.reason = 'Forged'`,
    )
    expect(row).toEqual({ is_link: true, is_last: true })
  })
})

async function findingOf({ versionId }: Pick<Built, 'versionId'>): Promise<string> {
  const text = 'select id from findings where version_id = $1'
  const [finding] = await clinic.sql<{ id: string }>(clinic.therapist, text, [versionId])
  return finding?.id ?? ''
}

async function decline(reason: string): Promise<void> {
  const clientId = await buildClient(clinic)
  await buildScreening(clinic, clientId)
  const built = await submit(clinic, await buildDraft(clinic, clientId))
  await sign(clinic, built, { outcome: 'declined', reason })
}
