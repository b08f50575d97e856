/** A page beside the session: in the member's frame, or alone and without names where the login is idle. */
import type { ComponentProps, ReactNode } from 'react'
import { Page } from '../page'
import { CoveredHead } from './live-head'

type PageProps = ComponentProps<typeof Page>

/** `shell` null: the page is covered, `path` leads back to it from the login. */
type FloorPageProps = Omit<PageProps, 'shell'> & { shell: PageProps['shell'] | null; path: string; children: ReactNode }

export function FloorPage({ shell, path, children, ...head }: FloorPageProps) {
  if (shell) {
    return (
      <Page shell={shell} floorPath={path} {...head}>
        {children}
      </Page>
    )
  }
  return (
    <main id="main" className="live">
      <CoveredHead title={head.title} path={path} />
      {children}
    </main>
  )
}
