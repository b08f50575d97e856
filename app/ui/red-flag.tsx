/** Red flags on a page: the signs to tap, and after the tap what to do, whom to call and who knows. */
import { Form, Link } from '@remix-run/react'
import { alwaysAdvice, type RedFlagSign, redFlagOf, redFlagSigns, type Urgency } from '~/domain/red-flags'
import { ButtonLink } from './button'
import { Card } from './card'
import { CommandKey } from './form'
import { type ClinicFormat, formatInstant } from './format'
import { Notice } from './notice'
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
        One tap holds all programs of this client and tells the clinicians. Dizziness alone is no red flag: deflate, sit
        down, end the session.
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

type Told = { name: string; isAddressed: boolean; isSigner: boolean }
type Raised = {
  sign: RedFlagSign
  occurredAt: string
  raisedBy: string
  held: readonly { id: string; name: string }[]
  told: readonly Told[]
}
type RaisedProps = {
  flag: Raised
  numbers: { emergency: string; onCall: string }
  running: { id: string } | null
  endKey: string
  format: ClinicFormat
}

export function RaisedFlag({ flag, numbers, running, endKey, format }: RaisedProps) {
  const { name, mayBe, advice, urgency } = redFlagOf(flag.sign)
  return (
    <>
      <Notice tone="stop" title={alwaysAdvice}>
        <p>
          {name}
          {mayBe ? ` (may be: ${mayBe})` : ''}. <b>{advice}</b>
        </p>
      </Notice>
      <div className="button-row">
        <Call number={numbers.emergency} label="Emergency" isFirst={urgency === 'emergency'} />
        <Call number={numbers.onCall} label="On call" isFirst={urgency !== 'emergency'} />
        {running ? <EndNow sessionId={running.id} endKey={endKey} /> : null}
      </div>
      <Card title="On hold until a clinician lifts each one">
        {flag.held.length === 0 ? <p>This client has no program that runs or waits.</p> : null}
        <ul>
          {flag.held.map((program) => (
            <li key={program.id}>
              <Link to={`/programs/${program.id}`}>{program.name}</Link>
            </li>
          ))}
        </ul>
      </Card>
      <Card title="Who was told" sub={`${formatInstant(flag.occurredAt, format)}, by ${flag.raisedBy}`}>
        <ul>
          {flag.told.map((person) => (
            <li key={person.name}>
              {person.isAddressed ? <b>{person.name}</b> : person.name}
              <span className="dim">{toldWords(person)}</span>
            </li>
          ))}
        </ul>
      </Card>
    </>
  )
}

/** All clinicians are told; the one who is to answer first is named as such. */
function toldWords({ isAddressed, isSigner }: Told): string {
  if (!isAddressed) return isSigner ? ' · cleared a program of this client' : ''
  return isSigner ? ' · first, who cleared a program of this client' : ' · first, standing in for who cleared it'
}

function Call({ number, label, isFirst }: { number: string; label: string; isFirst: boolean }) {
  return (
    <a
      href={`tel:${number.replaceAll(/[^\d+]/g, '')}`}
      className={`button button-large ${isFirst ? 'button-primary' : ''}`}
    >
      {label}: {number}
    </a>
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
