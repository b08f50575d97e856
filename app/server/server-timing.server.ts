/** In development each answer says how long it took, and how much of that was the database: a browser shows it. */
import type { RequestHandler } from 'express'

export const tellTiming: RequestHandler = (_request, response, next) => {
  const started = performance.now()
  response.writeHead = new Proxy(response.writeHead, {
    apply(writeHead, self, given) {
      const { statements, milliseconds } = response.locals.asked
      const database = `db;dur=${milliseconds.toFixed(1)};desc="${statements} statements"`
      response.setHeader('Server-Timing', `${database}, total;dur=${(performance.now() - started).toFixed(1)}`)
      return Reflect.apply(writeHead, self, given)
    },
  })
  next()
}
