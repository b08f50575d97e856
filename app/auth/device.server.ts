/** The mark of a browser that logged in before: signed by the database, and good for a budget of tries, nothing else. */
import { isPlain } from './lucia.server'

const cookieName = (request: Request) => (isPlain(request) ? 'clearway-device' : '__Host-clearway-device')
const shape = /^\d{10}\.[0-9a-f]{32}\.[0-9a-f]{64}$/

/** The signed token of this browser; null when it has none. The database alone says whether it is genuine. */
export function readDevice(request: Request): string | null {
  const start = `${cookieName(request)}=`
  const found = (request.headers.get('Cookie') ?? '').split(/;\s*/).find((one) => one.startsWith(start))
  const token = found?.slice(start.length) ?? ''
  return shape.test(token) ? token : null
}

/** The Set-Cookie of a token: 400 days, the longest a browser keeps one. */
export function keepDevice(request: Request, token: string): string {
  const secure = isPlain(request) ? '' : '; Secure'
  return `${cookieName(request)}=${token}; Path=/; Max-Age=34560000; HttpOnly; SameSite=Lax${secure}`
}

/**
 * Where to go from a logout. Clear-Site-Data takes every cookie, those set with it too (Chromium, measured), and with
 * it the owner's way past a stranger's wrong tries: so the token goes along to the login page, which sets it again.
 */
export function afterLogout(request: Request): string {
  const token = readDevice(request)
  return token ? `/login?kept=${token}` : '/login'
}

/** The headers that set a token again after a logout; null when there is none, or the browser has one already. */
export function keptDevice(request: Request): Headers | null {
  const token = new URL(request.url).searchParams.get('kept') ?? ''
  if (!shape.test(token) || readDevice(request)) return null
  return new Headers({ 'Set-Cookie': keepDevice(request, token) })
}
