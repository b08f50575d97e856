/** The width of an element, known before the first paint and followed from then on. */
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

export function useWidth(): { frame: RefObject<HTMLDivElement>; width: number } {
  const frame = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return
    const measure = () => setWidth(element.clientWidth)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return { frame, width }
}
