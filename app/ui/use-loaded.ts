/** Code that a page needs only in some case: fetched when the case comes, so that no page is sent it beforehand. */
import { useEffect, useState } from 'react'

/**
 * Null until it came; where it cannot be had the page goes on without it, and asks again when the network is back.
 * `load` must be the same each time.
 */
export function useLoaded<Module extends object>(isNeeded: boolean, load: () => Promise<Module>): Module | null {
  const [loaded, setLoaded] = useState<Module | null>(null)
  useEffect(() => {
    if (!isNeeded) return
    const fetchIt = () => void load().then(setLoaded, () => undefined)
    fetchIt()
    addEventListener('online', fetchIt)
    return () => removeEventListener('online', fetchIt)
  }, [isNeeded, load])
  return loaded
}
