/**
 * Rows of lists and parts of pages as React drew them, kept by all that they were drawn from: what is shown is never older
 * than what was read. Only the second time that somebody is to see one is it kept, so that walking through many keeps nothing.
 */
import { hash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { ReactElement, ReactNode } from 'react'
import { renderToString } from 'react-dom/server'
import type { DrawingKeeper } from '~/ui/kept-drawings'

/** Characters, keys among them: some ten thousand rows, or two hundred boards. */
const mostCharacters = 16_000_000

/** Milliseconds: whoever was erased is not to lie in memory for long, though nobody asks for them any more. */
const atMostFor = 3_600_000
const lookedThroughEvery = 60_000

/** Characters: what is longer is known by its hash, so that what is seen once takes no room. */
const longestKey = 2_000

const seenOnce = ''

export class KeptDrawings {
  readonly #kept = new LRUCache<string, string>({
    maxSize: mostCharacters,
    sizeCalculation: (drawn, key) => drawn.length + key.length,
    ttl: atMostFor,
    perf: Date,
  })
  /** A number for each that draws, which are compared as they are and not by what they say. */
  readonly #numbers = new WeakMap<object, number>()
  #drawers = 0

  constructor() {
    // What is past its time would go only when it is asked for again.
    setInterval(() => this.#kept.purgeStale(), lookedThroughEvery).unref()
  }

  /** How many drawings lie here, those that were seen once among them. */
  get count(): number {
    return this.#kept.size
  }

  /** For one drawing of a page; `keep` draws, when that is done, what was seen a second time in it. */
  forPage(): DrawingKeeper & { keep: () => void } {
    const again = new Map<string, { number: number; draw: () => ReactNode }>()
    return {
      drawnOf: (by, data, draw) => {
        const number = this.#numberOf(by)
        const key = `${number} ${data.length > longestKey ? hashOf(data) : data}`
        const drawn = this.#kept.get(key)
        if (drawn === undefined) this.#kept.set(key, seenOnce)
        else if (drawn === seenOnce) again.set(key, { number, draw })
        return drawn || null
      },
      keep: () => {
        for (const [key, { number, draw }] of again) {
          // Its ids are of no other part of any page.
          const text = renderToString(draw() as ReactElement, { identifierPrefix: `d${number}` })
          this.#kept.set(key, inOnePiece(text))
        }
      },
    }
  }

  #numberOf(by: object): number {
    const known = this.#numbers.get(by)
    if (known !== undefined) return known
    this.#drawers += 1
    this.#numbers.set(by, this.#drawers)
    return this.#drawers
  }
}

function hashOf(data: string): string {
  return hash('sha256', data, 'base64')
}

/** What React puts together in a hundred pieces would be put together anew in each page that it is part of. */
function inOnePiece(text: string): string {
  return Buffer.from(text).toString()
}
