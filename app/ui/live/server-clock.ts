/** How far the server's clock is from this device's, so that times are right to a second on a phone that is wrong. */

const key = 'clearway:clock'
/** An older word of the server is not trusted to say what the device's clock is now. */
const keptMs = 12 * 3_600_000
/** Estimates further apart than this are of two clocks: somebody set the one of the device. */
const sameClockMs = 30_000

type Kept = { serverNow: string; offsetMs: number }

/**
 * Milliseconds to add to the device's clock. An answer takes its time to arrive, so each estimate is late, and the
 * greatest is the best; a page older than the last one seen, as one kept on the phone is, says nothing new.
 */
export function clockOffset(serverNow: string): number {
  const kept = readKept()
  const saidAt = Date.parse(serverNow)
  const isFresh = kept !== null && Date.now() + kept.offsetMs - Date.parse(kept.serverNow) < keptMs
  if (kept && isFresh && saidAt <= Date.parse(kept.serverNow)) return kept.offsetMs
  const estimate = saidAt - arrivedAt()
  const isSameClock = kept !== null && isFresh && Math.abs(kept.offsetMs - estimate) <= sameClockMs
  const offsetMs = isSameClock ? Math.max(kept.offsetMs, estimate) : estimate
  keep({ serverNow, offsetMs })
  return offsetMs
}

let isFirst = true

/** When the answer came: with the document, before its scripts ran, or fetched by them, and then now. */
function arrivedAt(): number {
  const [document] = isFirst ? performance.getEntriesByType('navigation') : []
  isFirst = false
  const isOfThisPage = document && 'responseStart' in document && new URL(document.name).pathname === location.pathname
  const began = isOfThisPage ? document.responseStart : null
  return typeof began === 'number' && began > 0 ? performance.timeOrigin + began : Date.now()
}

function readKept(): Kept | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return isKept(kept) ? kept : null
  } catch {
    return null
  }
}

function isKept(kept: unknown): kept is Kept {
  if (typeof kept !== 'object' || kept === null || !('serverNow' in kept) || !('offsetMs' in kept)) return false
  return typeof kept.serverNow === 'string' && Number.isFinite(kept.offsetMs)
}

function keep(kept: Kept): void {
  try {
    localStorage.setItem(key, JSON.stringify(kept))
  } catch {
    // Without storage each page estimates for itself.
  }
}
