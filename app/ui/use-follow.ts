/** One listener for all links of a part, which are plain ones: a router link each is dear on the server. */
import { useLocation, useNavigate } from '@remix-run/react'
import type { MouseEvent } from 'react'

/** Those that go without loading a page once it is awake: a router link that loads one must not stand in such a part. */
const ownLinks = 'a[data-discover], a[data-row-link]'

/** What a plain link carries that goes as a router link would; with `data-replace`, in the place of where one is. */
export const ownLink = { 'data-discover': 'true' }
/** The same where it is the same list in another order: one stays where one was on the page. */
export const stayingLink = { ...ownLink, 'data-stay': '' }

/** Follows them as they would go by themselves: the keys that open a tab do so. `staysOn` a page: so does each to that page. */
export function useFollow(staysOn?: 'page'): (event: MouseEvent<HTMLElement>) => void {
  const navigate = useNavigate()
  const { pathname } = useLocation()
  return (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>(ownLinks) : null
    // A router link inside the part was followed already.
    if (!link || link.target || event.defaultPrevented || event.button !== 0) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    navigate(link.getAttribute('href') ?? '', {
      preventScrollReset: link.dataset.stay !== undefined || (staysOn && link.pathname === pathname),
      replace: link.dataset.replace !== undefined || link.href === location.href,
    })
  }
}
