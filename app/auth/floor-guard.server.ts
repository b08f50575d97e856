/**
 * Who is asking on the gym floor: an open login, or an idle one with a ticket. A session outlasts the idle logout of
 * the login it is worked from for three hours from its start, for the work of that session and nothing else. The ticket
 * lets in whoever must set up a second factor first, too: nobody under a cuff is left alone for that.
 */
import { redirect } from '@remix-run/node'
import { isId } from '~/data/id.server'
import { findFloorLogin, type FloorLogin, type FloorWork, touchLogin } from '~/data/login.server'
import { type Action, can } from '~/domain/access'
import { loginHashOf, memberOrNull, pollingHeader } from './guard.server'
import { sendToLogin } from './interrupted-form.server'
import type { Member } from './member.server'
import { enrolPath } from './way-back.server'

/** `isCovered`: by a ticket alone, so that nothing but this work may be shown. */
export type OnFloor = { member: Member; isCovered: boolean }

/** For what was done in a session: taken under its ticket after the session's end as well. Null when nobody is let in. */
export async function memberOfSession(request: Request, sessionId: string | undefined): Promise<OnFloor | null> {
  return await findOnFloor(request, workOf(sessionId, undefined))
}

/** For the pages of a session that is going on. Throws a redirect to the login page, or a 403 Response. */
export async function requireMemberOfSession(
  request: Request,
  sessionId: string | undefined,
  action: Action,
): Promise<OnFloor> {
  const found = await findOnFloor(request, workOf(sessionId, undefined))
  return await mayDo(request, found?.isCovered && found.isOver ? null : found, action)
}

/** For a red flag: a ticket for any session of this client suffices, an ended one too. Throws as the others do. */
export async function requireMemberOfClient(
  request: Request,
  clientId: string | undefined,
  action: Action,
): Promise<OnFloor> {
  return await mayDo(request, await findOnFloor(request, workOf(undefined, clientId)), action)
}

async function mayDo(request: Request, found: OnFloor | null, action: Action): Promise<OnFloor> {
  if (!found) {
    const member = await memberOrNull(request)
    throw member?.isFactorMissing ? redirect(enrolPath(request)) : await sendToLogin(request, loginHashOf(request))
  }
  if (!can(found.member, action)) throw new Response(null, { status: 403, statusText: 'Forbidden' })
  return found
}

function workOf(sessionId: string | undefined, clientId: string | undefined): FloorWork {
  return { sessionId: isId(sessionId) ? sessionId : null, clientId: isId(clientId) ? clientId : null }
}

// Not by way of Lucia, to which an idle login is nobody: it reads the cookie, and the database knows the ticket.
async function findOnFloor(request: Request, work: FloorWork): Promise<FloorLogin | null> {
  const idHash = loginHashOf(request)
  const login = idHash ? await findFloorLogin(idHash, work) : null
  const isUsed = login?.touchDue && !login.isCovered && !request.headers.has(pollingHeader)
  if (idHash && isUsed) await touchLogin(idHash)
  return login
}
