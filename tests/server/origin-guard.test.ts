/** No other site can make a member's browser change anything, by whatever way in Remix offers. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ran } from './pages-of-straw'
import { type Listening, listen } from './shell'

let shell: Listening
let proxied: Listening
beforeAll(async () => {
  shell = await listen()
  proxied = await listen({ settings: { kind: 'test', trustProxy: 1, metricsToken: null } })
})
afterAll(() => Promise.all([shell.close(), proxied.close()]))
beforeEach(() => {
  ran.length = 0
})

const waysIn = [
  '/form',
  '/form.data',
  '/form?_data=form',
  '/form?%5Fdata=form',
  '/download',
  '/download?_data=download',
  '/',
]
const methods = ['POST', 'PUT', 'PATCH', 'DELETE']

const foreign: [string, Record<string, string>][] = [
  ['no word on where it came from', {}],
  ['a foreign Origin', { Origin: 'https://elsewhere.example' }],
  ['a foreign Origin of the same host', { Origin: 'http://127.0.0.1:1' }],
  ['the Origin of https while we are asked over http', { Origin: 'https://{host}' }],
  ['a null Origin', { Origin: 'null' }],
  ['an Origin that is none', { Origin: 'elsewhere' }],
  ['an Origin that only begins like ours', { Origin: 'http://{host}.elsewhere.example' }],
  ['a cross-site word', { 'Sec-Fetch-Site': 'cross-site' }],
  ['a same-site word', { 'Sec-Fetch-Site': 'same-site' }],
  ['a word of an address typed in', { 'Sec-Fetch-Site': 'none' }],
  ['a foreign Origin and a same-origin word', { Origin: 'https://elsewhere.example', 'Sec-Fetch-Site': 'same-origin' }],
  [
    'a foreign Origin and a forwarded host that matches',
    { Origin: 'http://evil.example', 'X-Forwarded-Host': 'evil.example' },
  ],
]

const own: [string, Record<string, string>][] = [
  ['our own Origin', { Origin: 'http://{host}' }],
  ['a same-origin word', { 'Sec-Fetch-Site': 'same-origin' }],
  ['a null Origin with a same-origin word', { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' }],
]

const form = { 'Content-Type': 'application/x-www-form-urlencoded' }

function filled(headers: Record<string, string>, host: string): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace('{host}', host)]))
}

function post(path: string, headers: Record<string, string>, method = 'POST') {
  return shell.ask(path, { method, headers: { ...form, ...filled(headers, shell.host) }, body: 'a=1' })
}

describe('a change', () => {
  it.each(foreign)('with %s is refused on every way in, and nothing ran', async (_what, headers) => {
    for (const path of waysIn) {
      for (const method of methods) {
        const answer = await post(path, headers, method)
        expect([method, path, answer.status]).toEqual([method, path, 403])
        expect(answer.body).toContain('This was not sent from a page of Clearway, so nothing was done.')
      }
    }
    expect(ran).toEqual([])
  })

  it.each(own)('with %s is done, on the page, by script and as a resource', async (_what, headers) => {
    expect((await post('/form', headers)).status).toBe(200)
    expect((await post('/form.data', headers)).status).toBe(200)
    expect((await post('/download', headers)).status).toBe(200)
    expect(ran).toEqual(['form', 'form', 'download'])
  })

  it('is done behind a trusted proxy under the name the browser used', async () => {
    const forwarded = { 'X-Forwarded-Host': 'clinic.example', 'X-Forwarded-Proto': 'https' }
    const from = (Origin: string) =>
      proxied.ask('/form', { method: 'POST', headers: { ...form, ...forwarded, Origin }, body: 'a=1' })
    expect((await from('https://clinic.example')).status).toBe(200)
    expect((await from('http://clinic.example')).status).toBe(403)
    expect((await from(`http://${proxied.host}`)).status).toBe(403)
    expect(ran).toEqual(['form'])
  })
})

describe('a question', () => {
  it('may come from anywhere: a link in a mail leads here', async () => {
    expect((await shell.ask('/form', { headers: { 'Sec-Fetch-Site': 'cross-site' } })).status).toBe(200)
  })

  it.each(['/form?_data=form', '/form?a=1&_data=form', '/form?%5Fdata=root', `/form?${'a&'.repeat(2000)}_data=form`])(
    'by the old way in finds nothing: %.40s',
    async (path) => {
      expect((await shell.ask(path)).status).toBe(404)
      expect((await post(path, { Origin: 'http://{host}' })).status).toBe(404)
      expect(ran).toEqual([])
    },
  )
})
