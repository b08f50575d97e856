/** Deviations that say the same for the same reason, as one line with how often: a set each is one mistake of one session. */
type Deviation = { says: string; reason: string; sessionId?: string }

export type Alike<One> = One & { times: number }

export function alikeDeviations<One extends Deviation>(deviations: readonly One[]): Alike<One>[] {
  const found = new Map<string, Alike<One>>()
  for (const one of deviations) {
    const key = JSON.stringify([one.sessionId, one.says, one.reason])
    const before = found.get(key)
    found.set(key, before ? { ...before, times: before.times + 1 } : { ...one, times: 1 })
  }
  return [...found.values()]
}

/** ", 7 times"; nothing for once. */
export function timesWords(times: number): string {
  return times === 1 ? '' : `, ${times} times`
}
