/** The first sign that somebody is about to use a part of a page that is not awake: a pointer, the focus or a click on it, or any key. */
import { type RefObject, useEffect, useMemo, useState } from 'react'

const pauseMs = 30

/** What the hands do meanwhile. */
type Hands = {
  /** Resolves when no pointer is down: a click lands where it was begun. */
  released: () => Promise<void>
  /** The button that was pressed and did nothing, because nothing of the part was awake. */
  pressed: () => Element | null
}

export function useTouch(place: RefObject<HTMLElement>, isOn: boolean): Hands & { isTouched: boolean } {
  const [isTouched, setTouched] = useState(false)
  const state = useMemo(() => ({ isDown: false, button: null as Element | null }), [])
  useEffect(() => {
    const part = place.current
    if (!isOn || !part) return
    const ended = new AbortController()
    const { signal } = ended
    const touch = () => setTouched(true)
    const up = () => {
      // The click comes after it.
      setTimeout(() => {
        state.isDown = false
      })
    }
    // A screen reader may bring nothing but the focus or a click.
    for (const event of ['pointerover', 'focusin', 'click']) part.addEventListener(event, touch, { signal })
    document.addEventListener('keydown', touch, { signal })
    part.addEventListener(
      'pointerdown',
      () => {
        state.isDown = true
      },
      { signal },
    )
    for (const event of ['pointerup', 'pointercancel']) document.addEventListener(event, up, { signal })
    part.addEventListener(
      'click',
      ({ target }) => {
        state.button = target instanceof Element ? target.closest('button[type=button]') : null
      },
      { signal },
    )
    return () => ended.abort()
  }, [place, isOn, state])
  const hands = useMemo(
    (): Hands => ({
      released: async () => {
        while (state.isDown) await new Promise((resolve) => setTimeout(resolve, pauseMs))
      },
      pressed: () => state.button,
    }),
    [state],
  )
  return { isTouched, ...hands }
}
