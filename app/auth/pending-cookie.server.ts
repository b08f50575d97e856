/** The cookie of a login that waits for its code: a token of its own, for five minutes, which opens nothing. */
import { isPlain } from './lucia.server'
import { loginHash } from './lucia-adapter.server'

const seconds = 300
const cookieName = (request: Request) => (isPlain(request) ? 'clearway-pending' : '__Host-clearway-pending')

function cookieOf(request: Request, token: string, maxAge: number): string {
  const secure = isPlain(request) ? '' : '; Secure'
  return `${cookieName(request)}=${token}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`
}

/** The hash by which the database knows it; null when this browser brings none. */
export function pendingHashOf(request: Request): string | null {
  const start = `${cookieName(request)}=`
  const found = (request.headers.get('Cookie') ?? '').split(/;\s*/).find((one) => one.startsWith(start))
  const token = found?.slice(start.length)
  return token ? loginHash(token) : null
}

/** The Set-Cookie of a token. */
export function keepPending(request: Request, token: string): string {
  return cookieOf(request, token, seconds)
}

/** The Set-Cookie that lets go of it. */
export function dropPending(request: Request): string {
  return cookieOf(request, '', 0)
}
