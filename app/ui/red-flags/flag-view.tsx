/** One red flag on a page: what to do, who knows, what is held, what was seen, and all that happened. */
import { Form } from '@remix-run/react'
import { type FlagEvent, historyOf, type RedFlagRecord } from '~/domain/red-flag-record'
import { ButtonLink } from '../button'
import { Card } from '../card'
import { CommandKey } from '../form'
import { type ClinicFormat, formatInstant } from '../format'
import { SubmitButton } from '../submit-button'
import { Advice, Calls, type Numbers } from './calls'
import { FlagDetails } from './details'
import { HeldPrograms } from './held'
import { FlagPeople } from './people'

type Props = {
  flag: RedFlagRecord
  numbers: Numbers
  keys: { detail: string; seen: string }
  /** A clinician who has not said so yet. */
  mayAcknowledge: boolean
  isClinician: boolean
  mayBeClot: boolean
  now: string
  format: ClinicFormat
}

export function FlagView({ flag, numbers, keys, mayAcknowledge, isClinician, mayBeClot, now, format }: Props) {
  return (
    <div className="stack">
      <Advice sign={flag.sign} />
      <div className="button-row">
        {mayAcknowledge ? <SeenForm flag={flag} commandKey={keys.seen} /> : null}
        <Calls sign={flag.sign} numbers={numbers} isForReader />
      </div>
      <div className="columns">
        <div className="stack">
          <HeldPrograms flag={flag} isClinician={isClinician} format={format} />
          <FlagDetails flag={flag} commandKey={keys.detail} format={format} />
        </div>
        <div className="stack">
          <FlagPeople flag={flag} now={now} format={format} />
          {mayBeClot ? <ClotCard clientId={flag.clientId} /> : null}
          <History flag={flag} format={format} />
        </div>
      </div>
    </div>
  )
}

export function SeenForm({ flag, commandKey }: { flag: Pick<RedFlagRecord, 'id' | 'clientId'>; commandKey: string }) {
  return (
    <Form method="post" action={`/clients/${flag.clientId}/red-flags/${flag.id}/acknowledgement`}>
      <CommandKey value={commandKey} />
      <SubmitButton size="large" pendingLabel="Saving …">
        I have seen it
      </SubmitButton>
    </Form>
  )
}

function ClotCard({ clientId }: { clientId: string }) {
  return (
    <Card title="Was a clot confirmed?">
      <p>
        From then on it is a history of clots, which rules out restriction for good. Note it as soon as you know,
        whatever becomes of the holds.
      </p>
      <p className="mt-3">
        <ButtonLink to={`/clients/${clientId}/event/new?kind=blood-clot`} size="small">
          Note a confirmed clot
        </ButtonLink>
      </p>
    </Card>
  )
}

const words: Record<FlagEvent['kind'], (event: FlagEvent) => string> = {
  raised: ({ by }) => `Raised by ${by}; everything held`,
  seen: ({ by }) => `Seen by ${by}`,
  escalated: () => 'Nobody had answered: sent to all clinicians and admins',
  detail: ({ by, what }) => `${by}: ${what}`,
  lifted: ({ by, what }) => `${what} lifted by ${by}`,
}

function History({ flag, format }: Pick<Props, 'flag' | 'format'>) {
  return (
    <Card title="What happened?">
      <ol className="grid gap-2">
        {historyOf(flag).map((event) => (
          <li key={`${event.at}${event.kind}${event.what}${event.by}`}>
            <span className="dim small block">{formatInstant(event.at, format)}</span>
            {words[event.kind](event)}
          </li>
        ))}
      </ol>
    </Card>
  )
}
