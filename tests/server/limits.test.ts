/** What is not worth handing on is refused at the door, in words and without falling over. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ran } from './pages-of-straw'
import { type Listening, listen } from './shell'

let shell: Listening
beforeAll(async () => {
  shell = await listen()
})
afterAll(() => shell.close())
beforeEach(() => {
  ran.length = 0
})

const own = { 'Sec-Fetch-Site': 'same-origin', 'Content-Type': 'application/x-www-form-urlencoded' }

describe('a request', () => {
  it('with a form larger than 256 kB is refused before its page is asked', async () => {
    const largest = await shell.ask('/form', { method: 'POST', headers: own, body: 'a'.repeat(256 * 1024) })
    expect(largest.status).toBe(200)
    const larger = await shell.ask('/form', { method: 'POST', headers: own, body: 'a'.repeat(256 * 1024 + 1) })
    expect([larger.status, larger.headers.connection]).toEqual([413, 'close'])
    expect(larger.body).toContain('That is too large')
    expect(ran).toEqual(['form'])
  })

  it('with a file for an import may be larger', async () => {
    const body = 'a'.repeat(1024 * 1024)
    for (const path of ['/import/fhir', '/clients/import', '/imports.data']) {
      expect((await shell.ask(path, { method: 'POST', headers: own, body })).status).toBe(404)
    }
    expect((await shell.ask('/important', { method: 'POST', headers: own, body })).status).toBe(413)
  })

  it('that does not say its size is refused', async () => {
    const headers = { ...own, 'Transfer-Encoding': 'chunked' }
    expect((await shell.ask('/form', { method: 'POST', headers, body: 'a=1' })).status).toBe(411)
    expect(ran).toEqual([])
  })

  it.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'])('by %s is refused with what is possible', async (method) => {
    const answer = await shell.ask('/form', { method, headers: own })
    expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD, POST'])
  })

  it.each(['a b', 'evil.example/path', '[::1', '-', 'x:99999999', 'user@host', 'a..b:'])(
    'for the host %j is a bad one, and no fault of ours',
    async (host) => {
      expect((await shell.ask('/', { headers: { Host: host } })).status).toBe(400)
    },
  )

  it.each([
    '/%E0%A4%A',
    '/%00',
    '/..%2f..%2fetc/passwd',
    '//elsewhere.example',
    '/%',
    '/?%',
    '/assets/%00',
    `/${'a'.repeat(8000)}`,
  ])('for %.30s finds nothing, and is no fault of ours', async (path) => {
    expect([200, 400, 404]).toContain((await shell.ask(path)).status)
  })

  it('without words on a body is answered without one', async () => {
    const head = await shell.ask('/', { method: 'HEAD' })
    expect([head.status, head.body]).toEqual([200, ''])
  })
})
