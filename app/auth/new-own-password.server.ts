/** A password that is replaced: by who is signed in and gives the old one, or by who holds a link from a mail. */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { newId } from '~/data/id.server'
import {
  askForReset,
  changePassword,
  findReset,
  isPasswordChanged,
  type ResetFor,
  resetPassword,
} from '~/data/passwords.server'
import type { StoredPassword } from '~/data/setup.server'
import type { Confirmation } from '~/data/typed-text.server'
import { readClinic } from '~/database/door.server'
import type { Refusal } from '~/domain/refusal'
import { confirmMember } from './confirm-member.server'
import { loginHashOf } from './guard.server'
import type { Member } from './member.server'
import { storePassword } from './password.server'
import { linkToken } from './seal.server'

type Asked = { key: string; password: string; old: Confirmation }

/** The login that asks goes on, every other one of the account ends. `password` must have passed the policy. */
export async function changeOwnPassword(
  request: Request,
  member: Member,
  { key, password, old }: Asked,
): Promise<{ ok: true } | { ok: false; why: Refusal }> {
  if (await readClinic(member, (query) => isPasswordChanged(query, member.memberId, key))) {
    // Sent twice, or sent again with another password: only of the one that stands is it true that it was set.
    const again = await confirmMember(request, member, { password }, 'account:password', 'sent again')
    return again.ok || again.why !== 'password-wrong' ? { ok: true } : { ok: false, why: 'key-reused' }
  }
  const stored = await storePassword(password)
  const confirmed = await confirmMember(request, member, old, 'account:password', hashOfStored(stored))
  if (!confirmed.ok) return confirmed
  const { reauthenticationId } = confirmed
  return changePassword(member, loginHashOf(request) ?? '', { ...stored, key, reauthenticationId })
}

// As password_hash() of the database has it.
function hashOfStored({ salt, params, verifier }: StoredPassword): string {
  return createHash('sha256').update(salt).update(verifier).update(params).digest('hex')
}

// Longer than the database takes: what a foreign key or an index more costs for a known account is not to be measured.
const answerMs = 200

/** Has a link sent, if this address is one of a member's; the same work, time and no answer in any case. */
export async function requestReset(email: string, address: string): Promise<void> {
  const id = newId()
  const tokenHash = hashOf(linkToken('password-reset', id))
  await Promise.all([askForReset({ email, address, id, tokenHash }), sleep(answerMs)])
}

/** Whom a link is for; null when it opens nothing any more. */
export function resetFor(token: string): Promise<ResetFor | null> {
  return findReset(hashOf(token))
}

/** Uses the link up; it opens no login. `password` must have passed the policy. */
export async function resetByLink(token: string, password: string): Promise<boolean> {
  return resetPassword(hashOf(token), await storePassword(password))
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
