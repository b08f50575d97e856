/** First sessions and the moments they are looked at: at any time, around the jumps of the clock, and late in the evening. */
import { dayNumber, jumps, type Zone } from './tzif'

export type Sample = { start: number; at: number }

const daySeconds = 86_400
const from = Date.UTC(2000, 0, 1) / 1000
const until = Date.UTC(2036, 0, 1) / 1000

/** Numbers from 0 to 1, the same ones for the same seed. */
export function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Half of them anywhere from 2000 to 2035, a quarter within two days of a jump, a quarter at half past eleven at night. */
export function samplesOf(zone: Zone, count: number, random: () => number): Sample[] {
  const edges = jumps(zone, from, until)
  return Array.from({ length: count }, (_, n) => {
    const anywhere = Math.floor(from + random() * (until - from))
    const edge = edges[Math.floor(random() * edges.length)]
    const beside = edge === undefined ? anywhere : edge + Math.floor((random() - 0.5) * 4 * daySeconds)
    const start = n % 4 === 0 ? beside : n % 4 === 1 ? lateThatDay(zone, anywhere) : anywhere
    // Around the end of three weeks more often than not, and now and then just at midnight.
    const later = n % 2 === 0 ? 19 + random() * 4 : random() * 45
    const at = start + Math.floor(later * daySeconds)
    return { start, at: n % 3 === 0 ? dayBegins(zone, dayNumber(zone, at)) - (n % 2) : at }
  })
}

/** The first second of a day, found by halving: a clock that jumps at midnight has none of its own at 0:00. */
export function dayBegins(zone: Zone, day: number): number {
  let [low, high] = [(day - 2) * daySeconds, (day + 2) * daySeconds]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (dayNumber(zone, middle) >= day) high = middle
    else low = middle
  }
  return high
}

export function lateThatDay(zone: Zone, at: number): number {
  return dayBegins(zone, dayNumber(zone, at) + 1) - 1800
}
