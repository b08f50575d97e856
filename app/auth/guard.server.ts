/** Who is asking, and whether they may: every loader and action behind login begins here. */
import { redirect } from '@remix-run/node'
import { touchLogin } from '~/data/login.server'
import { type Action, can } from '~/domain/access'
import { sendToLogin } from './interrupted-form.server'
import { luciaFor } from './lucia.server'
import { loginHash } from './lucia-adapter.server'
import type { Member } from './member.server'
import { enrolPath } from './way-back.server'

/** Sent by a page that asks by itself: being polled is not being used. */
export const pollingHeader = 'X-Clearway-Polling'

/**
 * The member of an open login, who holds `action`. Throws a redirect to the login page, or to where a second factor is
 * set up when the clinic demands one that is missing and not `mayLackFactor`; or a 403 Response. Being asked keeps the
 * login from going idle, except with `isPolling` or the polling header.
 */
export async function requireMember(
  request: Request,
  action?: Action,
  {
    isPolling = request.headers.has(pollingHeader),
    mayLackFactor = false,
  }: { isPolling?: boolean; mayLackFactor?: boolean } = {},
): Promise<Member> {
  const login = await findLoginOf(request)
  if (!login) throw await sendToLogin(request, loginHashOf(request))
  if (login.touchDue && !isPolling) await touchLogin(login.idHash)
  if (login.member.isFactorMissing && !mayLackFactor) throw redirect(enrolPath(request))
  if (action && !can(login.member, action)) throw new Response(null, { status: 403, statusText: 'Forbidden' })
  return login.member
}

/** The member of an open login, or null; does not keep the login from going idle. */
export async function memberOrNull(request: Request): Promise<Member | null> {
  const login = await findLoginOf(request)
  return login?.member ?? null
}

/** The hash by which the database knows the login of this request; null when it carries none. */
export function loginHashOf(request: Request): string | null {
  const id = luciaFor(request).readSessionCookie(request.headers.get('Cookie') ?? '')
  return id ? loginHash(id) : null
}

async function findLoginOf(request: Request) {
  const lucia = luciaFor(request)
  const id = lucia.readSessionCookie(request.headers.get('Cookie') ?? '')
  if (!id) return null
  const { session, user } = await lucia.validateSession(id)
  return session && { idHash: loginHash(id), touchDue: session.touchDue, member: user.member }
}
