/** How members, invitations and what lapses of them are said: word, shape and colour. */
import type { CalendarDay } from '~/domain/calendar-day'
import type { Lapse } from '~/domain/lapse'
import type { Licence, Role } from '~/domain/member'
import type { InvitationState } from '~/domain/membership'
import { type ClinicFormat, formatDay } from '../format'
import { LookBadge, type StatusLook } from '../status-badge'
import { roleWords } from '../words'

export type PersonState = 'active' | 'invited' | 'expired' | 'deactivated'

export const personLooks: Record<PersonState, StatusLook> = {
  active: { tone: 'ok', icon: 'check', word: 'Active' },
  invited: { tone: 'wait', icon: 'hourglass', word: 'Invited' },
  expired: { tone: 'justify', icon: 'clock', word: 'Invitation ran out' },
  deactivated: { tone: 'off', icon: 'dash', word: 'Deactivated' },
}

export const invitationLooks: Record<InvitationState, StatusLook> = {
  open: { tone: 'wait', icon: 'hourglass', word: 'Open' },
  expired: { tone: 'justify', icon: 'clock', word: 'Ran out' },
  accepted: { tone: 'ok', icon: 'check', word: 'Accepted' },
  revoked: { tone: 'off', icon: 'dash', word: 'Taken back' },
}

const lapseLooks: Record<Exclude<Lapse['state'], 'good'>, StatusLook> = {
  lapsing: { tone: 'justify', icon: 'clock', word: 'Lapses soon' },
  lapsed: { tone: 'stop', icon: 'octagon', word: 'Lapsed' },
}

/** "trainer, physical therapist" */
export function rolesWords(roles: readonly Role[]): string {
  return roles.map((role) => roleWords[role].toLowerCase()).join(', ')
}

/** "today", "in 1 day", "in 19 days", "3 days ago" */
function daysLeftWords(daysLeft: number): string {
  if (daysLeft === 0) return 'today'
  const days = `${Math.abs(daysLeft)} ${Math.abs(daysLeft) === 1 ? 'day' : 'days'}`
  return daysLeft > 0 ? `in ${days}` : `${days} ago`
}

/** Nothing while it is good for long. */
export function LapseBadge({ lapse: { state, daysLeft } }: { lapse: Lapse }) {
  if (state === 'good') return null
  const word = state === 'lapsed' ? 'Lapsed' : 'Lapses'
  return (
    <LookBadge look={lapseLooks[state]}>
      {word} {daysLeftWords(daysLeft)}
    </LookBadge>
  )
}

export function licenceWords({ number, state }: Pick<Licence, 'number' | 'state'>): string {
  return state ? `${number}, ${state}` : number
}

/** A day until which something is good, and how near that is. */
export function GoodUntil({
  validUntil,
  lapse,
  format,
}: {
  validUntil: CalendarDay
  lapse: Lapse
  format: ClinicFormat
}) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      {lapse.state === 'lapsed' ? 'was good until' : 'good until'} {formatDay(validUntil, format)}
      <LapseBadge lapse={lapse} />
    </span>
  )
}
