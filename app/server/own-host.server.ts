/** Settles under which name we are asked for: a proxy's word counts where it is trusted, and nowhere else. */
import type { Request, RequestHandler } from 'express'
import { Refused } from './refused.server'

const hostName = /^(?:[a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?|\[[0-9a-f:]{2,45}\])(?::\d{1,5})?$/i
const forwarded = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-port', 'x-forwarded-proto']

/** Whether the address that connected to us is one of the proxies of the settings. */
function isFromProxy(request: Request): boolean {
  const isTrusted = request.app.get('trust proxy fn') as (address: string | undefined, hop: number) => boolean
  return isTrusted(request.socket.remoteAddress, 0)
}

function settledHost(request: Request, isProxied: boolean): string {
  const given = isProxied ? request.get('X-Forwarded-Host') : undefined
  return given?.split(',')[0]?.trim() || (request.headers.host ?? '')
}

/** The origin a page of ours has in the browser, such as `https://clinic.example`. */
export function ownOrigin(request: Request): string {
  return `${request.protocol}://${request.headers.host}`
}

/**
 * From here on `Host` is the name the browser used. What an untrusted client says about itself is dropped, so that
 * nothing behind reads it by mistake (Remix compares a raw X-Forwarded-Host with the Origin).
 */
export const settleHost: RequestHandler = (request, _response, next) => {
  const isProxied = isFromProxy(request)
  const host = settledHost(request, isProxied)
  const address = `${request.protocol}://${host}`
  if (!hostName.test(host) || !URL.canParse(address)) return next(new Refused(400))
  for (const name of forwarded) {
    if (name === 'x-forwarded-host' || !isProxied) delete request.headers[name]
  }
  request.headers.host = new URL(address).host
  next()
}
