/** Keeps the screen awake, so that an alarm is seen and heard. */
import { useEffect, useState } from 'react'

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
