/** What was read and may be needed again soon, by key: for a minute at most, so that what was erased since lies here no longer. */
import { LRUCache } from 'lru-cache'

const keptMs = 60_000

/** Of `most` keys at most; what was asked for longest ago goes first. */
export function keeping<Value extends object>(most: number): LRUCache<string, Value> {
  return new LRUCache({ max: most, ttl: keptMs, ttlAutopurge: true })
}
