/** How much of the inbox is new: as the page came with it, and asked for again every half minute while it is looked at. */
import { useEffect, useState } from 'react'

const everyMs = 30_000
const atMostEveryMs = 2_000

/** `said`: for those who do not see the number change; empty until it grew. */
export function useInboxCount(shown: number): { count: number; said: string } {
  const [count, setCount] = useState(shown)
  const [said, setSaid] = useState('')
  useEffect(() => setCount(shown), [shown])
  useEffect(() => {
    let before = shown
    return pollInbox((now) => {
      setCount(now)
      if (now > before) setSaid(`${now} new in the inbox`)
      before = now
    })
  }, [shown])
  return { count, said }
}

/** Asks while the page is visible and when one comes back to it; returns what ends it. A login that is over ends it too. */
function pollInbox(onCount: (count: number) => void): () => void {
  let etag: string | null = null
  let askedAt = 0
  let isOver = false
  const ask = async () => {
    if (isOver || document.visibilityState !== 'visible' || Date.now() - askedAt < atMostEveryMs) return
    askedAt = Date.now()
    const headers = new Headers(etag ? { 'If-None-Match': etag } : {})
    // Unreachable for a moment is no matter: the next time is soon.
    const answer = await fetch('/inbox/count', { headers, redirect: 'manual' }).catch(() => null)
    if (answer?.type === 'opaqueredirect') stop()
    if (isOver || answer?.status !== 200) return
    etag = answer.headers.get('ETag')
    const { count }: { count: number } = await answer.json()
    if (!isOver) onCount(count)
  }
  const timer = setInterval(ask, everyMs)
  document.addEventListener('visibilitychange', ask)
  window.addEventListener('focus', ask)
  const stop = () => {
    isOver = true
    clearInterval(timer)
    document.removeEventListener('visibilitychange', ask)
    window.removeEventListener('focus', ask)
  }
  return stop
}
