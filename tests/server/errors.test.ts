/** A person is told what to do next, and nobody is told what was inside. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { sentenceOf } from '~/ui/refusals'
import { secret } from './pages-of-straw'
import { type Listening, listen } from './shell'

let shell: Listening
let written: string[]
beforeAll(async () => {
  shell = await listen()
})
afterAll(() => shell.close())
afterEach(() => vi.restoreAllMocks())

function readOutput() {
  written = []
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    written.push(String(chunk))
    return true
  })
}

const faults = ['/broken', '/broken.data', '/broken-download', '/broken-page']
const inside = [secret, 'TypeError', 'pages-of-straw', 'node_modules', '    at ']

describe('a fault', () => {
  it.each(faults)('at %s tells nothing of what was inside', async (path) => {
    readOutput()
    const { status, body } = await shell.ask(path)
    expect(status).toBe(500)
    // Unbuilt, the address of the typeface is its place among the packages.
    const said = body.replaceAll(/<link [^>]*>/g, '')
    expect(inside.filter((words) => said.includes(words))).toEqual([])
  })

  it.each(faults)('at %s is written down under its number, without what it was about', async (path) => {
    readOutput()
    const { headers } = await shell.ask(path)
    const lines = written.map((line) => JSON.parse(line))
    expect(lines).toEqual([expect.objectContaining({ level: 'error', id: headers['x-request-id'], name: 'TypeError' })])
    expect(lines[0].frames[0]).toContain('pages-of-straw')
    expect(written.join()).not.toContain(secret)
  })

  it.each(['/broken', '/broken-page'])('at %s shows its number and the way on', async (path) => {
    readOutput()
    const { headers, body } = await shell.ask(path)
    expect(body).toContain('Something went wrong on our side')
    expect(body).toContain(`<b>${headers['x-request-id']}</b>`)
    expect(body).toContain('href="/"')
  })

  it('of the shell itself is answered the same way', async () => {
    const build = () => Promise.reject(new TypeError(secret))
    const failing = await listen({ build })
    const { status, headers, body } = await failing.ask('/')
    expect(status).toBe(500)
    expect(body).toContain(`<b>${headers['x-request-id']}</b>`)
    // Unbuilt, the address of the typeface is its place among the packages.
    const said = body.replaceAll(/<link [^>]*>/g, '')
    expect(inside.filter((words) => said.includes(words))).toEqual([])
    expect(JSON.stringify(failing.lines)).not.toContain(secret)
    await failing.close()
  })
})

describe('what is refused', () => {
  it.each([
    ['/nowhere', 404, 'There is no such page for you'],
    ['/forbidden', 403, 'This is not yours to do'],
    ['/conflict', 409, sentenceOf('already-decided')],
    ['/busy', 409, sentenceOf('somebody-else-saving')],
    ['/gone', 503, 'Clearway cannot answer just now'],
  ])('at %s is %i and says so in words', async (path, status, words) => {
    readOutput()
    const answer = await shell.ask(path)
    expect(answer.status).toBe(status)
    expect(answer.body).toContain(words)
    expect(answer.body).toMatch(/<a href="[^"]*" class="button button-primary">/)
    expect(written).toEqual([])
  })

  it('looks like every other page, and says that the demo is one', async () => {
    const demo = await listen({ settings: { kind: 'demo', trustProxy: false, metricsToken: null } })
    const refused = await demo.ask('/form', { method: 'POST' })
    expect(refused.body).toContain('href="/assets/root-1a2b.css"')
    for (const answer of [refused, await demo.ask('/'), await demo.ask('/nowhere')]) {
      expect(answer.body).toContain('Demo: made-up people, known passwords')
    }
    expect((await shell.ask('/')).body).not.toContain('Demo')
    await demo.close()
  })
})

describe('what nobody caught', () => {
  const program = `
    import { writeDownTheUncaught } from './app/server/last-resort.server'
    writeDownTheUncaught()
    Promise.reject(new RangeError('${secret}'))
    setTimeout(() => { throw new TypeError('${secret}') }, 50)
    setTimeout(() => console.log('still there'), 5000)`

  it('is written down like any other fault; a lost promise ends nothing, an exception the process', () => {
    const args = ['--import', 'tsx', '--input-type=module', '--eval', program]
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: join(import.meta.dirname, '../..') })
    const lines = stdout.toString().trim().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { kind: 'unhandled', name: 'RangeError' },
      { kind: 'uncaught', name: 'TypeError' },
    ])
    expect([status, stderr.toString()]).toEqual([1, ''])
    expect(stdout.toString()).not.toContain(secret)
  })
})
