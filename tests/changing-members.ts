/** Changing members and inviting them, as their admin does it: in SQL with the password given again, and by a command. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { v7 } from 'uuid'
import { type Invited, invitationHash, invite } from '~/data/invitations.server'
import { changeMember, memberChangeHash, purposeOf } from '~/data/member-changes.server'
import type { MemberChange } from '~/domain/membership'
import { acting } from './acting'
import { type Clinic, reauthenticate, type Who } from './builders'

export async function standingOf(clinic: Clinic, { memberId }: Who): Promise<string> {
  const [row] = await clinic.sql<{ standing: string }>(clinic.admin, 'select member_standing($1) as standing', [
    memberId,
  ])
  return row?.standing ?? ''
}

/** By the command, with the password given for it. */
export async function change(clinic: Clinic, whom: Who, what: MemberChange, by: Who = clinic.admin) {
  const changing = { memberId: whom.memberId, standing: await standingOf(clinic, whom) }
  const reauthenticationId = await reauthenticate(clinic, by, purposeOf(what), memberChangeHash(changing, what))
  const asked = { ...changing, key: randomUUID(), at: new Date(), reauthenticationId }
  return await changeMember(await acting(by), asked, what)
}

/** The row itself, in straight SQL; what is not given is as the command would have it. */
export function insertChange(
  clinic: Clinic,
  by: Who,
  whom: Who,
  row: {
    kind: string
    roles?: string[]
    reason?: string
    standing: string
    reauthenticationId: string
    changedBy?: string
  },
) {
  return clinic.sql(
    by,
    `insert into member_changes (clinic_id, id, member_id, kind, roles, reason, standing, was, changed_by, reauthentication_id, occurred_at)
     values ($1, $2, $3, $4, $5, $6, $7, '', $8, $9, now())`,
    [
      clinic.id,
      v7(),
      whom.memberId,
      row.kind,
      row.roles ?? null,
      row.reason ?? '',
      row.standing,
      row.changedBy ?? by.memberId,
      row.reauthenticationId,
    ],
  )
}

export const newToken = () => randomBytes(32).toString('base64url')
export const tokenHashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/** Invites somebody by the command; answers their token as well. */
export async function inviteTo(
  clinic: Clinic,
  invited: Partial<Invited> = {},
  { by = clinic.admin, at = new Date(), replaces = null }: { by?: Who; at?: Date; replaces?: string | null } = {},
) {
  const token = newToken()
  const asked = {
    email: `${randomUUID()}@invited.example`,
    name: 'Ines Duarte',
    roles: ['trainer' as const],
    licence: null,
    bfrCredentialValidUntil: null,
    ...invited,
    invitationId: v7(),
    tokenHash: tokenHashOf(token),
    replaces,
  }
  const reauthenticationId = await reauthenticate(clinic, by, 'member:invitation', invitationHash(asked))
  const outcome = await invite(await acting(by), { ...asked, key: randomUUID(), at, reauthenticationId })
  return { token, outcome, email: asked.email, id: asked.invitationId }
}
