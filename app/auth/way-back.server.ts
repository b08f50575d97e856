/** The way back after a login: a page of ours, and never an address somebody else wrote into the link. */

const ours = new URL('http://clearway.invalid')

/** The path and search of `next` when it names a page of ours; else the front page. */
export function safeNext(next: unknown): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next)) return '/'
  const url = URL.canParse(next, ours) ? new URL(next, ours) : null
  if (url?.origin !== ours.origin || /^\/(login|logout|setup)(\/|\.|$)/.test(url.pathname)) return '/'
  return url.pathname.startsWith('//') ? '/' : url.pathname + url.search
}

/** The page of ours that was asked for, without what Remix adds when it asks by script. */
export function addressAsked(request: Request): string {
  const url = new URL(request.url)
  for (const ownOfRemix of ['_data', '_routes', 'index']) url.searchParams.delete(ownOfRemix)
  return safeNext(url.pathname.replace(/(^\/_root)?\.data$/, '') + url.search)
}

/** The login page that leads back to what was asked for. */
export function loginPath(request: Request): string {
  return withNext('/login', addressAsked(request))
}

/** Where a second factor is set up, and the way back to what was asked for. */
export function enrolPath(request: Request): string {
  return withNext('/account/second-factor', addressAsked(request))
}

/** A page with its way back, as safeNext has it; the front page needs none. */
export function withNext(page: string, next: string): string {
  return next === '/' ? page : `${page}?${new URLSearchParams({ next })}`
}
