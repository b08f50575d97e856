/** One line a request, with its number: no query, no body, and of the path only words of ours and ids. */
import { randomBytes } from 'node:crypto'
import type { RequestHandler } from 'express'
import { type Asked, countStatements } from '~/database/statements.server'
import type { Log } from './log.server'
import { kindOf, requestSeconds } from './metrics.server'

declare module 'express-serve-static-core' {
  interface Locals {
    /** The number of this request, in its log line, in `X-Request-Id` and on an error page. */
    requestId: string
    /** The nonce of this answer's scripts and styles. */
    nonce: string
    /** What it asked of the database so far. */
    asked: Asked
  }
}

const word = /^[a-z_-]{0,40}(\.data)?$/
const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\.data)?$/

/** The path with every segment masked that is neither a word nor an id: an invitation's token, a mistyped name. */
export function loggedPath(path: string): string {
  return path
    .split('/')
    .map((segment) => (word.test(segment) || id.test(segment) ? segment : '*'))
    .join('/')
}

/** With how many statements it asked of the database, and how long they took. */
export function logRequests(log: Log): RequestHandler {
  return (request, response, next) => {
    const started = performance.now()
    const { method, path } = request
    const requestId = randomBytes(4).toString('hex')
    const asked: Asked = { request: requestId, statements: 0, milliseconds: 0 }
    response.locals.requestId = requestId
    response.locals.asked = asked
    response.setHeader('X-Request-Id', requestId)
    response.on('close', () => {
      const status = response.writableFinished ? response.statusCode : 499
      const milliseconds = Math.round(performance.now() - started)
      const { statements } = asked
      const line = { id: requestId, method, path: loggedPath(path), status, milliseconds, statements }
      log({ level: 'info', kind: 'request', ...line, databaseMilliseconds: Math.round(asked.milliseconds) })
      requestSeconds.observe({ kind: kindOf(path), status: `${Math.floor(status / 100)}xx` }, milliseconds / 1000)
    })
    countStatements(asked, next)
  }
}
