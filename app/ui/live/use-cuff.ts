/** When the trainer put the cuff on and took it off, for one line of one session; kept in this tab alone. */
import { useEffect, useState } from 'react'

/** Milliseconds on the server's clock. */
export type CuffTimes = { onAt: number | null; offAt: number | null }

const none: CuffTimes = { onAt: null, offAt: null }

export function useCuff(sessionId: string, lineId: string) {
  const key = `cuff:${sessionId}:${lineId}`
  const [times, setTimes] = useState<CuffTimes>(none)
  useEffect(() => setTimes(read(key)), [key])
  const keep = (next: CuffTimes) => {
    setTimes(next)
    sessionStorage.setItem(key, JSON.stringify(next))
  }
  return {
    ...times,
    isOn: times.onAt !== null && times.offAt === null,
    putOn: (now: number) => keep({ onAt: now, offAt: null }),
    takeOff: (now: number) => keep({ ...times, offAt: now }),
  }
}

function read(key: string): CuffTimes {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    return isTimes(kept) ? kept : none
  } catch {
    return none
  }
}

function isTimes(kept: unknown): kept is CuffTimes {
  return typeof kept === 'object' && kept !== null && 'onAt' in kept && 'offAt' in kept
}

/** While the cuff is on the screen stays awake; false where the browser cannot promise it. */
export function useAwake(isOn: boolean): boolean {
  const [isAwake, setAwake] = useState(true)
  useEffect(() => {
    if (!isOn) return
    let lock: WakeLockSentinel | undefined
    let isOver = false
    const ask = async () => {
      try {
        lock = await navigator.wakeLock.request('screen')
        if (isOver) await lock.release()
        setAwake(true)
      } catch {
        setAwake(false)
      }
    }
    const again = () => {
      if (document.visibilityState === 'visible') void ask()
    }
    void ask()
    document.addEventListener('visibilitychange', again)
    return () => {
      isOver = true
      document.removeEventListener('visibilitychange', again)
      void lock?.release()
    }
  }, [isOn])
  return isAwake
}
