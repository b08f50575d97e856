/** Red flags on a page: the signs to tap, and after the tap what to do, whom to call and who knows. */
import { Form, Link } from '@remix-run/react'
import type { RedFlagRecord } from '~/domain/red-flag-record'
import { alwaysAdvice, redFlagOf, redFlagSigns, type Urgency } from '~/domain/red-flags'
import { ButtonLink } from './button'
import { Card } from './card'
import { CommandKey } from './form'
import { type ClinicFormat, formatInstant, formatWait } from './format'
import { Notice } from './notice'
import { Advice, Calls, type Numbers } from './red-flags/calls'
import { FlagDetails } from './red-flags/details'
import { ToldList } from './red-flags/people'
import { SubmitButton } from './submit-button'

const groups: { urgency: Urgency; title: string }[] = [
  { urgency: 'emergency', title: 'Call the emergency number' },
  { urgency: 'doctor-today', title: 'A doctor today' },
  { urgency: 'clinician-today', title: 'A clinician today' },
]

export function RedFlagSigns({ clientId, keys }: { clientId: string; keys: Record<string, string> }) {
  return (
    <>
      <Notice tone="stop" title={alwaysAdvice}>
        One tap holds all programs of this client and tells the clinician. Dizziness alone is no red flag: deflate, sit
        down, end the session, and <Link to={`/clients/${clientId}/adverse-event/new`}>record it</Link>.
      </Notice>
      {groups.map(({ urgency, title }) => (
        <Card key={urgency} title={title}>
          <ul className="signs">
            {redFlagSigns
              .filter((sign) => redFlagOf(sign).urgency === urgency)
              .map((sign) => (
                <li key={sign}>
                  <Form method="post" action={`/clients/${clientId}/red-flag`}>
                    <CommandKey value={keys[sign] ?? ''} />
                    <SubmitButton look="danger" size="large" name="sign" value={sign} pendingLabel="Sending …">
                      {redFlagOf(sign).name}
                    </SubmitButton>
                  </Form>
                </li>
              ))}
          </ul>
        </Card>
      ))}
    </>
  )
}

type RaisedProps = {
  flag: RedFlagRecord
  numbers: Numbers
  running: { id: string } | null
  keys: { end: string; detail: string }
  format: ClinicFormat
}

export function RaisedFlag({ flag, numbers, running, keys, format }: RaisedProps) {
  return (
    <>
      <Advice sign={flag.sign} />
      <div className="button-row">
        <Calls sign={flag.sign} numbers={numbers} />
        {running ? <EndNow sessionId={running.id} endKey={keys.end} /> : null}
      </div>
      <Card title="On hold until a clinician lifts each one">
        {flag.held.length === 0 ? <p>This client has no program that runs or waits.</p> : null}
        <ul>
          {flag.held.map((program) => (
            <li key={program.holdId}>
              <Link to={`/programs/${program.programId}`}>{program.name}</Link>
            </li>
          ))}
        </ul>
      </Card>
      <Card title="Who was told" sub={`${formatInstant(flag.raisedAt, format)}, by ${flag.raisedBy}`}>
        <ToldList told={flag.told} />
        <p className="mt-2">
          Unseen for {formatWait(flag.escalateAfterMinutes)}, it goes to all clinicians and admins.{' '}
          <Link to={`/clients/${flag.clientId}/red-flags/${flag.id}`}>All about this red flag</Link>
        </p>
      </Card>
      <FlagDetails flag={flag} commandKey={keys.detail} format={format} />
    </>
  )
}

function EndNow({ sessionId, endKey }: { sessionId: string; endKey: string }) {
  return (
    <>
      <Form method="post" action={`/sessions/${sessionId}/end`}>
        <CommandKey value={endKey} />
        <SubmitButton look="quiet" size="large" pendingLabel="Ending …">
          End session
        </SubmitButton>
      </Form>
      <ButtonLink look="quiet" to={`/sessions/${sessionId}`}>
        Back to the session
      </ButtonLink>
    </>
  )
}
