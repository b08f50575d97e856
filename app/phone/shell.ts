/** The page that opens without a connection: its files are kept, with nothing of any client in them. */

/** public/sw.js reads it by the same name. */
const cacheName = 'clearway-floor'
const shellPath = '/floor'

/** HTTPS or the loopback address, in a browser that has service workers. */
function canOpenOffline(): boolean {
  return 'serviceWorker' in navigator && 'caches' in window
}

/**
 * Keeps the page and the files of this build, and drops those of another. The page goes last: what is kept is whole.
 * Resolves to whether the page will open without a connection.
 */
export async function keepShell(): Promise<boolean> {
  if (!canOpenOffline()) return false
  try {
    await navigator.serviceWorker.register('/sw.js')
    const page = await fetch(shellPath, { headers: { Accept: 'text/html' } })
    if (!page.ok) return false
    const files = filesOf(await page.clone().text())
    // In development there are none by that name.
    if (files.length === 0) return false
    const cache = await caches.open(cacheName)
    const missing = await Promise.all(files.map(async (file) => ((await cache.match(file)) ? [] : [file])))
    await cache.addAll(missing.flat())
    await cache.put(shellPath, page)
    const kept = new Set([...files, shellPath])
    const old = (await cache.keys()).filter(({ url }) => !kept.has(new URL(url).pathname))
    await Promise.all(old.map((request) => cache.delete(request)))
    await navigator.serviceWorker.ready
    return true
  } catch {
    return false
  }
}

/** Scripts, sheets and the typeface that the page names. */
function filesOf(html: string): string[] {
  return [...new Set(html.match(/\/assets\/[\w.-]+/g) ?? [])]
}
