/** The link of an invitation, as whoever holds it sees it: without a login, by functions of the database alone. */
import { z } from 'zod'
import { queryInstallation } from '~/database/door.server'
import { roles } from '~/domain/member'
import type { StoredPassword } from './setup.server'

const Invitation = z.object({
  email: z.string(),
  name: z.string(),
  roles: z.array(z.enum(roles)),
  clinicName: z.string(),
  invitedBy: z.string(),
  /** The address has an account already, here or elsewhere. */
  hasAccount: z.boolean(),
})
export type LinkedInvitation = z.output<typeof Invitation>

/** Null for a link that was used, taken back, is too old, or never was one. */
export async function findInvitationOfLink(tokenHash: string): Promise<LinkedInvitation | null> {
  const [row] = await queryInstallation<{ invitation: unknown }>({
    name: 'invitation-of-link',
    text: 'select invitation_of_link($1) as invitation',
    values: [tokenHash],
  })
  return Invitation.nullable().parse(row?.invitation ?? null)
}

export const acceptances = ['accepted', 'over', 'has-account'] as const
export type Acceptance = (typeof acceptances)[number]

/** Makes the member and their account, once, and uses the link up; of two at once the second finds it over. */
export async function acceptInvitation(
  tokenHash: string,
  { name, password }: { name: string; password: StoredPassword },
): Promise<Acceptance> {
  const [row] = await queryInstallation<{ outcome: unknown }>({
    name: 'accept-invitation',
    text: 'select accept_invitation($1, $2, $3, $4, $5) as outcome',
    values: [tokenHash, name, password.salt, password.params, password.verifier],
  })
  return z.enum(acceptances).parse(row?.outcome)
}
