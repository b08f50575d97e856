/** What to do at once, and whom to call: the same on every page of a red flag. */
import { alwaysAdvice, knownRedFlag } from '~/domain/red-flags'
import { Notice } from '../notice'

export type Numbers = { emergency: string; onCall: string }

export function Advice({ sign }: { sign: string }) {
  const flag = knownRedFlag(sign)
  return (
    <Notice tone="stop" title={alwaysAdvice}>
      {flag ? (
        <p>
          {flag.name}
          {flag.mayBe ? ` (may be: ${flag.mayBe})` : ''}. <b>{flag.advice}</b>{' '}
          <span className="dim small">Source: {flag.source}</span>
        </p>
      ) : null}
    </Notice>
  )
}

/** `isForReader`: for who reads of it later, and has something else to do first, unless it is an emergency. */
type CallsProps = { sign: string; numbers: Numbers; isForReader?: boolean }

export function Calls({ sign, numbers, isForReader = false }: CallsProps) {
  const isEmergency = knownRedFlag(sign)?.urgency === 'emergency'
  return (
    <>
      <Call number={numbers.emergency} label="Emergency" isFirst={isEmergency} />
      <Call number={numbers.onCall} label="On call" isFirst={!isEmergency && !isForReader} />
    </>
  )
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
