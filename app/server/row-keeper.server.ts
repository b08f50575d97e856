/**
 * Rows of lists as React drew them, kept by all that they were drawn from: what is shown is never older than what was read.
 * Only the second time that somebody is to see a row is it kept, so that walking through a long list keeps nothing.
 */
import { LRUCache } from 'lru-cache'
import type { ReactElement, ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import type { RowKeeper } from '~/ui/kept-rows'

/** Characters, keys among them: some ten thousand rows. */
const mostCharacters = 16_000_000

/** Milliseconds: whoever was erased is not to lie in memory for long, though nobody asks for them any more. */
const atMostFor = 3_600_000
const lookedThroughEvery = 60_000

const seenOnce = ''

export class KeptRows {
  readonly #kept = new LRUCache<string, string>({
    maxSize: mostCharacters,
    sizeCalculation: (cells, key) => cells.length + key.length,
    ttl: atMostFor,
    perf: Date,
  })
  /** A number for each set of columns, which are compared as they are and not by what they say. */
  readonly #numbers = new WeakMap<object, number>()
  #sets = 0

  constructor() {
    // What is past its time would go only when it is asked for again.
    setInterval(() => this.#kept.purgeStale(), lookedThroughEvery).unref()
  }

  /** How many rows lie here, those that were seen once among them. */
  get count(): number {
    return this.#kept.size
  }

  /** For one drawing of a page; `keep` draws, when that is done, what was seen a second time in it. */
  forPage(): RowKeeper & { keep: () => void } {
    const again = new Map<string, () => ReactNode>()
    return {
      cellsOf: (columns, row, draw) => {
        const key = `${this.#numberOf(columns)} ${row}`
        const cells = this.#kept.get(key)
        if (cells === undefined) this.#kept.set(key, seenOnce)
        else if (cells === seenOnce) again.set(key, draw)
        return cells || null
      },
      keep: () => {
        for (const [key, draw] of again) this.#kept.set(key, inOnePiece(renderToString(draw() as ReactElement)))
      },
    }
  }

  #numberOf(columns: object): number {
    const known = this.#numbers.get(columns)
    if (known !== undefined) return known
    this.#sets += 1
    this.#numbers.set(columns, this.#sets)
    return this.#sets
  }
}

/** What React puts together in a hundred pieces would be put together anew in each page that it is part of. */
function inOnePiece(text: string): string {
  return Buffer.from(text).toString()
}
