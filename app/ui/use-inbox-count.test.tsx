import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useInboxCount } from './use-inbox-count'

type Asked = { path: string; etag: string | null }
let asked: Asked[]
let answers: (() => Response)[]
let visibility: DocumentVisibilityState

beforeEach(() => {
  asked = []
  answers = []
  visibility = 'visible'
  vi.useFakeTimers()
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility)
  vi.stubGlobal('fetch', async (path: string, init: { headers: Headers }) => {
    asked.push({ path, etag: init.headers.get('If-None-Match') })
    const answer = answers.shift()
    if (!answer) throw new TypeError('Nobody answers.')
    return answer()
  })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

const counts = (count: number, etag: string) => () =>
  new Response(JSON.stringify({ count }), { headers: { ETag: etag } })
const unchanged = () => new Response(null, { status: 304 })
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

test('the number grows by what came, is said, and an unchanged answer changes nothing', async () => {
  answers = [counts(3, '"3-x"'), unchanged, unchanged]
  const { result } = renderHook(() => useInboxCount(2))
  expect(result.current).toEqual({ count: 2, said: '' })
  await pass(30_000)
  expect(result.current).toEqual({ count: 3, said: '3 new in the inbox' })
  await pass(60_000)
  expect(result.current.count).toBe(3)
  expect(asked.map(({ etag }) => etag)).toEqual([null, '"3-x"', '"3-x"'])
})

test('nobody asks while the page is not looked at, and at once when one comes back', async () => {
  answers = [counts(1, '"1"')]
  const { result } = renderHook(() => useInboxCount(0))
  visibility = 'hidden'
  await pass(300_000)
  expect(asked).toEqual([])
  visibility = 'visible'
  document.dispatchEvent(new Event('visibilitychange'))
  window.dispatchEvent(new Event('focus'))
  await pass(0)
  expect(asked).toHaveLength(1)
  expect(result.current.count).toBe(1)
})

test('a login that is over is not asked for again', async () => {
  answers = [() => Object.defineProperty(new Response(), 'type', { value: 'opaqueredirect' })]
  renderHook(() => useInboxCount(0))
  await pass(120_000)
  expect(asked).toHaveLength(1)
})

test('a server that is away for a moment is asked the next time', async () => {
  const { result } = renderHook(() => useInboxCount(4))
  await pass(60_000)
  expect(asked).toHaveLength(2)
  expect(result.current.count).toBe(4)
})
