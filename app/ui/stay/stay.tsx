/** On every page of a member: the warning before their login is over, and what covers the page once it is. */
import { useEffect, useRef, useState } from 'react'
import type { LoginStanding } from '~/domain/time-left'
import { useLoaded } from '../use-loaded'
import { Cover, loadSignIn } from './cover'
import { type LoginWatch, watchLogin } from './login-watch'

/** Who stays on a page for so long may leave it alone: what its login's end needs is there before the network is not. */
const settledMs = 60_000

/** What is shown near the end and after it. */
const loadWarnings = async () => {
  void loadSignIn().catch(() => undefined)
  return import('./limit-warning')
}

/** With `floorPath` nothing is asked: no question may stand between a trainer and a cuff or a red flag. */
export function Stay({ memberId, floorPath }: { memberId: string; floorPath?: string | undefined }) {
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
  const [isSettled, settle] = useState(false)
  useEffect(() => {
    const settling = setTimeout(settle, settledMs, true)
    return () => clearTimeout(settling)
  }, [])
  const warnings = useLoaded(isSettled || standing.is !== 'quiet', loadWarnings)
  if (standing.is === 'over') {
    const isOpen = async () => (await watch.current?.look()) ?? false
    return <Cover email={watch.current?.email() ?? null} isOpen={isOpen} floorPath={floorPath} />
  }
  if (floorPath !== undefined || standing.is === 'quiet' || !warnings) return null
  return standing.is === 'idle-soon' ? (
    <warnings.IdleWarning seconds={standing.seconds} memberId={memberId} onStay={() => void watch.current?.stay()} />
  ) : (
    <warnings.EndWarning seconds={standing.seconds} onRead={() => watch.current?.dismiss()} />
  )
}
