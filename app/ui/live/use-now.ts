/** The time of the server, second by second, as the browser counts it on; null until the page is alive. */
import { useEffect, useState } from 'react'
import { steadyClock } from '~/domain/restriction-timer'
import { clockOffset } from './server-clock'

/** `serverNow` is when the page was made, ISO: a phone whose clock is wrong still counts right, also after it slept. */
export function useNow(serverNow: string): number | null {
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    const offset = clockOffset(serverNow)
    const tick = () => setNow((before) => steadyClock(before, Date.now() + offset))
    tick()
    const timer = setInterval(tick, 250)
    document.addEventListener('visibilitychange', tick)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tick)
    }
  }, [serverNow])
  return now
}
