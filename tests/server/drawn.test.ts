/** A page is whole when it is sent, whichever of React's two renderers drew it. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { type Listening, listen } from './shell'

let shell: Listening
beforeAll(async () => {
  shell = await listen()
})
afterAll(() => shell.close())

/** Without what differs from one answer to the next. */
const alike = (body: string) =>
  body.replaceAll(/nonce=\\?"[^"]*"/g, 'nonce').replaceAll(/data-request="[^"]*"/g, 'request')

it('is the same where a part of it was still to be loaded as where nothing was', async () => {
  const first = await shell.ask('/late')
  const second = await shell.ask('/late')
  for (const { status, headers, body } of [first, second]) {
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(body).toMatch(/^<!DOCTYPE html><html lang="en"/)
    expect(body).toContain('<h1>A page</h1>')
    // What the loader answered, for the page to wake up with, and its end.
    expect(body).toContain('from the \\u003cloader')
    expect(body).toContain('streamController.close()')
  }
  expect(alike(second.body)).toBe(alike(first.body))
})

it('is sent where a part of it cannot be kept, which is written down', async () => {
  const written = vi.spyOn(process.stdout, 'write')
  const answers = [await shell.ask('/keeping'), await shell.ask('/keeping')]
  const lines = written.mock.calls.map(([line]) => String(line)).filter((line) => line.includes('drawing-not-kept'))
  written.mockRestore()
  for (const { status, body } of answers) expect([status, body]).toEqual([200, expect.stringContaining('A page</h1>')])
  expect(lines).toHaveLength(1)
})
