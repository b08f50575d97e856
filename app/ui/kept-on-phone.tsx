/** On every page of a member: what of a session is on this phone and was not sent yet. */
import { useEffect, useState } from 'react'
import type { OnPhone } from '~/phone/leaving'
import { openLeaving } from './open-leaving'
import { Notice } from './notice'

export function KeptOnPhone({ memberId }: { memberId: string }) {
  const [waiting, setWaiting] = useState<readonly OnPhone[]>([])
  useEffect(() => {
    let isGone = false
    const look = async () => (await openLeaving())?.waitingOf(memberId) ?? []
    look().then(
      (found) => isGone || setWaiting(found),
      () => undefined,
    )
    return () => {
      isGone = true
    }
  }, [memberId])
  if (waiting.length === 0) return null
  return (
    <div className="mb-4 grid gap-2">
      {waiting.map(({ sessionId, open }) => (
        <Notice key={sessionId} tone="wait" title="On this phone, not sent yet">
          {open === 1 ? '1 entry' : `${open} entries`} of a session.{' '}
          <a href={`/sessions/${sessionId}`}>Open it to send</a>
        </Notice>
      ))}
    </div>
  )
}
