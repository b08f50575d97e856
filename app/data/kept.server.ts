/** What was read and may be needed again soon, by key: for a minute at most, so that what was erased since lies here no longer. */

const keptMs = 60_000

type Keeping<Value> = {
  get: (key: string) => Value | undefined
  set: (key: string, value: Value) => void
}

/** Of `most` keys at most; what was kept first goes first. */
export function keeping<Value>(most: number): Keeping<Value> {
  const kept = new Map<string, { value: Value; forgetting: NodeJS.Timeout }>()
  const forget = (key: string) => {
    clearTimeout(kept.get(key)?.forgetting)
    kept.delete(key)
  }
  return {
    get: (key) => kept.get(key)?.value,
    set: (key, value) => {
      forget(key)
      const [first] = kept.keys()
      if (kept.size >= most && first !== undefined) forget(first)
      kept.set(key, { value, forgetting: setTimeout(forget, keptMs, key).unref() })
    },
  }
}
