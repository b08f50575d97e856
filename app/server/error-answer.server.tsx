/** What the shell answers by itself when it refuses or fails: the same error page as everywhere, and no inner detail. */
import type { ErrorRequestHandler } from 'express'
import { renderToStaticMarkup } from 'react-dom/server'
import type { InstallationKind } from '~/data/installation.server'
import { DemoBanner } from '~/ui/demo-banner'
import { ErrorPage } from '~/ui/error-page'
import { errorFacts, type Log } from './log.server'
import { Refused } from './refused.server'

export type Stylesheets = () => Promise<string[]>

type AnswerProps = {
  status: number
  says: string | undefined
  requestId: string
  kind: InstallationKind
  stylesheets: string[]
}

function ErrorAnswer({ status, says, requestId, kind, stylesheets }: AnswerProps) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Clearway</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        {stylesheets.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
      </head>
      <body>
        {kind === 'demo' ? <DemoBanner /> : null}
        <ErrorPage status={status} says={says} requestId={requestId} />
      </body>
    </html>
  )
}

/** The status an error asks for: ours, or a client error of Express; anything else is our fault. */
function statusOf(error: unknown): number {
  const asked = error instanceof Error && 'status' in error ? Number(error.status) : 500
  return asked >= 400 && asked < 500 ? asked : 500
}

export function answerErrors(kind: InstallationKind, stylesheets: Stylesheets, log: Log): ErrorRequestHandler {
  return async (error: unknown, _request, response, _next) => {
    const status = statusOf(error)
    const { requestId } = response.locals
    if (status >= 500) log({ level: 'error', kind: 'error', id: requestId, ...errorFacts(error) })
    if (response.headersSent) return response.destroy()
    const says = error instanceof Refused ? error.says : undefined
    const sheets = await stylesheets().catch(() => [])
    const page = <ErrorAnswer status={status} says={says} requestId={requestId} kind={kind} stylesheets={sheets} />
    return response
      .status(status)
      .type('html')
      .send(`<!doctype html>${renderToStaticMarkup(page)}`)
  }
}
