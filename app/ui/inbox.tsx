/** The inbox as a list: what happened to whom, and where to look at it. */
import { Form, Link } from '@remix-run/react'
import type { CalendarDay } from '~/domain/calendar-day'
import type { WindowNoticeKind } from '~/domain/window-notices'
import { Card } from './card'
import { Empty } from './empty'
import { CommandKey } from './form'
import { type ClinicFormat, formatDay, formatInstant } from './format'
import { LookBadge, type StatusLook } from './status-badge'
import { SubmitButton } from './submit-button'

type Kind =
  | WindowNoticeKind
  | 'red-flag'
  | 'red-flag-escalation'
  | 'second-factor-reset'
  | 'session-outside-clearance'
  | 'program-held'
  | 'check-in-missed'
  | 'after-effects'
  | 'deviation'
  | 'licence-lapsing'
  | 'credential-lapsing'
  | 'emergency-access'
  | 'clients-handed-over'

const looks: Record<Kind, StatusLook> = {
  'window-closing': { tone: 'wait', icon: 'hourglass', word: 'High frequency: rehab window closing' },
  'window-past': { tone: 'stop', icon: 'triangle', word: 'Breach: rehab window past' },
  'window-escalation': { tone: 'stop', icon: 'octagon', word: 'Breach unresolved for days' },
  'reviews-due': { tone: 'justify', icon: 'clock', word: 'Review due: rehab window past' },
  'red-flag': { tone: 'hold', icon: 'bars', word: 'Red flag: everything is on hold' },
  'red-flag-escalation': { tone: 'stop', icon: 'octagon', word: 'Red flag nobody has seen' },
  'second-factor-reset': { tone: 'wait', icon: 'triangle', word: 'Your second factor was reset' },
  'session-outside-clearance': { tone: 'stop', icon: 'octagon', word: 'Session outside clearance' },
  'check-in-missed': { tone: 'stop', icon: 'triangle', word: 'Check-in missed' },
  'after-effects': { tone: 'wait', icon: 'triangle', word: 'Told before or after a session' },
  deviation: { tone: 'justify', icon: 'triangle', word: 'Beyond the cleared dose' },
  'licence-lapsing': { tone: 'justify', icon: 'clock', word: 'Licence about to lapse' },
  'credential-lapsing': { tone: 'justify', icon: 'clock', word: 'BFR credential about to lapse' },
  'emergency-access': { tone: 'justify', icon: 'triangle', word: 'Emergency access' },
  'clients-handed-over': { tone: 'wait', icon: 'info', word: 'Clients handed over to you' },
  'program-held': { tone: 'hold', icon: 'bars', word: 'Program on hold' },
}

type Shown = {
  id: string
  kind: Kind
  at: Date | string
  isSeen: boolean
  clientId: string | null
  clientName: string | null
  programId: string | null
  deviationsOf: string | null
  windowEndedOn: CalendarDay | null
  redFlagId: string | null
  accessId: string | null
  clientCount: number | null
  isAddressed: boolean
  lapse: { memberId: string; name: string; validUntil: CalendarDay } | null
}
type InboxProps = {
  notices: Shown[]
  canOpen: boolean
  canManage: boolean
  canReview: boolean
  commandKey: string
  format: ClinicFormat
}

export function Inbox({ notices, canOpen, canManage, canReview, commandKey, format }: InboxProps) {
  const newest = notices[0]
  const unseen = notices.filter(({ isSeen }) => !isSeen).length
  if (!newest)
    return (
      <Empty title="Nothing new" says="Rehab windows that end, red flags and sessions outside clearance arrive here." />
    )
  return (
    <Card
      flush
      title={unseen === 0 ? 'All seen' : `${unseen} new`}
      actions={unseen > 0 ? <Seen upTo={newest.id} commandKey={commandKey} /> : null}
    >
      <ul className="m-0 list-none p-0">
        {notices.map((notice) => (
          <li key={notice.id} className="flex flex-wrap items-center gap-3 border-t border-line px-4 py-3">
            <LookBadge look={looks[notice.kind]} />
            <span className="grow">
              {notice.lapse ? (
                <Lapsing lapse={notice.lapse} canManage={canManage} format={format} />
              ) : (
                <Who notice={notice} canOpen={canOpen} canReview={canReview} />
              )}
              {notice.windowEndedOn ? ` · last day ${formatDay(notice.windowEndedOn, format)}` : null}
              {notice.isAddressed ? <b> · you first</b> : null}
              {notice.isSeen ? null : <b> · new</b>}
            </span>
            <span className="dim small">{formatInstant(notice.at, format)}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Whoever may not open a client is led to the board, which is theirs. */
function Who({ notice, canOpen, canReview }: { notice: Shown; canOpen: boolean; canReview: boolean }) {
  if (notice.kind === 'second-factor-reset') return <Link to="/account/second-factor">Set up another one</Link>
  const { accessId, clientCount } = notice
  if (clientCount !== null)
    return <Link to="/clients?team=mine">{clientCount === 1 ? '1 client' : `${clientCount} clients`}</Link>
  if (accessId && canReview) return <Link to={`/register/emergency-access/${accessId}`}>{notice.clientName}</Link>
  if (canOpen) return <Link to={addressOf(notice)}>{notice.clientName}</Link>
  return notice.windowEndedOn ? <Link to="/windows?phase=past">{notice.clientName}</Link> : notice.clientName
}

/** A licence is a member's: an admin is led to them, the member themselves can only read it. */
function Lapsing({
  lapse: { memberId, name, validUntil },
  canManage,
  format,
}: {
  lapse: NonNullable<Shown['lapse']>
  canManage: boolean
  format: ClinicFormat
}) {
  return (
    <>
      {canManage ? <Link to={`/members/${memberId}`}>{name}</Link> : name} · good until {formatDay(validUntil, format)}
    </>
  )
}

function addressOf({ deviationsOf, programId, clientId, redFlagId }: Shown): string {
  if (redFlagId) return `/clients/${clientId}/red-flags/${redFlagId}`
  if (deviationsOf) return `/sessions/${deviationsOf}/deviation-review`
  return programId ? `/programs/${programId}` : `/clients/${clientId}`
}

function Seen({ upTo, commandKey }: { upTo: string; commandKey: string }) {
  return (
    <Form method="post" action="/inbox/seen">
      <CommandKey value={commandKey} />
      <input type="hidden" name="upTo" value={upTo} />
      <SubmitButton pendingLabel="Marking …">Mark all as seen</SubmitButton>
    </Form>
  )
}
