/** The inbox as a page asks for it by itself, and the page of mail: cheap, no use of the login, and an admin's alone. */
import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { beforeAll, describe, expect, it } from 'vitest'
import { loader as count } from '~/routes/inbox_.count'
import { action as seen } from '~/routes/inbox_.seen'
import { action as again, loader as mailPage } from '~/routes/settings.mail'
import { buildClinic, type Clinic, inOne, type Who } from '../builders'
import { buildClient } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic

beforeAll(async () => {
  clinic = await buildClinic(database)
})

const asOwner = (text: string, values: unknown[] = []) =>
  inOne(database.urls.owner, { clinicId: clinic.id, memberId: clinic.admin.memberId }, (rows) =>
    rows<{ id: string }>(text, values),
  )

type Route = (args: LoaderFunctionArgs & ActionFunctionArgs) => Promise<unknown>

async function ask(route: Route, who: Who | null, { etag, fields }: { etag?: string; fields?: object } = {}) {
  const headers = { ...(who ? { Cookie: who.cookie } : {}), ...(etag ? { 'If-None-Match': etag } : {}) }
  const body = fields ? new URLSearchParams({ ...fields }) : null
  const request = new Request('http://127.0.0.1/', { headers, ...(body ? { method: 'POST', body } : {}) })
  const args = { request, params: {}, context: {} } as unknown as Parameters<Route>[0]
  const answer = await route(args).catch((thrown: unknown) => thrown)
  if (answer instanceof Error) throw answer
  return answer
}

async function news(who: Who | null, etag?: string) {
  const answer = (await ask(count, who, etag ? { etag } : {})) as Response
  const text = await answer.text()
  return { status: answer.status, etag: answer.headers.get('ETag') ?? '', count: text ? JSON.parse(text).count : null }
}

async function tell(who: Who): Promise<string> {
  const clientId = await buildClient(clinic)
  const [row] = await asOwner(
    `insert into notifications (clinic_id, id, member_id, kind, subject_id, client_id, occurred_at)
     values ($1, uuidv7(), $2, 'program-held', gen_random_uuid(), $3, now()) returning id`,
    [clinic.id, who.memberId, clientId],
  )
  return row?.id ?? ''
}

describe('how much of the inbox is new', () => {
  it('is answered 304 until something comes or is seen, and is each member’s own', async () => {
    const empty = await news(clinic.trainer)
    expect(empty).toMatchObject({ status: 200, count: 0 })
    expect(await news(clinic.trainer, empty.etag)).toMatchObject({ status: 304, count: null, etag: empty.etag })
    const id = await tell(clinic.trainer)
    const one = await news(clinic.trainer, empty.etag)
    expect(one).toMatchObject({ status: 200, count: 1 })
    expect(await news(clinic.trainer, one.etag)).toMatchObject({ status: 304 })
    expect(await news(clinic.otherTrainer)).toMatchObject({ count: 0 })
    await ask(seen, clinic.trainer, { fields: { key: randomUUID(), upTo: id } })
    expect(await news(clinic.trainer, one.etag)).toMatchObject({ status: 200, count: 0 })
  })

  it('keeps no login from going idle, and sends whoever’s is over to the login', async () => {
    const { idHash } = clinic.doctor
    const moved = `update logins set last_active_at = now() - interval '10 minutes' where id_hash = $1`
    await asOwner(moved, [idHash])
    expect((await news(clinic.doctor)).status).toBe(200)
    const [login] = await asOwner(
      `select id_hash as id from logins where id_hash = $1 and last_active_at < now() - interval '9 minutes'`,
      [idHash],
    )
    expect(login).toEqual({ id: idHash })
    await asOwner(`update logins set last_active_at = now() - interval '16 minutes' where id_hash = $1`, [idHash])
    expect(await news(clinic.doctor)).toMatchObject({ status: 302 })
    expect(await news(null)).toMatchObject({ status: 302 })
  })
})

describe('the page of mail', () => {
  beforeAll(async () => {
    await asOwner(
      `insert into outbox (clinic_id, id, member_id, kind, subject_id, occurred_at, attempts, last_error, attempted_at, next_attempt_at)
       select $1, uuidv7(), $2, 'window-breach', gen_random_uuid(), now(), 4, 'smtp-550', now(), now() + interval '8 minutes'
       from generate_series(1, 51)`,
      [clinic.id, clinic.therapist.memberId],
    )
  })

  it('says what is kept, a page at a time, and that there is no server', async () => {
    expect(await ask(mailPage, clinic.admin)).toMatchObject({
      isConfigured: false,
      state: { unsent: 51, lastError: 'smtp-550', lastSentAt: null },
      mails: expect.objectContaining({ length: 50 }),
      next: expect.any(String),
    })
  })

  it('has all tried again with the next run, at an admin’s word alone', async () => {
    const fields = { key: randomUUID() }
    expect(((await ask(again, clinic.therapist, { fields })) as Response).status).toBe(403)
    expect(((await ask(mailPage, clinic.therapist)) as Response).status).toBe(403)
    expect(((await ask(again, clinic.admin, { fields: {} })) as Response).status).toBe(400)
    const answer = (await ask(again, clinic.admin, { fields })) as Response
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/settings/mail?done=mail-again'])
    const [waiting] = await clinic.sql(
      clinic.admin,
      'select count(*)::int as n from outbox where next_attempt_at > now()',
    )
    expect(waiting).toEqual({ n: 0 })
  })
})
