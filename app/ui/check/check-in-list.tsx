/** Check-ins that are due or missed: whom to call, after which session, and the way to write down how they are. */
import { Link } from '@remix-run/react'
import { ButtonLink } from '../button'
import { type ClinicFormat, formatInstant } from '../format'
import { StatusBadge } from '../status-badge'
import { followedWords } from './check-words'

export type ListedCheckIn = {
  sessionId: string
  clientId: string
  clientName: string
  programName: string
  isFirst: boolean
  sessionAt: string
  hour: number
  isMissed: boolean
  missed: readonly number[]
}

export function CheckInList({ checkIns, format }: { checkIns: readonly ListedCheckIn[]; format: ClinicFormat }) {
  return (
    <ul className="day check-ins">
      {checkIns.map((checkIn) => (
        <li key={checkIn.sessionId}>
          <div>
            <h3>
              <Link to={`/clients/${checkIn.clientId}`}>{checkIn.clientName}</Link>
            </h3>
            <span className="small dim">{checkIn.programName}</span>
          </div>
          <div>
            <Standing checkIn={checkIn} />
            <p className="small dim num mt-1">
              {checkIn.hour} h after {followedWords(checkIn.isFirst)}, {formatInstant(checkIn.sessionAt, format)}
            </p>
          </div>
          <div className="day-act">
            <ButtonLink to={`/sessions/${checkIn.sessionId}/check-in`}>
              Check in<span className="sr-only"> with {checkIn.clientName}</span>
            </ButtonLink>
          </div>
        </li>
      ))}
    </ul>
  )
}

function Standing({ checkIn: { missed, hour, isMissed } }: { checkIn: ListedCheckIn }) {
  const gone = missed.map((each) => `${each} h`).join(', ')
  return (
    <span className="flex flex-wrap gap-2">
      {missed.length > 0 ? (
        <StatusBadge tone="stop" icon="triangle">
          Missed: {gone}
        </StatusBadge>
      ) : null}
      {isMissed ? null : (
        <StatusBadge tone="wait" icon="clock">
          Due: {hour} h
        </StatusBadge>
      )}
    </span>
  )
}
