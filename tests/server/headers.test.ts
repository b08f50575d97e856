/** Every answer, whatever its status, carries the same protection and is kept nowhere. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Answer, type Listening, listen } from './shell'

let shell: Listening
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  shell = await listen()
})
afterAll(() => {
  vi.restoreAllMocks()
  return shell.close()
})

const answers: [string, string, number][] = [
  ['a page', '/', 200],
  ['a page fetched by script', '/form.data', 200],
  ['a download that asked to be kept', '/download', 200],
  ['the routes a page may lead to', '/__manifest?version=1&p=/form', 200],
  ['a page that is not there', '/nowhere', 404],
  ['a file that is not there', '/assets/gone.js', 404],
  ['a refusal of a page', '/forbidden', 403],
  ['a conflict', '/conflict', 409],
  ['a fault', '/broken', 500],
  ['a fault fetched by script', '/broken.data', 500],
  ['a fault of a download', '/broken-download', 500],
  ['a fault while drawing', '/broken-page', 500],
  ['a database that is gone', '/gone', 503],
  ['the favicon', '/favicon.svg', 200],
  ['health', '/health/live', 200],
  ['readiness', '/health/ready', 200],
]

function expectProtected({ headers }: Answer) {
  expect(headers).toMatchObject({
    'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'x-request-id': expect.stringMatching(/^[0-9a-f]{8}$/),
  })
  expect(headers).not.toHaveProperty('x-powered-by')
}

describe('an answer', () => {
  it.each(answers)('that is %s (%s) is %i, protected and never stored', async (_what, path, status) => {
    const answer = await shell.ask(path)
    expect(answer.status).toBe(status)
    expectProtected(answer)
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  it('to a foreign form is protected and never stored', async () => {
    const answer = await shell.ask('/form', { method: 'POST', headers: { Origin: 'https://elsewhere.example' } })
    expect(answer.status).toBe(403)
    expectProtected(answer)
    expect(answer.headers['cache-control']).toBe('no-store')
  })

  it('with a built file is kept for good, because its name changes with it', async () => {
    const answer = await shell.ask('/assets/root-1a2b.css')
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expectProtected(answer)
  })
})

describe('the content security policy', () => {
  const policyOf = ({ headers }: Answer) => String(headers['content-security-policy'])
  const nonceOf = (answer: Answer) => /'nonce-([^']+)'/.exec(policyOf(answer))?.[1]

  it('allows the scripts of this answer alone', async () => {
    const answer = await shell.ask('/')
    const scripts = [...answer.body.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes)
    expect(scripts.length).toBeGreaterThan(2)
    expect(scripts.filter((attributes) => !attributes?.includes(`nonce="${nonceOf(answer)}"`))).toEqual([])
    expect(nonceOf(await shell.ask('/'))).not.toBe(nonceOf(answer))
  })

  it('allows nothing by default that it does not name', async () => {
    const policy = policyOf(await shell.ask('/'))
    const nonce = /'nonce-[^']+'/g
    expect(policy.replace(nonce, "'nonce'").split(';').sort()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "img-src 'self' data:",
      "object-src 'none'",
      "script-src 'self' 'nonce'",
      "script-src-attr 'none'",
      "style-src 'self' 'nonce'",
      "style-src-attr 'unsafe-inline'",
    ])
  })

  it('asks for https only where the browser came over https', async () => {
    const behindProxy = await listen({ settings: { kind: 'test', trustProxy: 1, metricsToken: null } })
    const secure = await behindProxy.ask('/', { headers: { 'X-Forwarded-Proto': 'https' } })
    expect(policyOf(secure)).toContain('upgrade-insecure-requests')
    expect(policyOf(await shell.ask('/', { headers: { 'X-Forwarded-Proto': 'https' } }))).not.toContain('upgrade')
    await behindProxy.close()
  })
})
