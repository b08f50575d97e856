/** What a page of the worklist asks, and looks that know of nothing. */
import type { Look } from '~/data/worklist-look.server'
import type { Named, Query } from '~/database/query.server'

/** The first statement that is asked. */
export async function textOf(ask: (query: Query) => Promise<unknown>): Promise<Named> {
  const asked: Named[] = []
  await ask((named) => {
    asked.push(named)
    return Promise.resolve([])
  }).catch(() => undefined)
  const [first] = asked
  if (!first) throw new Error('It asks something.')
  return first
}

/** Nothing that is kept is what it was. */
export function unseen(at = new Date()): Look {
  return { at, now: new Date(), waitingStamp: null, besideStamp: null, news: 0, told: [] }
}
