/** Lucia, and the names of our cookies: bound to the host over HTTPS, plain on this machine's own address. */
import { Lucia, TimeSpan } from 'lucia'
import { loginAdapter } from './lucia-adapter.server'
import type { Member } from './member.server'

declare module 'lucia' {
  interface Register {
    Lucia: ReturnType<typeof luciaNamed>
    DatabaseSessionAttributes: { touchDue: boolean }
    DatabaseUserAttributes: { member: Member }
  }
}

/** Seconds. Longer than any login: a form that comes after the end of one says by it whose it was, and opens nothing. */
const cookieLife = 24 * 3_600

function luciaNamed(name: string, secure: boolean) {
  const lucia = new Lucia(loginAdapter, {
    sessionExpiresIn: new TimeSpan(12, 'h'),
    sessionCookie: { name, expires: true, attributes: { secure, sameSite: 'lax', path: '/' } },
    getSessionAttributes: ({ touchDue }) => ({ touchDue }),
    getUserAttributes: ({ member }) => ({ member }),
  })
  const lasting = lucia.createSessionCookie.bind(lucia)
  lucia.createSessionCookie = (id) => {
    const cookie = lasting(id)
    cookie.attributes.maxAge = cookieLife
    return cookie
  }
  return lucia
}

const overHttps = luciaNamed('__Host-clearway', true)
const onLoopback = luciaNamed('clearway', false)

/** The Lucia of this request's address. Plain HTTP anywhere but on the loopback gets cookies no browser will keep. */
export function luciaFor(request: Request) {
  return isPlain(request) ? onLoopback : overHttps
}

/** On this machine's own address, where no HTTPS is to be had and none is needed. */
export function isPlain(request: Request): boolean {
  const { protocol, hostname } = new URL(request.url)
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
