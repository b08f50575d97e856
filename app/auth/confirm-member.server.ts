/** Who one is, given again, for one signature over one content. */
import { passwordChallenge, reauthenticate } from '~/data/login.server'
import { findSealedFactor } from '~/data/second-factor.server'
import type { Confirmation } from '~/data/typed-text.server'
import { ClinicBusy } from '~/database/refused.server'
import type { Refusal } from '~/domain/refusal'
import { loginHashOf } from './guard.server'
import type { Member } from './member.server'
import { derivePassword } from './password.server'
import { proofOf } from './totp.server'

export type Confirmed = { ok: true; reauthenticationId: string } | { ok: false; why: Refusal }

/**
 * A re-authentication for exactly this purpose (such as `sign:cleared`) and content, to be consumed within two minutes
 * by the row that signs. 'password-wrong' also after ten wrong ones, codes among them, in a quarter of an hour. A code
 * that was not due is not looked at, and is not used up.
 * Call it before inClinic, never inside: it hashes. The purpose must match `[a-z][a-z:-]{1,60}`.
 */
export async function confirmMember(
  request: Request,
  member: Member,
  { password, code }: Confirmation,
  purpose: string,
  contentHash: string,
): Promise<Confirmed> {
  const idHash = loginHashOf(request)
  if (!idHash) return { ok: false, why: 'password-wrong' }
  const derived = await derivePassword(password, await passwordChallenge(member.email))
  const proven = code && member.isCodeDue ? proofOf(await findSealedFactor(idHash), code, new Date()) : null
  try {
    const answer = await reauthenticate(idHash, derived, { purpose, contentHash }, proven)
    if (answer.outcome === 'confirmed') return { ok: true, reauthenticationId: answer.id }
    return { ok: false, why: answer.outcome }
  } catch (error) {
    // Said on the page, as of any command, and not as an error that takes what was typed with it.
    if (error instanceof ClinicBusy) return { ok: false, why: error.why }
    throw error
  }
}
