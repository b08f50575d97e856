/** Nothing is changed for a form that another site sent: stands before Remix, whose own check has holes (trust.md). */
import type { Request, RequestHandler } from 'express'
import { ownOrigin } from './own-host.server'
import { Refused } from './refused.server'

const safeMethods = ['GET', 'HEAD', 'OPTIONS']

/**
 * An Origin that is there must be ours. Where there is none, or "null", the browser's own word on where the request
 * comes from decides, and a request without either is refused.
 */
function isFromOwnPage(request: Request): boolean {
  const origin = request.get('Origin')
  if (origin !== undefined && origin !== 'null') return sameOrigin(origin, ownOrigin(request))
  return request.get('Sec-Fetch-Site') === 'same-origin'
}

/** Compared as addresses, so that a written-out default port and capitals make no difference. */
function sameOrigin(given: string, own: string): boolean {
  return URL.canParse(given) && new URL(given).origin === own
}

const foreignForm =
  'This was not sent from a page of Clearway, so nothing was done. Open the page and send it from there.'

export const guardOrigin: RequestHandler = (request, _response, next) => {
  if (safeMethods.includes(request.method)) return next()
  if (!isFromOwnPage(request)) return next(new Refused(403, foreignForm))
  // Remix takes "null" for another site; here it is settled that it is ours.
  if (request.headers.origin === 'null') delete request.headers.origin
  next()
}
