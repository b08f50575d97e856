/** A server loads ahead, but opens nothing before it is told where its database is; and does not outlive who would have told. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'

const entry = join(import.meta.dirname, '../../build/server/index.js')

function waiting(processes: number) {
  const { DATABASE_URL, ...env } = process.env
  const own = { CLEARWAY_TOLD_LATER: 'true', CLEARWAY_PROCESSES: String(processes), CLEARWAY_KIND: 'test', PORT: '0' }
  const child = spawn(process.execPath, [entry], {
    env: { ...env, NODE_ENV: 'production', ...own },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const outputs = [child.stdout, child.stderr].map((output) => (output ? text(output) : ''))
  const ended = Promise.all([once(child, 'exit'), ...outputs])
  return { child, ended: ended.then(([[code], ...said]) => ({ code, said: said.join('') })) }
}

describe.each([1, 2])('%i of it', (processes) => {
  it('opens the database it is told of', async () => {
    const { child, ended } = waiting(processes)
    child.send({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })
    expect(await ended).toEqual({ code: 1, said: expect.stringContaining('ECONNREFUSED 127.0.0.1:1') })
  })

  it('ends, with nothing opened, when whoever would have told it is gone', async () => {
    const { child, ended } = waiting(processes)
    child.disconnect()
    expect(await ended).toEqual({ code: 1, said: '' })
  })
})
