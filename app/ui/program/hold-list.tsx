/** What puts or put a program on hold: open holds first, each with who, why, and how it was lifted. */
import type { HoldCause } from '~/domain/hold'
import type { HoldRecord } from '~/domain/program-record'
import { ButtonLink } from '../button'
import { Card } from '../card'
import { type ClinicFormat, formatDay, formatInstant } from '../format'
import { StatusBadge } from '../status-badge'
import { Link } from '../link'

export const holdWords: Record<HoldCause, string> = {
  trainer: 'Held by the trainer',
  clinician: 'Held by a clinician',
  'red-flag': 'Held by red flag',
  screening: 'Held by a screening',
  event: 'Held by an event',
}

type Props = { programId: string; holds: readonly HoldRecord[]; format: ClinicFormat }

export function HoldList({ programId, holds, format }: Props) {
  if (holds.length === 0) return null
  return (
    <Card title="What holds it?">
      <ul className="grid gap-4">
        {holds.map((hold) => (
          <li key={hold.id} className="grid gap-1">
            <span className="flex flex-wrap items-center justify-between gap-2">
              <StatusBadge tone={hold.lift ? 'off' : 'hold'} icon={hold.lift ? 'check' : 'bars'}>
                {holdWords[hold.cause]}
                {hold.lift ? ', lifted' : null}
              </StatusBadge>
              {hold.lift ? null : (
                <ButtonLink to={`/programs/${programId}/holds/${hold.id}/lift`} size="small">
                  Lift this hold
                </ButtonLink>
              )}
            </span>
            <span>{hold.reason}</span>
            {hold.redFlag ? <FlagSeen redFlag={hold.redFlag} format={format} /> : null}
            <span className="dim small">
              {hold.heldBy}, {formatInstant(hold.at, format)}
            </span>
            {hold.lift ? <Lifted lift={hold.lift} format={format} /> : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Lifted({ lift, format }: { lift: NonNullable<HoldRecord['lift']>; format: ClinicFormat }) {
  const { assessment } = lift
  return (
    <span className="quote small">
      Lifted by <b>{lift.by}</b>, {formatInstant(lift.at, format)}: {lift.reason}
      {assessment ? (
        <span className="block">
          Assessed by {assessment.by} on {formatDay(assessment.on, format)}: {assessment.result}
        </span>
      ) : null}
    </span>
  )
}

function FlagSeen({ redFlag, format }: { redFlag: NonNullable<HoldRecord['redFlag']>; format: ClinicFormat }) {
  const { id, clientId, isAnswered, seen } = redFlag
  return (
    <span className="small">
      {seen ? `Seen by ${seen.by}, ${formatInstant(seen.at, format)}. ` : null}
      {isAnswered ? null : <b>Nobody has seen it. </b>}
      <Link to={`/clients/${clientId}/red-flags/${id}`}>All about the red flag</Link>
    </span>
  )
}
