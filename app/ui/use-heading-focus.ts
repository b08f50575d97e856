/** A page come to without a new document begins at its heading, as a new document begins at its top. */
import { useLocation } from '@remix-run/react'
import { type RefObject, useEffect } from 'react'

/** The page one was on; null until the first page is there, whose focus is the browser's. */
let lastPath: string | null = null

/** What a page focuses by itself (its errors, a row come back to) comes after its heading, and so keeps the focus. */
export function useHeadingFocus(heading: RefObject<HTMLElement>): void {
  const { pathname } = useLocation()
  useEffect(() => {
    if (lastPath !== null && lastPath !== pathname) heading.current?.focus({ preventScroll: true })
    lastPath = pathname
  }, [pathname, heading])
}
