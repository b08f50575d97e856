/** Opening and ending a login: the same answer, in the same time, for an account that exists and one that does not. */
import { generateIdFromEntropySize } from 'lucia'
import { isThrottled, openLoginRow, passwordChallenge, settleLogin } from '~/data/login.server'
import { keepDevice, readDevice } from './device.server'
import { luciaFor } from './lucia.server'
import { loginHash } from './lucia-adapter.server'
import { derivePassword } from './password.server'
import { keepPending } from './pending-cookie.server'

export type LoginRefusal = 'wrong-password' | 'too-many-tries'
/** `isCodeDue`: no login yet, the code of a second factor is to come (passLogin). */
export type LoginOutcome = { ok: true; isCodeDue: boolean; headers: Headers } | { ok: false; why: LoginRefusal }

/** Opens a login; `headers` carries its cookies. `address` is the client's, as the HTTP shell knows it. */
export async function openLogin(
  request: Request,
  { email, password, address }: { email: string; password: string; address: string },
): Promise<LoginOutcome> {
  const attempt = { email, address, device: readDevice(request) }
  if (await isThrottled(attempt)) return { ok: false, why: 'too-many-tries' }
  const derived = await derivePassword(password, await passwordChallenge(email))
  const id = generateIdFromEntropySize(25)
  const userAgent = request.headers.get('User-Agent') ?? ''
  const opening = await openLoginRow({ ...attempt, derived, idHash: loginHash(id), userAgent })
  if (opening.outcome === 'code-due') {
    return { ok: true, isCodeDue: true, headers: new Headers({ 'Set-Cookie': keepPending(request, id) }) }
  }
  if (opening.outcome !== 'opened') return { ok: false, why: opening.outcome }
  if (!(await settleLogin(loginHash(id), derived, address))) return { ok: false, why: 'wrong-password' }
  return { ok: true, isCodeDue: false, headers: await openedHeaders(request, { id, device: opening.device }) }
}

/** The cookies of a login that opened; the one this browser had before ends. */
export async function openedHeaders(
  request: Request,
  { id, device }: { id: string; device: string },
): Promise<Headers> {
  await endLoginOf(request)
  const headers = new Headers()
  headers.append('Set-Cookie', luciaFor(request).createSessionCookie(id).serialize())
  headers.append('Set-Cookie', keepDevice(request, device))
  return headers
}

/** Ends the login this request came with, if any; takes effect on every replica with its next request. */
export async function endLoginOf(request: Request): Promise<void> {
  const lucia = luciaFor(request)
  const id = lucia.readSessionCookie(request.headers.get('Cookie') ?? '')
  if (id) await lucia.invalidateSession(id)
}

/**
 * What the browser is told when a login ends: forget the cookie, and every page it kept; and all it stored, where
 * `nothingWaits` there to be sent.
 */
export function farewell(request: Request, { nothingWaits = false } = {}): Headers {
  const stored = nothingWaits ? ', "storage"' : ''
  const headers = new Headers({ 'Clear-Site-Data': `"cache", "cookies"${stored}` })
  headers.append('Set-Cookie', luciaFor(request).createBlankSessionCookie().serialize())
  return headers
}
