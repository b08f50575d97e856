/** The time of the server, second by second, as the browser counts it on; null until the page is alive. */
import { useEffect, useState } from 'react'
import { useFloor } from './floor-context'

/** `serverNow` is when the page was made, ISO: a phone whose clock is wrong still counts right. */
export function useNow(serverNow: string): number | null {
  const [now, setNow] = useState<number | null>(null)
  const { offsetMs } = useFloor()
  useEffect(() => {
    const offset = offsetMs ?? Date.parse(serverNow) - Date.now()
    const tick = () => setNow(Date.now() + offset)
    tick()
    const timer = setInterval(tick, 500)
    return () => clearInterval(timer)
  }, [serverNow, offsetMs])
  return now
}
