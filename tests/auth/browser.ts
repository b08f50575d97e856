/** A browser as the login sees it: it keeps cookies, and sends them with every request. */
import { createHash } from 'node:crypto'
import { readDevice } from '~/auth/device.server'
import { loginHashOf, memberOrNull, requireMember } from '~/auth/guard.server'
import { type LoginOutcome, openLogin } from '~/auth/login.server'
import type { Action } from '~/domain/access'

export const origin = 'http://localhost:3000'

export class Browser {
  private readonly cookies = new Map<string, string>()

  constructor(
    readonly address = '192.0.2.1',
    readonly base = origin,
  ) {}

  request(path = '/', init: RequestInit = {}): Request {
    const headers = new Headers(init.headers)
    headers.set('Cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    headers.set('User-Agent', 'a browser of the tests')
    return new Request(new URL(path, this.base), { ...init, headers })
  }

  /** Takes the cookies of an answer, and lets go of those it ends. */
  keep(headers: Headers): void {
    for (const cookie of headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=')
      if (/Max-Age=0/.test(cookie)) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
  }

  async signIn(email: string, password: string): Promise<LoginOutcome> {
    const outcome = await openLogin(this.request(), { email, password, address: this.address })
    if (outcome.ok) this.keep(outcome.headers)
    return outcome
  }

  member = (action?: Action) => requireMember(this.request('/clients'), action)
  memberOrNull = () => memberOrNull(this.request('/clients'))
  idHash = () => loginHashOf(this.request()) ?? ''
  device = () => readDevice(this.request())
  cookie = (name: string) => this.cookies.get(name)
}

/** What a promise was rejected with, as the Response a page would be answered with. */
export async function thrownResponse(promise: Promise<unknown>): Promise<Response> {
  const thrown = await promise.then(
    () => null,
    (error: unknown) => error,
  )
  if (!(thrown instanceof Response)) throw new Error(`No Response was thrown, but ${String(thrown)}.`)
  return thrown
}

export const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest()
