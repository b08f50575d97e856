/** The flags of a program's windows: what each says, who has seen it, and what ended it. */
import type { FlagRecord } from '~/domain/window-flag'
import { ButtonLink } from '../button'
import { Card } from '../card'
import { type ClinicFormat, formatDay, formatInstant } from '../format'
import { StatusBadge } from '../status-badge'
import { windowLooks } from '../window-badge'
import { limbWords } from '../words'

type Props = { programId: string; flags: readonly FlagRecord[]; mayContinue: boolean; format: ClinicFormat }

export function FlagList({ programId, flags, mayContinue, format }: Props) {
  if (flags.length === 0) return null
  return (
    <Card title="What was flagged?">
      <ul className="grid gap-4">
        {flags.map((flag) => (
          <li key={flag.id} className="grid gap-1">
            <FlagHead flag={flag} />
            <FlagPeople flag={flag} format={format} />
            {flag.stands ? (
              <span className="button-row">
                {flag.acknowledgements.some(({ isOwn }) => isOwn) ? null : (
                  <ButtonLink to={`/programs/${programId}/flags/${flag.id}/acknowledgement`} size="small">
                    Acknowledge
                  </ButtonLink>
                )}
                {mayContinue && flag.severity === 'review-due' ? (
                  <ButtonLink to={`/windows/review?program=${programId}`} size="small">
                    Continue unchanged
                  </ButtonLink>
                ) : null}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function FlagHead({ flag: { severity, limb, stands } }: { flag: FlagRecord }) {
  const look = windowLooks[severity]
  return (
    <span className="flex flex-wrap items-center gap-2">
      <StatusBadge tone={stands ? look.tone : 'off'} icon={stands ? look.icon : 'check'}>
        {look.word}
        {stands ? null : ', ended'}
      </StatusBadge>
      {limb ? <span className="dim small">{limbWords[limb]}</span> : null}
    </span>
  )
}

function FlagPeople({ flag, format }: { flag: FlagRecord; format: ClinicFormat }) {
  const { acknowledgements, review } = flag
  return (
    <>
      <span className="dim small">
        Window of {formatDay(flag.openedOn, format)}, flagged {formatInstant(flag.flaggedAt, format)}
      </span>
      {acknowledgements.length === 0 && flag.stands ? <span className="small">Nobody has acknowledged it.</span> : null}
      {acknowledgements.map(({ name, at, note }) => (
        <span key={`${name}${at}`} className="small">
          Seen by <b>{name}</b>, {formatInstant(at, format)}
          {note ? `: ${note}` : null}
        </span>
      ))}
      {review ? (
        <span className="quote small">
          <b>{review.name}</b> let it continue unchanged, {formatInstant(review.at, format)}: {review.reason}
          <span className="block">Next review on {formatDay(review.nextOn, format)}</span>
        </span>
      ) : null}
    </>
  )
}

/** One flag as the page of its acknowledgement shows it. */
export function FlagFacts({ flag, format }: { flag: FlagRecord; format: ClinicFormat }) {
  return (
    <div className="grid gap-2">
      <FlagHead flag={flag} />
      <FlagPeople flag={flag} format={format} />
      <p>
        Your name and the time are kept. It ends nothing:{' '}
        {flag.severity === 'breach'
          ? 'a breach ends when the program is completed or stopped, or a step-down or an extension is cleared.'
          : 'a review ends when a clinician lets the program continue, or it is completed, stopped, stepped down or extended.'}
      </p>
    </div>
  )
}
