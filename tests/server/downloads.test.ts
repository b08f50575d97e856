/** A long download waits for whoever takes it, and ends with them. */
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { endless } from './pages-of-straw'
import { type Listening, listen } from './shell'

let shell: Listening
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  shell = await listen()
})
afterAll(() => {
  vi.restoreAllMocks()
  return shell.close()
})

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Waits until nothing more is given out for a while. */
async function settled(): Promise<number> {
  for (let before = -1; ; ) {
    await pause(200)
    if (before === endless.chunks && before > 0) return before
    before = endless.chunks
  }
}

it('gives out no more than the sockets hold while nobody reads, goes on with who reads, and ends with them', async () => {
  const [host = '', port] = shell.host.split(':')
  const socket = connect(Number(port), host)
  socket.pause()
  socket.write(`GET /endless HTTP/1.1\r\nHost: ${shell.host}\r\nAccept-Encoding: gzip\r\n\r\n`)
  const held = await settled()
  // 64 kB each: some megabytes lie in the buffers of the two sockets, and the rest was never made.
  expect(held).toBeLessThan(400)
  expect(endless.isOver).toBe(false)

  socket.resume()
  await expect.poll(() => endless.chunks).toBeGreaterThan(held + 50)
  socket.destroy()
  await expect.poll(() => endless.isOver).toBe(true)
})
