/** What the shell hands to every loader and action: `context` of their arguments. */
import type { AppLoadContext } from '@remix-run/node'
import type { Request, Response } from 'express'
import type { InstallationKind } from '~/data/installation.server'

declare module '@remix-run/node' {
  interface AppLoadContext {
    nonce: string
    requestId: string
    kind: InstallationKind
    /** The client's address as far as the trusted proxies vouch for it, for throttling. */
    clientAddress: string
    /**
     * Resolves when what was written of the answer has gone out, to false once nobody takes it any more. A download
     * waits for it between chunks, because Remix writes on without asking; not there where nobody listens, as in tests.
     */
    whenTaken?: () => Promise<boolean>
  }
  interface Future {
    v3_singleFetch: true
  }
}

export function loadContext(kind: InstallationKind) {
  return (request: Request, response: Response): AppLoadContext => ({
    nonce: response.locals.nonce,
    requestId: response.locals.requestId,
    kind,
    clientAddress: request.ip ?? request.socket.remoteAddress ?? '',
    whenTaken: () => whenTaken(response),
  })
}

function whenTaken(response: Response): Promise<boolean> {
  if (response.destroyed || !response.writableNeedDrain) return Promise.resolve(!response.destroyed)
  return new Promise((resolve) => {
    const events = ['drain', 'close'] as const
    const taken = () => {
      for (const event of events) response.off(event, taken)
      resolve(!response.destroyed)
    }
    for (const event of events) response.on(event, taken)
  })
}
