/** One program on the trainer's day: who, where its window stands, what is in the way, and the one button. */
import { Form, Link } from '@remix-run/react'
import type { HoldCause } from '~/domain/hold'
import type { ProgramStatus } from '~/domain/program'
import type { VersionKind } from '~/domain/version'
import { ButtonLink } from './button'
import { CommandKey } from './form'
import { type ClinicFormat, formatTime } from './format'
import { StatusBadge } from './status-badge'
import { Strip } from './strip'
import { dayWords, type StripFacts } from './strip-cells'
import { SubmitButton } from './submit-button'
import type { InTheWay } from './way-out'
import { versionKindWords } from './words'

type Program = {
  isStandingIn: boolean
  programId: string
  clientId: string
  clientName: string
  programName: string
  status: ProgramStatus
  holdCauses: readonly HoldCause[]
  submitted: { kind: VersionKind; since: string } | null
  runningSessionId: string | null
  doneToday: readonly { at: string; place: 'clinic' | 'home' }[]
  sessionsPerWeek: number
  doneThisWeek: number
  strip: StripFacts
  starts: 'whole' | 'plain' | null
  startsOnceChecked: 'whole' | 'plain' | null
  inTheWay: InTheWay | null
  /** A check-in of the client is open: the check answers it. */
  isCheckInOpen: boolean
}

type RowProps = { program: Program; commandKey: string; formats: ClinicFormat }

export function TodayRow({ program, commandKey, formats }: RowProps) {
  const { strip } = program
  return (
    <li>
      <div>
        <h2>
          <Link className="reach" to={`/clients/${program.clientId}`}>
            {program.clientName}
          </Link>
        </h2>
        <Link className="small dim reach" to={`/programs/${program.programId}`}>
          {program.programName}
        </Link>
        {program.isStandingIn ? <span className="small block">You stand in for their trainer today</span> : null}
      </div>
      <div className="day-window">
        <Strip {...strip} />
        <span className="small dim num">{dayWords(strip)}</span>
      </div>
      <div className="day-stands">
        <Stands program={program} formats={formats} />
      </div>
      <div className="day-act">
        <Act program={program} commandKey={commandKey} />
      </div>
    </li>
  )
}

function Stands({ program, formats }: Omit<RowProps, 'commandKey'>) {
  const { inTheWay, doneToday, submitted, sessionsPerWeek, doneThisWeek, startsOnceChecked } = program
  const due = sessionsPerWeek - doneThisWeek
  const done = doneToday.map(({ at, place }) => `${formatTime(at, formats)}${place === 'home' ? ' at home' : ''}`)
  return (
    <>
      <Badge program={program} />
      {inTheWay ? (
        <p className="small mt-1">
          <b>{inTheWay.waitsOn}.</b> {inTheWay.says} <Link to={inTheWay.way.to}>{inTheWay.way.label}</Link>
          {inTheWay.others > 0 ? <span className="dim"> And {inTheWay.others} more in the way.</span> : null}
        </p>
      ) : null}
      <p className="small dim num">
        {startsOnceChecked || done.length > 0
          ? `${doneThisWeek} of ${sessionsPerWeek} sessions this week${due > 0 ? `, ${due} due` : ''}`
          : null}
        {done.length > 0 ? `, today ${done.join(' and ')}` : null}
      </p>
      {submitted && program.status !== 'not-started' ? (
        <p className="small dim">{versionKindWords[submitted.kind]} waits for a clinician.</p>
      ) : null}
    </>
  )
}

function Badge({ program }: { program: Program }) {
  const { status, holdCauses, runningSessionId, starts, startsOnceChecked, submitted } = program
  if (status === 'on-hold' || holdCauses.length > 0) {
    const word = holdCauses[0] === 'red-flag' ? 'Held by red flag' : 'On hold'
    return (
      <StatusBadge tone="hold" icon="bars">
        {word}
      </StatusBadge>
    )
  }
  if (runningSessionId)
    return (
      <StatusBadge tone="ok" icon="clock">
        Session runs
      </StatusBadge>
    )
  if (starts === 'whole')
    return (
      <StatusBadge tone="ok" icon="check">
        May start
      </StatusBadge>
    )
  if (starts === 'plain')
    return (
      <StatusBadge tone="wait" icon="triangle">
        Without the cuff only
      </StatusBadge>
    )
  if (startsOnceChecked)
    return (
      <StatusBadge tone="wait" icon="triangle">
        Check first
      </StatusBadge>
    )
  if (submitted && status === 'not-started')
    return (
      <StatusBadge tone="wait" icon="hourglass">
        Submitted
      </StatusBadge>
    )
  return (
    <StatusBadge tone="stop" icon="octagon">
      May not start
    </StatusBadge>
  )
}

function Act({ program, commandKey }: Omit<RowProps, 'formats'>) {
  const { programId, runningSessionId, starts, startsOnceChecked, holdCauses, isCheckInOpen } = program
  const isOneMore = program.doneThisWeek >= program.sessionsPerWeek
  const toCheck = `/programs/${programId}/session`
  if (runningSessionId) {
    return (
      <ButtonLink to={`/sessions/${runningSessionId}`} look="primary">
        {holdCauses.length > 0 ? 'Open the session' : 'Go on with the session'}
      </ButtonLink>
    )
  }
  if (!startsOnceChecked) return <ButtonLink to={toCheck}>What is in the way</ButtonLink>
  if (!starts || isCheckInOpen || isOneMore) {
    return (
      <ButtonLink to={toCheck} look="primary">
        Check, then start<span className="sr-only"> with {program.clientName}</span>
      </ButtonLink>
    )
  }
  return (
    <Form method="post" action={toCheck} className="grid gap-1">
      <CommandKey value={commandKey} />
      <input type="hidden" name="symptoms" value="none" />
      <SubmitButton pendingLabel="Starting …">
        {starts === 'plain' ? 'No new symptoms: start without the cuff' : 'No new symptoms: start'}
        <span className="sr-only"> with {program.clientName}</span>
      </SubmitButton>
      <Link to={toCheck} className="small day-check">
        Check first<span className="sr-only">, {program.clientName}</span>
      </Link>
    </Form>
  )
}
