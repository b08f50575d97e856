/** A decision that was sent once the login was over: signed in again and sent on, it is what was typed, signed once. */
import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs } from '@remix-run/node'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loader as look } from '~/routes/interrupted-forms.$interruptedFormId'
import { action as decide } from '~/routes/programs.$programId_.versions.$versionId_.clearance'
import { ask, browserOf, sentences } from '../asking'
import { thrownResponse } from '../auth/browser'
import { buildClinic, type Clinic, password } from '../builders'
import { type Built, buildClient, buildDraft, buildScreening, submit } from '../builders-program'
import { useTestDatabase } from '../use-database'

const database = useTestDatabase()
let clinic: Clinic
let superuser: pg.Client

beforeAll(async () => {
  clinic = await buildClinic(database)
  superuser = new pg.Client({ connectionString: database.urls.superuser })
  await superuser.connect()
})
afterAll(() => superuser.end())

async function submitted(): Promise<Built> {
  const clientId = await buildClient(clinic)
  await buildScreening(clinic, clientId, {})
  return submit(clinic, await buildDraft(clinic, clientId))
}

/** Sends it with an idle login, signs in again, and resolves to what the page of it would send on. */
async function interrupted(path: string, fields: Record<string, string>): Promise<Record<string, string>> {
  const browser = await browserOf(clinic.therapist)
  await superuser.query("update logins set last_active_at = now() - interval '20 minutes' where id_hash = $1", [
    browser.idHash(),
  ])
  const argsOf = (request: Request, params: object) =>
    ({ request, params, context: {} }) as unknown as ActionFunctionArgs
  const request = browser.request(path, { method: 'POST', body: new URLSearchParams(fields) })
  const answer = await thrownResponse(decide(argsOf(request, {})))
  browser.keep(answer.headers)
  const next = new URL(answer.headers.get('Location') ?? '', 'http://localhost').searchParams.get('next') ?? ''
  await browser.signIn(clinic.therapist.email, password)
  const page = await look(argsOf(browser.request(next), { interruptedFormId: next.split('/').at(-1) }))
  expect(page.form.path).toBe(path)
  return Object.fromEntries(page.form.fields)
}

it('asks for the password anew beside its field, with all else as it was, and signs once however often it is sent', async () => {
  const { programId, versionId, contentHash, screeningId } = await submitted()
  const typed = {
    ...{ key: randomUUID(), contentHash, outcome: 'declined', reason: 'Wait for the MRI', readScreening: screeningId },
    ...{ password, next: '', list: '' },
  }
  const fields = await interrupted(`/programs/${programId}/versions/${versionId}/clearance`, typed)
  const { password: _, ...rest } = typed
  expect(fields).toEqual(rest)

  const ids = { programId, versionId }
  const resent = await ask(decide, clinic.therapist, ids, fields)
  expect(resent.status).toBe(400)
  expect(sentences(resent)).toEqual([['password', 'Type your password.']])
  expect(resent.refused.initialValue).toMatchObject({ outcome: 'declined', reason: 'Wait for the MRI' })

  for (const _ of [1, 2]) {
    const { status } = await ask(decide, clinic.therapist, ids, { ...fields, password })
    expect(status).toBe(303)
  }
  const text = 'select outcome, reason from decisions where version_id = $1'
  expect(await clinic.sql(clinic.therapist, text, [versionId])).toEqual([
    { outcome: 'declined', reason: 'Wait for the MRI' },
  ])
})
