/** Whether a page was left alone for as long as the clinic lets a login idle; it stays covered until it is loaded again. */
import { useEffect, useRef, useState } from 'react'

const lookEveryMs = 5_000
const tellEveryMs = 20_000

type Idle = { idleMinutes: number; touchedAt: number | null; onTouch: (at: number) => void }

/** `touchedAt` is the last touch before, on this phone's clock; null: just now. `onTouch` is called now and then. */
export function useIdle({ idleMinutes, touchedAt, onTouch }: Idle): boolean {
  const [isIdle, setIdle] = useState(false)
  const tell = useRef(onTouch)
  tell.current = onTouch
  useEffect(() => {
    let last = touchedAt ?? Date.now()
    let told = last
    let isOver = false
    const look = () => {
      isOver ||= Date.now() - last > idleMinutes * 60_000
      if (isOver) setIdle(true)
    }
    const touched = () => {
      look()
      if (isOver) return
      last = Date.now()
      if (last - told < tellEveryMs) return
      told = last
      tell.current(last)
    }
    setIdle(false)
    look()
    const timer = setInterval(look, lookEveryMs)
    const events = ['pointerdown', 'keydown'] as const
    for (const event of events) document.addEventListener(event, touched, { capture: true })
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      for (const event of events) document.removeEventListener(event, touched, { capture: true })
      document.removeEventListener('visibilitychange', look)
    }
  }, [idleMinutes, touchedAt])
  return isIdle
}
