/** A red flag without a connection: what to do at once, whom to call, and the truth that nobody was told. */
import { useState } from 'react'
import { alwaysAdvice, type RedFlagSign, redFlagOf, redFlagSigns } from '~/domain/red-flags'
import { Button, buttonClass } from '../button'
import { Notice } from '../notice'
import { useFloor } from './floor-context'
import type { LiveShown } from './live-shown'

type FlagProps = { session: Pick<LiveShown, 'clientId' | 'numbers'>; onBack: () => void }

export function OfflineRedFlag({ session: { clientId, numbers }, onBack }: FlagProps) {
  const { isOffline, noteFlag } = useFloor()
  const [sign, setSign] = useState<RedFlagSign | null>(null)
  const flag = sign && redFlagOf(sign)
  const tap = (tapped: RedFlagSign) => {
    setSign(tapped)
    noteFlag(tapped)
  }
  return (
    <main id="main" className="live">
      <h1>{flag ? flag.name : 'Red flag'}</h1>
      <div role="alert">
        <Notice tone="stop" title={alwaysAdvice}>
          {flag ? (
            <p>
              {flag.mayBe ? `May be: ${flag.mayBe}. ` : ''}
              <b>{flag.advice}</b>
            </p>
          ) : null}
          <p>
            <b>Not sent: nobody was told. Call {numbers.onCall}.</b>
          </p>
        </Notice>
      </div>
      <div className="live-set">
        <Call label="On call" number={numbers.onCall} isFirst={flag?.urgency !== 'emergency'} />
        <Call label="Emergency" number={numbers.emergency} isFirst={flag?.urgency === 'emergency'} />
        {isOffline ? null : (
          <a href={`/clients/${clientId}/red-flag`} className={buttonClass({ look: 'danger', size: 'large' })}>
            Raise it now
          </a>
        )}
      </div>
      {flag ? null : <Signs onTap={tap} />}
      <div className="live-foot">
        <p className="small dim">
          No program was put on hold. When the connection is back, this page asks you to raise the red flag.
        </p>
        <Button size="large" onClick={onBack}>
          Back to the session
        </Button>
      </div>
    </main>
  )
}

function Signs({ onTap }: { onTap: (sign: RedFlagSign) => void }) {
  return (
    <section className="stack" aria-label="Signs">
      <p className="small dim">
        Tap what you see, for what to do. Dizziness alone is no red flag: deflate, sit down, end.
      </p>
      <ul className="signs">
        {redFlagSigns.map((sign) => (
          <li key={sign}>
            <Button look="danger" size="large" onClick={() => onTap(sign)}>
              {redFlagOf(sign).name}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Call({ number, label, isFirst }: { number: string; label: string; isFirst: boolean }) {
  const look = isFirst ? ({ look: 'primary', size: 'large' } as const) : ({ size: 'large' } as const)
  return (
    <a href={`tel:${number.replaceAll(/[^\d+]/g, '')}`} className={buttonClass(look)}>
      {label}: {number}
    </a>
  )
}
