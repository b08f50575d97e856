/** Whoever watches the server learns whether it lives and whether it can serve; whoever waits gets an answer. */
import { describe, expect, it } from 'vitest'
import { closeServer } from '~/server/shutdown.server'
import { listen } from './shell'

describe('health', () => {
  it('is live and ready while the database answers', async () => {
    const shell = await listen()
    expect((await shell.ask('/health/live')).status).toBe(200)
    expect((await shell.ask('/health/ready')).status).toBe(200)
    await shell.close()
  })

  it.each([
    ['does not answer in time', () => new Promise<void>(() => undefined)],
    ['is gone', () => Promise.reject(new Error('ECONNREFUSED'))],
  ])('is live and not ready while the database %s', async (_what, isReady) => {
    const shell = await listen({ isReady })
    expect((await shell.ask('/health/live')).status).toBe(200)
    expect((await shell.ask('/health/ready')).status).toBe(503)
    await shell.close()
  })

  it('answers whoever asks under whatever name: a watcher knows an address only', async () => {
    const shell = await listen()
    expect((await shell.ask('/health/ready', { headers: { Host: 'a b' } })).status).toBe(200)
    await shell.close()
  })
})

describe('a server that closes', () => {
  it('lets what is under way finish and takes nothing new', async () => {
    const shell = await listen()
    const underWay = shell.ask('/slow?ms=400')
    await new Promise((resolve) => setTimeout(resolve, 100))
    const closed = closeServer(shell.server)
    await expect(shell.ask('/')).rejects.toThrow('ECONNREFUSED')
    expect((await underWay).status).toBe(200)
    await closed
  })

  it('waits no longer than it has patience', async () => {
    const shell = await listen()
    const cutOff = expect(shell.ask('/slow?ms=5000')).rejects.toThrow('socket hang up')
    await new Promise((resolve) => setTimeout(resolve, 100))
    const before = performance.now()
    await closeServer(shell.server, 200)
    expect(performance.now() - before).toBeLessThan(2_000)
    await cutOff
  })

  it('does not wait for a connection that is merely kept open', async () => {
    const shell = await listen()
    await (await fetch(`http://${shell.host}/health/live`)).text()
    const before = performance.now()
    await closeServer(shell.server)
    expect(performance.now() - before).toBeLessThan(2_000)
  })
})
