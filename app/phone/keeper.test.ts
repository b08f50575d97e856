// @vitest-environment happy-dom
/** When what waits on a phone is sent: at once where there is a connection, and at once when it is back. */
import { afterEach, expect, it, vi } from 'vitest'
import type { Entry } from '~/domain/kept-entries'
import { type Keeper, openKeeper } from './keeper'

const entry = {
  key: '019aab12-3c4d-7e5f-8a6b-0c1d2e3f4a5b',
  state: { is: 'waiting' },
  isKept: false,
} as unknown as Entry

// There is one tab here, and this DOM has no locks.
Object.defineProperty(navigator, 'locks', { value: { request: (_name: string, work: () => unknown) => work() } })

let keeper: Keeper
afterEach(() => {
  keeper.stop()
  vi.unstubAllGlobals()
})

it('what was being sent when the connection came back is sent again at once, and not after its wait', async () => {
  const failing: ((error: Error) => void)[] = []
  const fetched = vi.fn(() => new Promise<Response>((_resolve, reject) => failing.push(reject)))
  vi.stubGlobal('fetch', fetched)
  const own = { sessionId: 'a', memberId: 'b', clinicId: 'c' } as unknown as Parameters<typeof openKeeper>[0]['own']
  keeper = openKeeper({ own, isReady: Promise.resolve(), onState: () => undefined })
  void keeper.put(entry)
  await vi.waitFor(() => expect(fetched).toHaveBeenCalledTimes(1))
  window.dispatchEvent(new Event('online'))
  expect(fetched).toHaveBeenCalledTimes(1)
  failing[0]?.(new TypeError('Failed to fetch'))
  await vi.waitFor(() => expect(fetched).toHaveBeenCalledTimes(2), { timeout: 1_000 })
})

it('what fails without a sign of a connection waits', async () => {
  const fetched = vi.fn(() => Promise.reject(new TypeError('Failed to fetch')))
  vi.stubGlobal('fetch', fetched)
  const own = { sessionId: 'a', memberId: 'b', clinicId: 'c' } as unknown as Parameters<typeof openKeeper>[0]['own']
  keeper = openKeeper({ own, isReady: Promise.resolve(), onState: () => undefined })
  void keeper.put(entry)
  await vi.waitFor(() => expect(fetched).toHaveBeenCalledTimes(1))
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(fetched).toHaveBeenCalledTimes(1)
})
