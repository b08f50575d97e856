// @ts-check
/// <reference lib="webworker" />
/**
 * Opens the session kept on this phone when there is no connection. It keeps nothing of any client: only the page that
 * is the same for everybody, and its files, put there by app/phone/shell.ts. All else goes to the network as ever.
 */
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))

const cacheName = 'clearway-floor'
const shellPath = '/floor'
const patienceMs = 8_000
/** What a proxy answers for a server that is not there. */
const away = [502, 503, 504]

worker.addEventListener('install', () => worker.skipWaiting())
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()))

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== worker.location.origin) return
  if (request.mode === 'navigate') event.respondWith(navigated(request, url))
  else if (request.method === 'GET' && url.pathname.startsWith('/assets/')) event.respondWith(fileOf(request))
})

/** @param {Request} request */
async function fileOf(request) {
  return (await caches.match(request, { cacheName })) ?? fetch(request)
}

/**
 * @param {Request} request
 * @param {URL} url
 */
async function navigated(request, url) {
  const kept = await caches.match(shellPath, { cacheName })
  const way = wayOffline(url)
  if (!kept || way === null) return fetch(request).catch(() => noConnection(request))
  try {
    const answer = await (request.method === 'GET' ? Promise.race([fetch(request), tooLong()]) : fetch(request))
    if (!away.includes(answer.status)) return answer
  } catch {
    // No connection, or none that answers: below.
  }
  return way === shellPath ? kept : Response.redirect(way, 303)
}

/** @returns {Promise<never>} */
function tooLong() {
  return new Promise((_, reject) => setTimeout(() => reject(new Error('no answer')), patienceMs))
}

/**
 * Where a page of the gym floor leads without a connection; null: nowhere. Under another address the kept page would
 * find itself in the wrong place and load again.
 * @param {URL} url
 */
function wayOffline({ pathname, searchParams }) {
  if (pathname === shellPath) return shellPath
  const session = /^\/sessions\/([0-9a-f-]{36})(\/|$)/.exec(pathname)
  if (session) return `${shellPath}#${session[1]}`
  const flag = /^\/clients\/([0-9a-f-]{36})\/red-flag$/.exec(pathname)
  // One that was raised already is not to be told that nobody knows of it.
  return flag && !searchParams.has('raised') ? `${shellPath}#red-flag/${flag[1]}` : null
}

/** @param {Request} request */
function noConnection({ method }) {
  const says = method === 'GET' ? 'This page needs one.' : 'What you were sending may not have arrived.'
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>No connection · Clearway</title>
<body style="font-family:system-ui;margin:2rem auto;max-width:32rem;padding:0 1rem">
<h1>No connection</h1><p>${says}</p>
<p><a href="${shellPath}">The session kept on this phone</a></p></body></html>`
  const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'" }
  return new Response(html, { status: 503, headers })
}
