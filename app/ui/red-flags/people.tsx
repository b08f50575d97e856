/** Who knows of a red flag: to whom it was sent, who has seen it, and when it goes to everybody. */
import { minutesSinceRaised, type RedFlagRecord } from '~/domain/red-flag-record'
import { minutesToEscalation } from '~/domain/who-is-told'
import { Card } from '../card'
import { type ClinicFormat, formatInstant, formatWait } from '../format'
import { StatusBadge } from '../status-badge'

type Props = { flag: RedFlagRecord; now: string; format: ClinicFormat }

export function FlagPeople({ flag, now, format }: Props) {
  return (
    <Card title="Who knows?">
      <div className="grid gap-3">
        {flag.acknowledgements.length === 0 ? (
          <p>Nobody has said that they saw it.</p>
        ) : (
          <ul className="grid gap-1">
            {flag.acknowledgements.map(({ name, at }) => (
              <li key={name}>
                Seen by <b>{name}</b> <span className="dim small">{formatInstant(at, format)}</span>
              </li>
            ))}
          </ul>
        )}
        <Escalation flag={flag} now={now} format={format} />
        <div>
          <p className="dim small">Sent to</p>
          <ToldList told={flag.told} />
        </div>
      </div>
    </Card>
  )
}

export function SeenBadge({ flag, now }: Omit<Props, 'format'>) {
  const [first] = flag.acknowledgements
  if (first) {
    return (
      <StatusBadge tone="ok" icon="check">
        Seen by {first.name}
      </StatusBadge>
    )
  }
  const minutes = minutesSinceRaised(flag, now)
  return (
    <StatusBadge tone="stop" icon="octagon">
      {minutes < 1 ? 'Nobody has seen it yet' : `Nobody has seen it for ${formatWait(minutes)}`}
    </StatusBadge>
  )
}

/** By the clock, whether or not the job that tells everybody has run since. */
function Escalation({ flag, now, format }: Props) {
  const left = minutesToEscalation({
    isAcknowledged: flag.acknowledgements.length > 0,
    minutesSince: minutesSinceRaised(flag, now),
    escalateAfterMinutes: flag.escalateAfterMinutes,
  })
  if (flag.escalatedAt) {
    return <p>It went to all clinicians and admins {formatInstant(flag.escalatedAt, format)}.</p>
  }
  if (left === null) return null
  return (
    <p>
      {left > 0
        ? `Unseen, it goes to all clinicians and admins in ${formatWait(left)}.`
        : 'It goes to all clinicians and admins now.'}
    </p>
  )
}

export function ToldList({ told }: Pick<RedFlagRecord, 'told'>) {
  return (
    <ul>
      {told.map((person) => (
        <li key={person.name}>
          {person.isAddressed ? <b>{person.name}</b> : person.name}
          <span className="dim">{toldWords(person)}</span>
        </li>
      ))}
    </ul>
  )
}

function toldWords({ isAddressed, isSigner }: RedFlagRecord['told'][number]): string {
  if (isSigner) return ' · cleared a program of this client'
  return isAddressed ? ' · stands in for who cleared it' : ''
}
