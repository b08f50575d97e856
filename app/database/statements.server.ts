/** Every statement that goes to the database, for whoever counts and times them: by its name, and never its values. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type pg from 'pg'

/** `request`: the number of the request it came of. */
export type Statement = { name: string; milliseconds: number; request: string | undefined }

/** What one request asked of the database so far. */
export type Asked = { request: string; statements: number; milliseconds: number }

// As the pools: in development two loaders must share one set.
const place = Symbol.for('clearway.statements')
type Watching = { told: Set<(statement: Statement) => void>; asked: AsyncLocalStorage<Asked> }
const held = globalThis as { [place]?: Watching }

function watching(): Watching {
  held[place] ??= { told: new Set(), asked: new AsyncLocalStorage() }
  return held[place]
}

/** Tells each statement once it was answered or refused; the function it returns ends that. */
export function watchStatements(told: (statement: Statement) => void): () => void {
  watching().told.add(told)
  return () => watching().told.delete(told)
}

/** Runs `work`, and counts in what it hands over the statements that come of it, also after it returned. */
export function countStatements<T>(asked: Asked, work: () => T): T {
  return watching().asked.run(asked, work)
}

/** Every connection of this pool is watched from its beginning. */
export function watchPool(pool: pg.Pool): void {
  pool.on('connect', (client) => {
    client.query = new Proxy(client.query, {
      apply: (ask, self, given: unknown[]) => askAndTell(given, (...all) => Reflect.apply(ask, self, all)),
    })
  })
}

type Callback = (...answer: unknown[]) => void

function askAndTell(given: unknown[], ask: (...given: unknown[]) => unknown): unknown {
  const { told, asked } = watching()
  const started = performance.now()
  const counted = asked.getStore()
  const done = () => {
    const milliseconds = performance.now() - started
    if (counted) {
      counted.statements += 1
      counted.milliseconds += milliseconds
    }
    const name = nameOf(given[0])
    for (const tell of told) tell({ name, milliseconds, request: counted?.request })
  }
  const last = given.at(-1)
  if (typeof last === 'function') {
    const callback = last as Callback
    const answered: Callback = (...answer) => {
      done()
      callback(...answer)
    }
    return ask(...given.slice(0, -1), answered)
  }
  const answer = ask(...given)
  if (answer instanceof Promise) answer.then(done, done)
  return answer
}

/**
 * The name a statement has; else its verb and the first table it names: "insert measurements". What a statement holds
 * beyond that may be somebody's.
 */
export function nameOf(statement: unknown): string {
  if (typeof statement === 'string') return verbAndTable(statement)
  if (typeof statement !== 'object' || statement === null) return 'unnamed'
  const { name, text } = statement as { name?: unknown; text?: unknown }
  if (typeof name === 'string' && name) return name
  return typeof text === 'string' ? verbAndTable(text) : 'unnamed'
}

const verb = /^\s*([a-z]+)/i
const table = /\b(?:from|into|update|join)\s+(?:"?public"?\.)?"?([a-z_]+)\b/i

function verbAndTable(text: string): string {
  const [, first] = verb.exec(text) ?? []
  const [, named] = table.exec(text) ?? []
  return first ? [first, named].filter(Boolean).join(' ').toLowerCase() : 'unnamed'
}
