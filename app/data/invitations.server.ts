/** Invitations: made by an admin with the password given again, sent once more, taken back. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Licence, Role } from '~/domain/member'
import { type InvitationState, invitationState, mayInvite } from '~/domain/membership'
import type { Acting } from './acting.server'
import { command, type Outcome } from './command.server'
import { hashOfFields } from './member-changes.server'
import { queryOf } from './rule-facts.server'
import { dateOf } from './version-rows.server'

export type Invited = {
  email: string
  name: string
  roles: Role[]
  licence: Licence | null
  bfrCredentialValidUntil: CalendarDay | null
}

/** `replaces` is the invitation that is sent once more. */
export type NewInvitation = Invited & { invitationId: string; tokenHash: string; replaces: string | null }

/** What the password is given again for: this person, these roles, this link. The database works out the same. */
export function invitationHash(asked: NewInvitation): string {
  const { email, name, roles, licence, bfrCredentialValidUntil, tokenHash, replaces } = asked
  return hashOfFields([
    email,
    name,
    [...new Set(roles)].sort().join(','),
    licence?.number ?? null,
    licence?.state ?? null,
    licence?.validUntil ?? null,
    bfrCredentialValidUntil,
    tokenHash,
    replaces,
  ])
}

export function invite(
  admin: Acting,
  asked: NewInvitation & { key: string; at: Date; reauthenticationId: string },
): Promise<Outcome<{ invitationId: string }>> {
  const { key, at, reauthenticationId, invitationId, tokenHash, ...invited } = asked
  const body = { key, name: 'member:invite', body: invited }
  return command<{ invitationId: string }>(admin, body, async (tx) => {
    const facts = await findAddress(queryOf(tx), { ...invited, at })
    const may = mayInvite({ by: admin, ...facts }, invited)
    if (!may.ok) return may
    const { licence, bfrCredentialValidUntil, replaces } = invited
    await tx.invitation.create({
      data: {
        clinicId: admin.clinicId,
        id: invitationId,
        email: invited.email,
        name: invited.name,
        roles: [...new Set(invited.roles)].sort(),
        licenceNumber: licence?.number ?? null,
        licenceState: licence?.state ?? null,
        licenceValidUntil: licence ? dateOf(licence.validUntil) : null,
        bfrCredentialValidUntil: bfrCredentialValidUntil ? dateOf(bfrCredentialValidUntil) : null,
        tokenHash,
        replaces,
        invitedBy: admin.memberId,
        reauthenticationId,
        occurredAt: at,
      },
      select: { id: true },
    })
    return { ok: true, invitationId }
  })
}

async function findAddress(
  query: Query,
  { email, replaces, at }: { email: string; replaces: string | null; at: Date },
) {
  const [row] = await query<{ isMember: boolean; isInvited: boolean }>({
    name: 'invited-address',
    text: `select exists (select 1 from members m where m.clinic_id = current_clinic() and m.email = $1) as "isMember",
      exists (select 1 from invitations i where i.clinic_id = current_clinic() and i.email = $1 and i.accepted_at is null
        and i.revoked_at is null and i.expires_at > $3::timestamptz and i.id is distinct from $2::uuid) as "isInvited"`,
    values: [email, replaces, at],
  })
  return row ?? { isMember: false, isInvited: false }
}

export type ShownInvitation = Invited & {
  id: string
  state: InvitationState
  invitedBy: string
  at: Date
  expiresAt: Date
  acceptedAt: Date | null
  memberId: string | null
  revokedAt: Date | null
  revokedBy: string | null
  /** Its link may still be shown: to who made it, for ten minutes. */
  showsLink: boolean
}

export const linkShownMinutes = 10

/** Throws a 404 Response where the clinic has none of this id. */
export async function getInvitation(query: Query, id: string, at: Date): Promise<ShownInvitation> {
  const [row] = await query<Omit<ShownInvitation, 'state'>>({
    name: 'invitation',
    text: `select i.id, i.email, i.name, to_json(i.roles) as "roles", i.bfr_credential_valid_until::text as "bfrCredentialValidUntil",
        case when i.licence_number is not null then json_build_object('number', i.licence_number, 'state', i.licence_state,
          'validUntil', i.licence_valid_until) end as "licence",
        b.name as "invitedBy", i.occurred_at as "at", i.expires_at as "expiresAt", i.accepted_at as "acceptedAt",
        i.member_id as "memberId", i.revoked_at as "revokedAt", r.name as "revokedBy",
        i.invited_by = current_member() and i.occurred_at > clock_timestamp() - interval '${linkShownMinutes} minutes' as "showsLink"
      from invitations i join members b on b.clinic_id = i.clinic_id and b.id = i.invited_by
      left join members r on r.clinic_id = i.clinic_id and r.id = i.revoked_by
      where i.clinic_id = current_clinic() and i.id = $1::uuid`,
    values: [id],
  })
  if (!row) throw new Response(null, { status: 404 })
  const state = invitationState(row, at)
  return { ...row, state, showsLink: row.showsLink && state === 'open' }
}

/** From this moment its link lets nobody in. A 404 Response for one that is not there. */
export function revokeInvitation(
  admin: Acting,
  { key, at, invitationId }: { key: string; at: Date; invitationId: string },
): Promise<Outcome> {
  return command(admin, { key, name: 'member:uninvite', body: { invitationId } }, async (tx): Promise<Outcome> => {
    const { state } = await getInvitation(queryOf(tx), invitationId, at)
    if (state === 'accepted' || state === 'revoked') return { ok: false, why: 'invitation-over' }
    const { clinicId, memberId: revokedBy } = admin
    await tx.invitation.updateMany({ where: { clinicId, id: invitationId }, data: { revokedAt: at, revokedBy } })
    return { ok: true }
  })
}
