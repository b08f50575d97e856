/** Whether there is a connection, as far as the browser and the last thing sent can tell. */
import { useEffect, useRef, useState } from 'react'

const askEveryMs = 15_000

/**
 * `wasLost`: the page was opened without one. `isLost`: what was sent last did not arrive. While there is none it asks
 * for it now and then, and calls `onBack` when there is.
 */
type Asked = { isLost: boolean; wasLost: boolean; onBack: () => void }

export function useConnection({ isLost, wasLost, onBack }: Asked): boolean {
  const [isOnline, setOnline] = useState(!wasLost)
  const isOffline = !isOnline || isLost
  const back = useRef(onBack)
  back.current = onBack
  useEffect(() => {
    const ask = async () => {
      const isThere = navigator.onLine && (await isAnswered())
      setOnline(isThere)
      if (isThere) back.current()
    }
    const changed = () => (navigator.onLine ? void ask() : setOnline(false))
    if (!navigator.onLine) setOnline(false)
    const timer = isOffline ? setInterval(changed, askEveryMs) : undefined
    if (wasLost) changed()
    window.addEventListener('online', changed)
    window.addEventListener('offline', changed)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', changed)
      window.removeEventListener('offline', changed)
    }
  }, [wasLost, isOffline])
  return isOffline
}

async function isAnswered(): Promise<boolean> {
  const answer = await fetch('/health/live', { signal: AbortSignal.timeout(5_000) }).catch(() => null)
  return answer?.ok ?? false
}
