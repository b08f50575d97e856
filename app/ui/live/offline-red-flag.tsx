/** A red flag without a connection: what to do at once, whom to call, and the truth that nobody was told. */
import { useState } from 'react'
import { type RedFlagSign, redFlagOf, redFlagSigns } from '~/domain/red-flags'
import { Button, buttonClass } from '../button'
import { Notice } from '../notice'
import { Advice, Calls } from '../red-flags/calls'
import { useFloor } from './floor-context'
import type { LiveShown } from './live-shown'

type FlagProps = { session: Pick<LiveShown, 'clientId' | 'numbers'>; onBack: () => void }

export function OfflineRedFlag({ session: { clientId, numbers }, onBack }: FlagProps) {
  const { isOffline, noteFlag } = useFloor()
  const [sign, setSign] = useState<RedFlagSign | null>(null)
  const tap = (tapped: RedFlagSign) => {
    setSign(tapped)
    noteFlag(tapped)
  }
  return (
    <main id="main" className="live">
      <h1>{sign ? redFlagOf(sign).name : 'Red flag'}</h1>
      <div className="grid gap-2" role="alert">
        <Advice sign={sign ?? ''} />
        <Notice tone="stop" title={`Not sent: nobody was told. Call ${numbers.onCall}.`} />
      </div>
      <div className="live-set">
        <Calls sign={sign ?? ''} numbers={numbers} />
        {isOffline ? null : (
          <a href={`/clients/${clientId}/red-flag`} className={buttonClass({ look: 'danger', size: 'large' })}>
            Raise it now
          </a>
        )}
      </div>
      {sign ? null : <Signs onTap={tap} />}
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
