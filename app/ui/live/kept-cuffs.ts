/** When the trainer put a cuff on and took it off, kept on the phone: the session, its lines and instants, and nothing else. */

/** Milliseconds on the server's clock; `key` is the command's under which it is logged once it is off. */
export type KeptCuff = { lineId: string; onAt: number; offAt: number | null; key: string }

const prefix = 'clearway:cuff:'
/** What was never logged is forgotten a day later, on the next visit to any session. */
const keptMs = 24 * 3_600_000

export function keptCuffs(sessionId: string): KeptCuff[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(prefix + sessionId) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isCuff) : []
  } catch {
    return []
  }
}

/** Nothing to keep leaves nothing behind. */
export function keepCuffs(sessionId: string, cuffs: readonly KeptCuff[]): void {
  try {
    if (cuffs.length === 0) localStorage.removeItem(prefix + sessionId)
    else localStorage.setItem(prefix + sessionId, JSON.stringify(cuffs))
  } catch {
    // Without storage the cuff is known as long as the page is open.
  }
}

/** Those of other sessions that are long over. */
export function forgetOldCuffs(sessionId: string, now: number): void {
  try {
    const others = Object.keys(localStorage).filter((key) => key.startsWith(prefix) && key !== prefix + sessionId)
    for (const key of others) {
      const newest = Math.max(0, ...keptCuffs(key.slice(prefix.length)).map(({ onAt }) => onAt))
      if (newest < now - keptMs) localStorage.removeItem(key)
    }
  } catch {
    // There is nothing to forget without storage.
  }
}

export function isKeptOf(sessionId: string, storageKey: string | null): boolean {
  return storageKey === null || storageKey === prefix + sessionId
}

function isCuff(kept: unknown): kept is KeptCuff {
  if (typeof kept !== 'object' || kept === null) return false
  if (!('lineId' in kept && 'onAt' in kept && 'offAt' in kept && 'key' in kept)) return false
  const isTimed = Number.isFinite(kept.onAt) && (kept.offAt === null || Number.isFinite(kept.offAt))
  return typeof kept.lineId === 'string' && typeof kept.key === 'string' && isTimed
}
