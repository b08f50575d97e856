import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useIdle } from './use-idle'

const minute = 60_000

function Page({ touchedAt, onTouch = () => undefined }: { touchedAt: number | null; onTouch?: (at: number) => void }) {
  return <p>{useIdle({ idleMinutes: 15, touchedAt, onTouch }) ? 'covered' : 'open'}</p>
}

const later = (ms: number) => act(() => vi.advanceTimersByTime(ms))
const shown = () => screen.getByRole('paragraph').textContent

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-26T10:00:00Z') })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

describe('a page on a phone that is left alone', () => {
  it('is covered once the minutes of the clinic are over, and a touch then opens nothing', () => {
    render(<Page touchedAt={null} />)
    later(15 * minute)
    expect(shown()).toBe('open')
    later(10_000)
    expect(shown()).toBe('covered')
    fireEvent.pointerDown(document.body)
    later(10_000)
    expect(shown()).toBe('covered')
  })

  it('stays open while somebody works with it', () => {
    render(<Page touchedAt={null} />)
    for (const _ of [1, 2, 3]) {
      later(14 * minute)
      fireEvent.pointerDown(document.body)
    }
    expect(shown()).toBe('open')
  })

  it('is covered from the start when it is opened again after them', () => {
    render(<Page touchedAt={Date.now() - 16 * minute} />)
    expect(shown()).toBe('covered')
  })

  it('is covered by a touch that comes too late, before anything else looks', () => {
    render(<Page touchedAt={Date.now()} />)
    vi.setSystemTime(Date.now() + 20 * minute)
    fireEvent.pointerDown(document.body)
    expect(shown()).toBe('covered')
  })

  it('tells of touches now and then, not of each', () => {
    const onTouch = vi.fn()
    render(<Page touchedAt={null} onTouch={onTouch} />)
    for (const _ of Array.from({ length: 30 })) {
      later(1_000)
      fireEvent.pointerDown(document.body)
    }
    expect(onTouch).toHaveBeenCalledTimes(1)
  })
})
