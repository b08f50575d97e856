/** The document around every page. */
import interUrl from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url'
import '~/styles.css'
import { isRouteErrorResponse, Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteError } from '@remix-run/react'
import type { ReactNode } from 'react'
import { DemoBanner } from '~/ui/demo-banner'
import { ErrorPage } from '~/ui/error-page'
import { factsOfDocument, usePageFacts } from '~/ui/page-facts'

export function meta() {
  return [{ title: 'Clearway' }]
}

export function Layout({ children }: { children: ReactNode }) {
  const { nonce, requestId, isDemo } = usePageFacts()
  return (
    <html lang="en" data-request={requestId} data-kind={isDemo ? 'demo' : undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="preload" href={interUrl} as="font" type="font/woff2" crossOrigin="anonymous" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="manifest" href="/manifest.webmanifest" />
        <Meta />
        <Links />
      </head>
      <body>
        {isDemo ? <DemoBanner /> : null}
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function App() {
  return <Outlet />
}

export function ErrorBoundary() {
  const error = useRouteError()
  const facts = usePageFacts()
  const status = isRouteErrorResponse(error) ? error.status : isUnreached(error) ? 0 : 500
  // A page fetched later failed under a number of its own, which entry.client put on the document.
  const { requestId } = typeof document === 'undefined' ? facts : factsOfDocument()
  return <ErrorPage status={status} says={sentenceIn(error)} requestId={requestId} />
}

/** A page or form that was fetched and never arrived: every browser throws its own words for it. */
function isUnreached(error: unknown): boolean {
  return error instanceof TypeError && /fetch|network|load failed/i.test(error.message)
}

/** The sentence the server put beside what a page threw. */
function sentenceIn(error: unknown): string | undefined {
  const says: unknown = isRouteErrorResponse(error) ? error.data?.says : undefined
  return typeof says === 'string' ? says : undefined
}
