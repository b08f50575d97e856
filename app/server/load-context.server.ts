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
  })
}
