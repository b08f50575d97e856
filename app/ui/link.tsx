/** A link to another page. The server writes it as it is: a router there asks what lies around it, for an address that says all. */
import { Link as RouterLink, type LinkProps } from '@remix-run/react'
import type { ReactNode } from 'react'
import { ownLink } from './use-follow'

export const Link: (props: LinkProps) => ReactNode = import.meta.env.SSR ? WrittenLink : RouterLink

/** What `RouterLink` comes to where somebody waits for the page; one that starts from where the reader is asks it. */
function WrittenLink(props: LinkProps) {
  const {
    to,
    prefetch,
    discover,
    reloadDocument,
    replace,
    state,
    preventScrollReset,
    relative,
    viewTransition,
    ...rest
  } = props
  if (typeof to !== 'string' || !to.startsWith('/') || discover === 'none') return <RouterLink {...props} />
  return <a {...rest} {...ownLink} href={to} />
}
