/** How far the server's clock is ahead of this phone's: worked out once, when a page came, and kept with the session. */

let isFirst = true

/**
 * Milliseconds. `serverNow` is when the server made the page. A page that came as a document was made just before its
 * first byte arrived; what was fetched later is taken to have come now.
 */
export function clockOffsetMs(serverNow: string): number {
  const [document] = performance.getEntriesByType('navigation')
  const isDocument = isFirst && document !== undefined && new URL(document.name).pathname === location.pathname
  isFirst = false
  const arrivedAt =
    isDocument && 'responseStart' in document ? performance.timeOrigin + Number(document.responseStart) : Date.now()
  return Date.parse(serverNow) - arrivedAt
}
