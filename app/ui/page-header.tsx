/** The head of a page: where one is, what it is called, its state, and what may be done. */
import { Link, NavLink } from '@remix-run/react'
import { type ReactNode, useRef } from 'react'
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
    <nav className="crumbs" aria-label="Where this is">
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.label}>{crumb.to ? <Link to={crumb.to}>{crumb.label}</Link> : crumb.label}</li>
        ))}
      </ol>
    </nav>
  )
}

export type Tab = { label: string; to: string; count?: number; end?: boolean }

/** Tabs that are links: each is a page of its own, and works without JavaScript. */
export function Tabs({ label, items }: { label: string; items: readonly Tab[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {items.map((item) => (
        <NavLink key={item.to} to={item.to} end={item.end ?? true}>
          {item.label}
          {item.count === undefined ? null : <span className="dim"> {item.count}</span>}
        </NavLink>
      ))}
    </nav>
  )
}
