/** The programs a red flag holds, each with the state of its hold and what its lift still needs. */
import { Link } from '@remix-run/react'
import type { HeldProgram, RedFlagRecord } from '~/domain/red-flag-record'
import { ButtonLink } from '../button'
import { Card } from '../card'
import { type ClinicFormat, formatInstant } from '../format'
import { StatusBadge } from '../status-badge'

/** Only a clinician lifts it, and screens before that. */
type Props = { flag: RedFlagRecord; isClinician: boolean; format: ClinicFormat }

export function HeldPrograms({ flag, isClinician, format }: Props) {
  const open = flag.held.filter(({ lift, isFinished }) => !lift && !isFinished).length
  return (
    <Card title="What is on hold?" sub={open > 0 ? 'each is lifted by itself, by a clinician' : undefined}>
      {flag.held.length === 0 ? <p>This client had no program that ran or waited.</p> : null}
      <ul className="grid gap-4">
        {flag.held.map((program) => (
          <li key={program.holdId} className="grid gap-1">
            <span className="flex flex-wrap items-center justify-between gap-2">
              <Link to={`/programs/${program.programId}`}>{program.name}</Link>
              <HoldBadge program={program} />
            </span>
            {program.lift ? (
              <span className="quote small">
                <b>{program.lift.by}</b>, {formatInstant(program.lift.at, format)}: {program.lift.reason}
              </span>
            ) : null}
            {program.lift || program.isFinished || !isClinician ? null : (
              <span className="button-row">
                <ButtonLink to={`/programs/${program.programId}/holds/${program.holdId}/lift`} size="small">
                  Lift this hold
                </ButtonLink>
              </span>
            )}
          </li>
        ))}
      </ul>
      {open > 0 ? <LiftNeeds flag={flag} isClinician={isClinician} /> : null}
    </Card>
  )
}

function HoldBadge({ program: { lift, isFinished } }: { program: HeldProgram }) {
  if (lift) {
    return (
      <StatusBadge tone="off" icon="check">
        Lifted
      </StatusBadge>
    )
  }
  return isFinished ? (
    <StatusBadge tone="off" icon="cross">
      Ended
    </StatusBadge>
  ) : (
    <StatusBadge tone="hold" icon="bars">
      On hold
    </StatusBadge>
  )
}

function LiftNeeds({ flag, isClinician }: Pick<Props, 'flag' | 'isClinician'>) {
  return (
    <div className="mt-4">
      <p className="dim small">What a lift needs</p>
      <ul className="grid gap-1">
        <li>
          <StatusBadge tone={flag.isScreenedSince ? 'ok' : 'wait'} icon={flag.isScreenedSince ? 'check' : 'hourglass'}>
            {flag.isScreenedSince ? 'Screened since' : 'A new screening, by a clinician'}
          </StatusBadge>{' '}
          {flag.isScreenedSince || !isClinician ? null : (
            <Link to={`/clients/${flag.clientId}/screening/new`}>Screen</Link>
          )}
        </li>
        {flag.needsAssessment ? (
          <li>
            <StatusBadge tone="wait" icon="hourglass">
              A medical assessment
            </StatusBadge>{' '}
            named with who, when and its result; signed by a doctor, or by a physical therapist who cites it
          </li>
        ) : null}
        <li className="dim">A reason, written by who lifts it</li>
      </ul>
    </div>
  )
}
