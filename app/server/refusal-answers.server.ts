/**
 * What the database refuses while a page asks is an answer, 409 and its sentence, never 500; one that is gone is 503.
 * The sentence of what is thrown is worked out here, so that no browser needs them all for its error page.
 */
import { data, type ServerBuild } from '@remix-run/node'
import { ClinicBusy, isUnreachable, Refused } from '~/database/refused.server'
import { isRefusal } from '~/domain/refusal'
import { erasedSentence, isErased } from '~/ui/erased-words'
import { sentenceOf } from '~/ui/refusals'

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
      throw await withSentence(httpAnswer(error))
    }
  }
}

/** The same error where it is none of these. */
function httpAnswer(error: unknown): unknown {
  if (error instanceof Refused || error instanceof ClinicBusy) return data({ why: error.why }, 409)
  return isUnreachable(error) ? data(null, 503) : error
}

type Thrown = ReturnType<typeof data<unknown>>

const isThrown = (error: unknown): error is Thrown =>
  typeof error === 'object' && error !== null && 'type' in error && error.type === 'DataWithResponseInit'

/** The same answer, with what the error page is to say of it. */
async function withSentence(answer: unknown): Promise<unknown> {
  if (isThrown(answer)) {
    const says = sentenceIn(answer.data)
    return says ? data({ ...(answer.data as object), says }, answer.init ?? undefined) : answer
  }
  if (!(answer instanceof Response) || !answer.headers.get('Content-Type')?.includes('json')) return answer
  const told: unknown = await answer.clone().json()
  const says = sentenceIn(told)
  if (!says) return answer
  const headers = new Headers(answer.headers)
  headers.delete('Content-Length')
  return Response.json({ ...(told as object), says }, { status: answer.status, headers })
}

function sentenceIn(told: unknown): string | undefined {
  if (typeof told !== 'object' || told === null) return undefined
  if ('erased' in told && isErased(told.erased)) return erasedSentence(told.erased)
  return 'why' in told && typeof told.why === 'string' && isRefusal(told.why) ? sentenceOf(told.why) : undefined
}
