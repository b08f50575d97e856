/** An invitation: who, as what, until when, and how it ended. */
import { Link } from '@remix-run/react'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Licence, Role } from '~/domain/member'
import type { InvitationState } from '~/domain/membership'
import { ButtonLink } from '../button'
import { Card } from '../card'
import { type ClinicFormat, formatDay, formatInstant } from '../format'
import { KeyValue } from '../key-value'
import { Notice } from '../notice'
import { LookBadge } from '../status-badge'
import { invitationLooks, licenceWords, rolesWords } from './member-words'

type Moment = Date | string

export type ShownInvitation = {
  id: string
  name: string
  email: string
  roles: Role[]
  licence: Licence | null
  bfrCredentialValidUntil: CalendarDay | null
  state: InvitationState
  invitedBy: string
  at: Moment
  expiresAt: Moment
  acceptedAt: Moment | null
  memberId: string | null
  revokedAt: Moment | null
  revokedBy: string | null
}

export function InvitationFacts({ invitation, format }: { invitation: ShownInvitation; format: ClinicFormat }) {
  const { email, roles, licence, bfrCredentialValidUntil: credential, state, invitedBy } = invitation
  const facts = [
    { term: 'Email', value: <span className="break-all">{email}</span> },
    { term: 'Roles', value: rolesWords(roles) },
    {
      term: 'Licence',
      value: licence ? `${licenceWords(licence)}, good until ${formatDay(licence.validUntil, format)}` : 'none',
    },
    { term: 'BFR credential', value: credential ? `good until ${formatDay(credential, format)}` : 'none' },
    { term: 'Invited', value: `by ${invitedBy}, ${formatInstant(invitation.at, format)}` },
    { term: state === 'expired' ? 'Ran out' : 'Runs out', value: formatInstant(invitation.expiresAt, format) },
    ...endOf(invitation, format),
  ]
  return (
    <Card title={<LookBadge look={invitationLooks[state]} />}>
      <div className="grid gap-4">
        <KeyValue facts={facts} />
        <Ways invitation={invitation} />
      </div>
    </Card>
  )
}

function endOf({ acceptedAt, memberId, revokedAt, revokedBy, name }: ShownInvitation, format: ClinicFormat) {
  if (acceptedAt && memberId) {
    const value = (
      <>
        {formatInstant(acceptedAt, format)}, now a member: <Link to={`/members/${memberId}`}>{name}</Link>
      </>
    )
    return [{ term: 'Accepted', value }]
  }
  return revokedAt ? [{ term: 'Taken back', value: `by ${revokedBy}, ${formatInstant(revokedAt, format)}` }] : []
}

function Ways({ invitation: { id, state } }: { invitation: ShownInvitation }) {
  if (state === 'accepted') return null
  return (
    <div className="button-row">
      <ButtonLink to={`/invitations/${id}/resend`}>{state === 'open' ? 'Send it again' : 'Invite again'}</ButtonLink>
      {state === 'revoked' ? null : (
        <ButtonLink to={`/invitations/${id}/revocation`} look="quiet">
          Take it back
        </ButtonLink>
      )}
    </div>
  )
}

/** The one time the link is shown: to who made it, just now. */
export function InvitationLink({ link, minutes, name }: { link: string; minutes: number; name: string }) {
  return (
    <Notice title={`The link for ${name}`}>
      <p className="mb-2">
        Hand it on yourself where mail does not do. Whoever holds it can come in as {name}, so give it to nobody else.
        It is shown to you alone, and for {minutes} minutes.
      </p>
      <label>
        <span className="sr-only">The link</span>
        <input className="control" readOnly value={link} spellCheck={false} />
      </label>
    </Notice>
  )
}
