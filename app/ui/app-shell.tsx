/** The frame around every page of a member: rail at a desk, bar with a menu on a phone, both without JavaScript. */
import { useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import type { Role } from '~/domain/member'
import { currentAt } from './address'
import { Avatar } from './avatar'
import { Brand } from './brand'
import { Icon } from './icon'
import { KeptOnPhone } from './kept-on-phone'
import { SignOut } from './sign-out'
import { ownLink, useFollow } from './use-follow'
import { useInboxCount } from './use-inbox-count'
import { roleWords } from './words'

export type ShellMember = { id: string; name: string; roles: readonly Role[]; clinicName: string }
export type ShellItem = { to: string; label: string; count?: number }

type ShellProps = { member: ShellMember; items: readonly ShellItem[]; banner?: ReactNode; children: ReactNode }

const inboxPath = '/inbox'

export function AppShell({ member, items: given, banner, children }: ShellProps) {
  const { pathname } = useLocation()
  const follow = useFollow()
  const news = useInboxCount(given.find(({ to }) => to === inboxPath)?.count ?? 0)
  const items = given.map((item) => (item.to === inboxPath ? { ...item, count: news.count } : item))
  return (
    <div className="shell">
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <p className="sr-only" aria-live="polite">
        {news.said}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only what its links do is done by it */}
      <header className="rail" onClick={follow}>
        <div className="rail-inner">
          <Brand />
          <MainNav items={items} />
          <Who member={member} />
        </div>
      </header>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only what its links do is done by it */}
      <header className="topbar" onClick={follow}>
        <Brand />
        <details className="menu" key={pathname}>
          <summary className="button button-small">
            <Icon name="menu" /> Menu
          </summary>
          <div className="menu-panel">
            <MainNav items={items} />
            <Who member={member} />
          </div>
        </details>
      </header>
      <div>
        {banner ? (
          <aside className="banner" aria-label="About this installation">
            {banner}
          </aside>
        ) : null}
        <main id="main" tabIndex={-1} className="page">
          <KeptOnPhone memberId={member.id} />
          {children}
        </main>
      </div>
    </div>
  )
}

function MainNav({ items }: { items: readonly ShellItem[] }) {
  const { pathname } = useLocation()
  return (
    <nav className="nav" aria-label="Main">
      {items.map((item) => (
        <a key={item.to} href={item.to} aria-current={currentAt(pathname, item.to, false)} {...ownLink}>
          {item.label}
          {item.count ? <span className="count">{item.count}</span> : null}
        </a>
      ))}
    </nav>
  )
}

function Who({ member }: { member: ShellMember }) {
  const { pathname } = useLocation()
  return (
    <div className="rail-foot">
      <div className="who">
        <Avatar name={member.name} />
        <div>
          <b>{member.name}</b>
          <span className="block">{member.roles.map((role) => roleWords[role]).join(', ')}</span>
          {member.clinicName}
        </div>
      </div>
      <a
        href="/account"
        aria-current={currentAt(pathname, '/account', false)}
        className="button button-quiet button-small justify-self-start"
        {...ownLink}
      >
        Your account
      </a>
      <SignOut memberId={member.id}>
        <button type="submit" className="button button-quiet button-small">
          Sign out
        </button>
      </SignOut>
    </div>
  )
}
