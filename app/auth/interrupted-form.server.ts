/**
 * A form that arrives with a login that went idle or came to its end: kept, sealed, until the same person has signed in
 * again in the same browser and sends it on with one touch. Nothing is sent by itself.
 */
import { createHash, randomBytes } from 'node:crypto'
import { redirect } from '@remix-run/node'
import { z } from 'zod'
import { isId, newId } from '~/data/id.server'
import {
  dropInterruptedRow,
  findInterruptedRow,
  type InterruptedKey,
  interruptedAccount,
  keepInterruptedRow,
} from '~/data/interrupted-forms.server'
import { type Fields, isKeptPath, mostKeptBytes, withoutSecrets } from '~/domain/interrupted-form'
import { isPlain } from './lucia.server'
import { seal, unseal } from './seal.server'
import { addressAsked, loginPath, safeNext } from './way-back.server'

export type InterruptedForm = { id: string; path: string; fields: Fields; keptAt: Date }

const purpose = 'interrupted-form'

/** What is sealed says itself what it belongs to, so that a row changed in the database opens for nobody. */
const Sealed = z.object({
  id: z.string(),
  accountId: z.string(),
  path: z.string(),
  fields: z.array(z.tuple([z.string(), z.string()])),
})

/** Where somebody without an open login goes: to the login page, and from there back, or to what was kept of their form. */
export async function sendToLogin(request: Request, idHash: string | null): Promise<Response> {
  const kept = idHash && request.method === 'POST' ? await keepForm(request, idHash) : null
  if (!kept) return redirect(loginPath(request))
  const next = new URLSearchParams({ next: `/interrupted-forms/${kept.id}` })
  return redirect(`/login?${next}`, { headers: { 'Set-Cookie': kept.cookie } })
}

async function keepForm(request: Request, idHash: string): Promise<{ id: string; cookie: string } | null> {
  const path = addressAsked(request)
  if (!isKeptPath(path.split('?')[0] ?? '') || request.bodyUsed) return null
  const accountId = await interruptedAccount(idHash)
  const fields = accountId ? await fieldsOf(request) : null
  if (!fields) return null
  const id = newId()
  const plain = Buffer.from(JSON.stringify({ id, accountId, path, fields }))
  if (plain.length > mostKeptBytes) return null
  const browser = markOf(request) ?? randomBytes(32).toString('base64url')
  const isKept = await keepInterruptedRow({ idHash, id, browserHash: sha256(browser) }, seal(purpose, plain))
  return isKept ? { id, cookie: markCookie(request, browser) } : null
}

/** Null for a body that is no form, and for one with a file. */
async function fieldsOf(request: Request): Promise<Fields | null> {
  const form = await request.formData().catch(() => null)
  if (!form) return null
  const fields: Fields = []
  for (const [name, value] of form) {
    if (typeof value !== 'string') return null
    fields.push([name, value])
  }
  return withoutSecrets(fields)
}

/** Null for another account, another browser, after an hour, and for what was not sealed as it stands there. */
export async function findInterruptedForm(
  request: Request,
  { idHash, id }: { idHash: string | null; id: string | undefined },
): Promise<InterruptedForm | null> {
  const key = keyOf(request, idHash, id)
  const row = key && (await findInterruptedRow(key))
  const plain = row && unseal(purpose, row.sealed)
  if (!row || !plain) return null
  const { accountId, path, fields, ...sealed } = Sealed.parse(JSON.parse(plain.toString()))
  const isItsOwn = sealed.id === key.id && accountId === row.accountId && safeNext(path) === path
  return isItsOwn ? { id: key.id, path, fields, keptAt: row.keptAt } : null
}

export async function dropInterruptedForm(
  request: Request,
  { idHash, id }: { idHash: string | null; id: string | undefined },
): Promise<boolean> {
  const key = keyOf(request, idHash, id)
  return key !== null && (await dropInterruptedRow(key))
}

function keyOf(request: Request, idHash: string | null, id: string | undefined): InterruptedKey | null {
  const browser = markOf(request)
  return idHash && browser && isId(id) ? { idHash, id: id.toLowerCase(), browserHash: sha256(browser) } : null
}

// A mark of the browser, so that nobody can send a form from theirs and have its owner find it in another.
const cookieName = (request: Request) => (isPlain(request) ? 'clearway-typed' : '__Host-clearway-typed')

function markOf(request: Request): string | null {
  const start = `${cookieName(request)}=`
  const found = (request.headers.get('Cookie') ?? '').split(/;\s*/).find((one) => one.startsWith(start))
  const mark = found?.slice(start.length) ?? ''
  return /^[\w-]{43}$/.test(mark) ? mark : null
}

function markCookie(request: Request, mark: string): string {
  const secure = isPlain(request) ? '' : '; Secure'
  return `${cookieName(request)}=${mark}; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax${secure}`
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
