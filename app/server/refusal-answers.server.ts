/** What the database refuses while a page asks is an answer, 409 and its sentence, never 500; one that is gone is 503. */
import { data, type ServerBuild } from '@remix-run/node'
import { ClinicBusy, isUnreachable, Refused } from '~/database/refused.server'

/** The built pages, with every loader and action answering so; what a page answers by itself stays as it is. */
export function answerRefusals(build: ServerBuild): ServerBuild {
  const routes = Object.entries(build.routes).map(([id, route]) => {
    if (!route) return [id, route]
    const { loader, action } = route.module
    return [id, { ...route, module: { ...route.module, loader: answering(loader), action: answering(action) } }]
  })
  return { ...build, routes: Object.fromEntries(routes) }
}

function answering<Args extends unknown[], Answer>(
  ask: ((...args: Args) => Answer | Promise<Answer>) | undefined,
): ((...args: Args) => Promise<Answer>) | undefined {
  if (!ask) return undefined
  return async (...args) => {
    try {
      return await ask(...args)
    } catch (error) {
      throw httpAnswer(error)
    }
  }
}

/** The same error where it is none of these. */
function httpAnswer(error: unknown): unknown {
  if (error instanceof Refused || error instanceof ClinicBusy) return data({ why: error.why }, 409)
  return isUnreachable(error) ? data(null, 503) : error
}
