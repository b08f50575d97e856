/** Whether the process lives, and whether it can serve: for whoever starts, watches and balances servers. */
import { setTimeout as delay } from 'node:timers/promises'
import { type RequestHandler, Router } from 'express'

const patienceMs = 2_000

/** Rejects when the server cannot serve: its database does not answer, or it is shutting down. */
export type Readiness = () => Promise<unknown>

function inTime(work: Promise<unknown>): Promise<unknown> {
  const tooLate = delay(patienceMs, undefined, { ref: false }).then(() => {
    throw new Error('not ready in time')
  })
  return Promise.race([work, tooLate])
}

function answerReady(isReady: Readiness): RequestHandler {
  return async (_request, response) => {
    const ready = await inTime(isReady()).then(
      () => true,
      () => false,
    )
    response
      .status(ready ? 200 : 503)
      .type('text/plain')
      .send(ready ? 'ready\n' : 'not ready\n')
  }
}

export function health(isReady: Readiness): Router {
  const router = Router()
  router.get('/health/live', (_request, response) => {
    response.type('text/plain').send('live\n')
  })
  router.get('/health/ready', answerReady(isReady))
  return router
}
