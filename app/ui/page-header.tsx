/** The head of a page: where one is, what it is called, its state, and what may be done. */
import { useLocation } from '@remix-run/react'
import { type ReactNode, useRef } from 'react'
import { currentAt } from './address'
import { ownLink, useFollow } from './use-follow'
import { useHeadingFocus } from './use-heading-focus'

export type Crumb = { label: string; to?: string }

type PageHeaderProps = {
  title: ReactNode
  /** One quiet line beside the title. */
  sub?: ReactNode
  badge?: ReactNode
  crumbs?: readonly Crumb[]
  actions?: ReactNode
}

export function PageHeader({ title, sub, badge, crumbs, actions }: PageHeaderProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useHeadingFocus(heading)
  return (
    <div className="page-head">
      {crumbs?.length ? <Crumbs crumbs={crumbs} /> : null}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {badge}
      {sub ? <span className="dim">{sub}</span> : null}
      {actions ? <div className="page-actions">{actions}</div> : null}
    </div>
  )
}

function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside take the keys themselves
    <nav className="crumbs" aria-label="Where this is" onClick={useFollow()}>
      <ol>
        {crumbs.map(({ label, to }) => (
          <li key={label}>
            {to ? (
              <a href={to} {...ownLink}>
                {label}
              </a>
            ) : (
              label
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

export type Tab = { label: string; to: string; count?: number; end?: boolean }

/** Tabs that are links: each is a page of its own, and works without JavaScript. */
export function Tabs({ label, items }: { label: string; items: readonly Tab[] }) {
  const { pathname } = useLocation()
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside take the keys themselves
    <nav className="tabs" aria-label={label} onClick={useFollow()}>
      {items.map(({ to, end = true, label, count }) => (
        <a key={to} href={to} aria-current={currentAt(pathname, to, end)} {...ownLink}>
          {label}
          {count === undefined ? null : <span className="dim"> {count}</span>}
        </a>
      ))}
    </nav>
  )
}
