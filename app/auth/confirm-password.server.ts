/** The password given again, for one signature over one content. */
import { passwordChallenge, reauthenticate } from '~/data/login.server'
import { loginHashOf } from './guard.server'
import type { Member } from './member.server'
import { derivePassword } from './password.server'

/**
 * The id of a re-authentication for exactly this purpose (such as `sign:cleared`) and content, to be consumed within
 * two minutes by the row that signs; null when the password is wrong, or was ten times in a quarter of an hour.
 * Call it before inClinic, never inside: it hashes. The purpose must match `[a-z][a-z:-]{1,60}`.
 */
export async function confirmPassword(
  request: Request,
  member: Member,
  password: string,
  purpose: string,
  contentHash: string,
): Promise<string | null> {
  const idHash = loginHashOf(request)
  if (!idHash) return null
  const derived = await derivePassword(password, await passwordChallenge(member.email))
  return await reauthenticate(idHash, derived, { purpose, contentHash })
}
