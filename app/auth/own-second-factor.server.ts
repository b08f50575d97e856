/** A person's own second factor: set up, put in another's place, its recovery codes made anew, turned off. */
import { z } from 'zod'
import { passwordChallenge } from '~/data/login.server'
import {
  type Confirming,
  endFactor,
  enrolFactor,
  findSealedFactor,
  renewRecoveryCodes,
} from '~/data/second-factor.server'
import { type Confirmation, confirmation } from '~/data/typed-text.server'
import type { Refusal } from '~/domain/refusal'
import { loginHashOf } from './guard.server'
import type { Member } from './member.server'
import { derivePassword } from './password.server'
import { seal } from './seal.server'
import { openOffer } from './second-factor-offer.server'
import { makeRecoveryCodes, matchStep, proofOf } from './totp.server'

/** `newCode` is of the secret that is offered, `code` of the factor that stands. */
export function factorForm() {
  return z.object({
    offer: z.string().max(400),
    newCode: confirmation.code,
    next: z.string().optional(),
    ...confirmation,
  })
}

export function confirmForm() {
  return z.object(confirmation)
}

/** The field beside which a refusal is said; of the form as a whole where there is none. */
export const fieldOfFactor: Partial<Record<Refusal, string>> = {
  'password-wrong': 'password',
  'code-missing': 'code',
  'code-wrong': 'code',
  'new-code-wrong': 'newCode',
}

/** The recovery codes, to be shown this once. */
export type CodesMade = { ok: true; codes: string[] } | { ok: false; why: Refusal }

/** Needs the password, and a code of the factor it takes the place of, if one stands. */
export async function setUpFactor(
  request: Request,
  member: Member,
  { offer, newCode, ...typed }: Confirmation & { offer: string; newCode?: string | undefined },
  now: Date,
): Promise<CodesMade> {
  const offered = openOffer(member, offer, now)
  if (!offered) return { ok: false, why: 'secret-too-old' }
  const { secret } = offered
  const step = matchStep(secret, (newCode ?? '').replaceAll(/\s/g, ''), now)
  if (step === null) return { ok: false, why: 'new-code-wrong' }
  const confirming = await confirmingOf(request, member, typed, now)
  if (!confirming) return { ok: false, why: 'password-wrong' }
  const { codes, hashes } = makeRecoveryCodes()
  const sealed = seal('second-factor', secret)
  const why = await enrolFactor(confirming, { sealed, secret, step, codeHashes: hashes })
  return why ? { ok: false, why } : { ok: true, codes }
}

/** Ten new codes; those before count no more. */
export async function makeCodesAnew(
  request: Request,
  member: Member,
  typed: Confirmation,
  now: Date,
): Promise<CodesMade> {
  const confirming = await confirmingOf(request, member, typed, now)
  if (!confirming) return { ok: false, why: 'password-wrong' }
  const { codes, hashes } = makeRecoveryCodes()
  const why = await renewRecoveryCodes(confirming, hashes)
  return why ? { ok: false, why } : { ok: true, codes }
}

/** Null when it was done. */
export async function turnFactorOff(
  request: Request,
  member: Member,
  typed: Confirmation,
  now: Date,
): Promise<Refusal | null> {
  const confirming = await confirmingOf(request, member, typed, now)
  return confirming ? await endFactor(confirming) : 'password-wrong'
}

async function confirmingOf(
  request: Request,
  member: Member,
  { password, code }: Confirmation,
  now: Date,
): Promise<Confirming | null> {
  const idHash = loginHashOf(request)
  if (!idHash) return null
  const derived = await derivePassword(password, await passwordChallenge(member.email))
  return { idHash, derived, proven: code ? proofOf(await findSealedFactor(idHash), code, now) : null }
}
