/** On every page of a member: the warning before their login is over, and what covers the page once it is. */
import { useEffect, useRef, useState } from 'react'
import type { LoginStanding } from '~/domain/time-left'
import { Cover } from './cover'
import { EndWarning, IdleWarning } from './limit-warning'
import { type LoginWatch, watchLogin } from './login-watch'

export function Stay({ memberId }: { memberId: string }) {
  const [standing, setStanding] = useState<LoginStanding>({ is: 'quiet' })
  const watch = useRef<LoginWatch | null>(null)
  useEffect(() => {
    const watching = watchLogin(memberId, setStanding)
    watch.current = watching
    return () => {
      watching.stop()
      setStanding({ is: 'quiet' })
    }
  }, [memberId])
  if (standing.is === 'over')
    return <Cover email={watch.current?.email() ?? null} isOpen={async () => (await watch.current?.look()) ?? false} />
  if (standing.is === 'idle-soon')
    return <IdleWarning seconds={standing.seconds} memberId={memberId} onStay={() => void watch.current?.stay()} />
  if (standing.is === 'end-soon')
    return <EndWarning seconds={standing.seconds} onRead={() => watch.current?.dismiss()} />
  return null
}
