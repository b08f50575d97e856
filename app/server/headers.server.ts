/** The headers every answer carries: what a browser may load, from where, and that nothing is kept. */
import { randomBytes } from 'node:crypto'
import type { RequestHandler, Response } from 'express'
import helmet from 'helmet'

type Mode = 'production' | 'development'

function nonceSource(_request: unknown, response: unknown): string {
  return `'nonce-${(response as Response).locals.nonce}'`
}

/** Development's own scripts talk over a web socket and write style elements without a nonce. */
function contentSecurityPolicy(mode: Mode, isSecure: boolean) {
  const isDevelopment = mode === 'development'
  return {
    useDefaults: false,
    directives: {
      'default-src': ["'self'"],
      'base-uri': ["'none'"],
      'connect-src': isDevelopment ? ["'self'", 'ws:'] : ["'self'"],
      'form-action': ["'self'"],
      'frame-ancestors': ["'none'"],
      'img-src': ["'self'", 'data:'],
      'object-src': ["'none'"],
      'script-src': ["'self'", nonceSource],
      'script-src-attr': ["'none'"],
      'style-src': isDevelopment ? ["'self'", "'unsafe-inline'"] : ["'self'", nonceSource],
      'style-src-attr': ["'unsafe-inline'"],
      'upgrade-insecure-requests': isSecure ? [] : null,
    },
  }
}

function helmetFor(mode: Mode, isSecure: boolean): RequestHandler {
  return helmet({
    contentSecurityPolicy: contentSecurityPolicy(mode, isSecure),
    frameguard: { action: 'deny' },
    // Not helmet's no-referrer: it makes the Origin of a form sent without JavaScript "null".
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
  })
}

const unusedFeatures = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb']

/** Sets the nonce of this answer too. On plain http nothing is upgraded, or its own assets would not load. */
export function securityHeaders(mode: Mode): RequestHandler {
  const secure = helmetFor(mode, true)
  const plain = helmetFor(mode, false)
  const permissions = unusedFeatures.map((feature) => `${feature}=()`).join(', ')
  return (request, response, next) => {
    response.locals.nonce = randomBytes(16).toString('base64url')
    response.setHeader('Permissions-Policy', permissions)
    const set = request.secure ? secure : plain
    set(request, response, next)
  }
}

/** `no-store` has the last word, whatever was set on the way: sets it as the headers leave. */
export const neverStored: RequestHandler = (_request, response, next) => {
  response.setHeader('Cache-Control', 'no-store')
  const writeHead = response.writeHead
  response.writeHead = function writeHeadUnstored(this: Response, ...given: Parameters<typeof writeHead>) {
    this.setHeader('Cache-Control', 'no-store')
    return writeHead.apply(this, given)
  } as typeof writeHead
  next()
}
