/**
 * The door of a server as a process of its own, over HTTP: who asks for `/` is let in as a page lets them in, by the
 * guard every loader begins with, for what a decision needs. 200, or 302 to the login, or 403.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { requireMember } from '~/auth/guard.server'
import { openPools } from '~/database/pools.server'

await openPools({ app: process.env.DATABASE_URL ?? '' }, 4)
const server = createServer((asked, answer) => {
  const headers = new Headers({ Cookie: asked.headers.cookie ?? '' })
  const request = new Request(`http://127.0.0.1${asked.url}`, { headers })
  requireMember(request, 'program:decide').then(
    () => answer.writeHead(200).end(),
    (thrown) => answer.writeHead(thrown instanceof Response ? thrown.status : 500).end(),
  )
})
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))
