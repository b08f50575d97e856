/** What the shell does not even hand on: methods nobody uses, bodies too large, a way in that is not ours. */
import type { RequestHandler } from 'express'
import { Refused } from './refused.server'

/** Bytes. A form is text; only the import pages take files. */
const formBytes = 256 * 1024
const importBytes = 25 * 1024 * 1024
const importPath = /\/imports?(\/|\.|$)/

const methods = ['GET', 'HEAD', 'POST']

export const limitMethods: RequestHandler = (request, response, next) => {
  if (methods.includes(request.method)) return next()
  response.setHeader('Allow', methods.join(', '))
  next(new Refused(405))
}

/** A path that cannot be decoded leads nowhere, and Remix would print it. */
export const refuseMalformedPath: RequestHandler = (request, _response, next) => {
  try {
    next(decodeURIComponent(request.path).includes('\0') ? new Refused(400) : undefined)
  } catch {
    next(new Refused(400))
  }
}

/** Node ends a body at its Content-Length; one without is refused, because its size shows only after taking it. */
export const limitBody: RequestHandler = (request, response, next) => {
  const limit = importPath.test(request.path) ? importBytes : formBytes
  const isTooLarge = Number(request.get('Content-Length') ?? 0) > limit
  const isUnsized = request.get('Transfer-Encoding') !== undefined
  if (!isTooLarge && !isUnsized) return next()
  response.setHeader('Connection', 'close')
  next(new Refused(isTooLarge ? 413 : 411))
}

/** Remix still answers `?_data=<routeId>` of its older days; our pages never ask so, and it runs routes by name. */
export const closeOldDataDoor: RequestHandler = (request, _response, next) => {
  const { searchParams } = new URL(request.originalUrl, 'http://localhost')
  next(searchParams.has('_data') ? new Refused(404) : undefined)
}
