/** The link of an invitation: worked out from its id, so that only its hash is kept; and the password chosen behind it. */
import { createHash } from 'node:crypto'
import { newId } from '~/data/id.server'
import { acceptInvitation, findInvitationOfLink, type LinkedInvitation } from '~/data/invitation-links.server'
import { type Invited, invitationHash, invite } from '~/data/invitations.server'
import type { Confirmation } from '~/data/typed-text.server'
import type { Refusal } from '~/domain/refusal'
import { confirmMember } from './confirm-member.server'
import type { Member } from './member.server'
import { storePassword } from './password.server'
import { linkToken } from './seal.server'

export function invitationLink(origin: string, invitationId: string): string {
  return new URL(`/invitation/${linkToken('invitation', invitationId)}`, origin).href
}

export function findInvitation(token: string): Promise<LinkedInvitation | null> {
  return findInvitationOfLink(hashOf(token))
}

/** Uses the link up. The password must have passed the policy. */
export async function acceptAs(token: string, { name, password }: { name: string; password: string }) {
  return await acceptInvitation(hashOf(token), { name, password: await storePassword(password) })
}

type Asked = Confirmation & { key: string; replaces: string | null }

/** Invites with the password given again; `status` as of a change of a member. */
export async function inviteAsConfirmed(
  request: Request,
  admin: Member,
  { key, replaces, password, code }: Asked,
  { email, name, roles, licence, bfrCredentialValidUntil }: Invited,
): Promise<{ ok: true; invitationId: string } | { ok: false; why: Refusal; status: 400 | 409 }> {
  const invitationId = newId()
  const tokenHash = hashOf(linkToken('invitation', invitationId))
  const asked = { email, name, roles, licence, bfrCredentialValidUntil, invitationId, tokenHash, replaces }
  const hash = invitationHash(asked)
  const confirmed = await confirmMember(request, admin, { password, code }, 'member:invitation', hash)
  if (!confirmed.ok) return { ...confirmed, status: 400 }
  const { reauthenticationId } = confirmed
  const outcome = await invite(admin, { ...asked, key, at: new Date(), reauthenticationId })
  return outcome.ok ? outcome : { ...outcome, status: 409 }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
