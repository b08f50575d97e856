/** Numbers that look like chance and are the same on every machine. */

export type Numbers = {
  /** A whole number from `low` to `high`, both included. */
  between: (low: number, high: number) => number
}

/** Mulberry32: 32 bits of state, no more than a demo needs. */
export function seededNumbers(seed: number): Numbers {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return { between: (low, high) => low + Math.floor(next() * (high - low + 1)) }
}
