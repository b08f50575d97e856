/** A red flag that was raised while the login is idle: what to do and whom to call, and the way back to the session. */
import { alwaysAdvice, type RedFlagSign, redFlagOf } from '~/domain/red-flags'
import { ButtonLink } from '../button'
import { Notice } from '../notice'

type CoveredFlagProps = {
  sign: RedFlagSign
  numbers: { emergency: string; onCall: string }
  running: { id: string } | null
}

export function CoveredFlag({ sign, numbers, running }: CoveredFlagProps) {
  const { name, advice, urgency } = redFlagOf(sign)
  const isEmergency = urgency === 'emergency'
  return (
    <>
      <Notice tone="stop" title={alwaysAdvice}>
        {name}. <b>{advice}</b>
      </Notice>
      <div className="button-row">
        <CallLink words={`Emergency: ${numbers.emergency}`} number={numbers.emergency} isFirst={isEmergency} />
        <CallLink words={`On call: ${numbers.onCall}`} number={numbers.onCall} isFirst={!isEmergency} />
        {running ? (
          <ButtonLink look="quiet" to={`/sessions/${running.id}`}>
            Back to the session
          </ButtonLink>
        ) : null}
      </div>
      <p>All programs of this client are on hold. Who was told, you see once you have signed in.</p>
    </>
  )
}

function CallLink({ words, number, isFirst }: { words: string; number: string; isFirst: boolean }) {
  return (
    <a
      href={`tel:${number.replaceAll(/[^\d+]/g, '')}`}
      className={`button button-large ${isFirst ? 'button-primary' : ''}`}
    >
      {words}
    </a>
  )
}
