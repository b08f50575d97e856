import { createRemixStub } from '@remix-run/testing'
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Stay } from './stay'

const minute = 60_000
const twelveHours = 43_200

/** The server: whose login is open and how long, counted on its own clock; what it was asked and sent. */
let server: { memberId: string | null; idleUntil: number; endsAt: number; isAway: boolean }
let clock: number
let asked: ('looked' | 'used')[]
let sent: { path: string; fields: Record<string, string> }[]
let onSend: (path: string) => Response
let left: ReturnType<typeof vi.fn<(to: string) => void>>
let member = 0
const me = () => `member-${member}`

class Channel {
  static all = new Set<Channel>()
  onmessage: ((event: { data: unknown }) => void) | null = null
  constructor() {
    Channel.all.add(this)
  }
  postMessage = (data: unknown) => {
    for (const other of Channel.all) if (other !== this) other.onmessage?.({ data })
  }
  close = () => Channel.all.delete(this)
}

const taken = () => Object.defineProperty(new Response(), 'type', { value: 'opaqueredirect' })
const open = (memberId = me(), endSeconds = twelveHours) => {
  Object.assign(server, { memberId, idleUntil: clock + 15 * minute, endsAt: clock + endSeconds * 1_000 })
}

function state(isUse: boolean): object {
  if (!server.memberId || clock >= Math.min(server.idleUntil, server.endsAt)) return { is: 'over' }
  if (isUse) server.idleUntil = clock + 15 * minute
  const seconds = (until: number) => Math.floor((until - clock) / 1_000)
  return {
    ...{ is: 'open', memberId: server.memberId, email: 'maya@clinic.example', idleMinutes: 15 },
    ...{ idleSeconds: seconds(server.idleUntil), endSeconds: seconds(server.endsAt) },
  }
}

beforeEach(() => {
  member += 1
  vi.useFakeTimers({ now: Date.parse('2026-11-26T10:00:00Z') })
  clock = 0
  asked = []
  sent = []
  onSend = taken
  left = vi.fn()
  server = { memberId: null, idleUntil: 0, endsAt: 0, isAway: false }
  open()
  Channel.all.clear()
  vi.stubGlobal('BroadcastChannel', Channel)
  vi.spyOn(window.location, 'replace').mockImplementation((to) => left(String(to)))
  vi.stubGlobal('fetch', async (path: string, init: { method?: string; body?: URLSearchParams; headers?: object }) => {
    if (server.isAway) throw new TypeError('Failed to fetch')
    if (init.method === 'POST') {
      sent.push({ path, fields: Object.fromEntries(init.body ?? []) })
      return onSend(path)
    }
    const isUse = !('X-Clearway-Polling' in (init.headers ?? {}))
    asked.push(isUse ? 'used' : 'looked')
    return Response.json(state(isUse))
  })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** Time passes for the server and for this device alike. */
async function pass(ms: number) {
  for (let rest = ms; rest > 0; rest -= 10_000) {
    const step = Math.min(rest, 10_000)
    clock += step
    await act(() => vi.advanceTimersByTimeAsync(step))
    // What is fetched near the end comes meanwhile.
    await act(() => vi.dynamicImportSettled())
  }
}

/** The device sleeps: its timers stand still, its clock goes on. */
async function sleep(ms: number) {
  clock += ms
  vi.setSystemTime(Date.now() + ms)
  await act(() => vi.advanceTimersByTimeAsync(1_000))
}

async function show({ floorPath }: { floorPath?: string } = {}) {
  const Stub = createRemixStub([
    {
      path: '/',
      Component: () => (
        <>
          <input aria-label="Why" />
          <Stay memberId={me()} floorPath={floorPath} />
        </>
      ),
    },
  ])
  const page = render(<Stub />)
  screen.getByRole('textbox', { name: 'Why' }).focus()
  await pass(1_000)
  return page
}

const warning = () => screen.queryByRole('alertdialog', { name: 'Are you still there?' })
const cover = () => screen.queryByRole('dialog', { name: 'You are signed out' })
const field = () => screen.getByRole('textbox', { name: 'Why', hidden: true })

describe('a page that is left alone', () => {
  it('says two minutes before its login goes idle how long is left, and asks nobody until then', async () => {
    await show()
    await pass(12.9 * minute)
    expect(warning()).toBeNull()
    expect(asked).toEqual(['looked'])
    await pass(10_000)
    expect(warning()?.textContent).toMatch(/signed out in 1 min 5\d s/)
  })

  it('stays by one press, which counts as use, and the focus is where it was', async () => {
    await show()
    await pass(13.1 * minute)
    expect(asked).not.toContain('used')
    fireEvent.click(screen.getByRole('button', { name: 'Stay signed in' }))
    await pass(1_000)
    expect(warning()).toBeNull()
    expect(asked).toContain('used')
    expect(document.activeElement).toBe(field())
    await pass(12.5 * minute)
    expect(warning()).toBeNull()
  })

  it('is covered once the time is over, with what was typed beneath, and says for whom it waits', async () => {
    await show()
    fireEvent.change(field(), { target: { value: 'Agreed with the surgeon' } })
    await pass(15.1 * minute)
    expect(warning()).toBeNull()
    expect(cover()).not.toBeNull()
    expect((screen.getByLabelText('Email') as HTMLInputElement).value).toBe('maya@clinic.example')
    expect((field() as HTMLInputElement).value).toBe('Agreed with the surgeon')
  })

  it('is covered without a server to ask as well', async () => {
    await show()
    server.isAway = true
    await pass(13.2 * minute)
    expect(warning()).not.toBeNull()
    await pass(2 * minute)
    expect(cover()).not.toBeNull()
  })

  it('is covered as it wakes from a sleep longer than that, before anything is asked', async () => {
    await show()
    server.isAway = true
    await sleep(3 * 60 * minute)
    expect(cover()).not.toBeNull()
  })

  it('is not fooled by a clock that was set forward', async () => {
    await show()
    vi.setSystemTime(Date.now() + 60 * minute)
    await pass(2_000)
    expect(cover()).toBeNull()
  })

  it('is covered in time by a clock that was set back', async () => {
    await show()
    vi.setSystemTime(Date.now() - 60 * minute)
    await pass(15.1 * minute)
    expect(cover()).not.toBeNull()
  })

  it('cannot be uncovered by Escape', async () => {
    await show()
    await pass(15.1 * minute)
    ;(cover() as HTMLDialogElement).close()
    await pass(1_000)
    expect((cover() as HTMLDialogElement).open).toBe(true)
  })
})

describe('a page beside a running session', () => {
  it('asks nothing, and its cover leads on to what the ticket of the session opens', async () => {
    await show({ floorPath: '/clients/1/red-flag' })
    await pass(14 * minute)
    expect(warning()).toBeNull()
    await pass(1.1 * minute)
    expect(cover()).not.toBeNull()
    const way = screen.getByRole('link', { name: 'Go on with the session, without names' })
    expect(way.getAttribute('href')).toBe('/clients/1/red-flag')
  })
})

describe('somebody who works', () => {
  it('on this page without sending anything is not asked whether they are there', async () => {
    await show()
    await pass(12.5 * minute)
    fireEvent.keyDown(field(), { key: 'a' })
    await pass(1 * minute)
    expect(warning()).toBeNull()
    expect(asked).toContain('used')
  })

  it('on another page or in another tab is not warned in this one', async () => {
    await show()
    await pass(12 * minute)
    open()
    await pass(2 * minute)
    expect(warning()).toBeNull()
    expect(asked).not.toContain('used')
  })

  it('and stays in another tab takes the warning away here at once', async () => {
    await show()
    await pass(13.1 * minute)
    open()
    act(() => new Channel().postMessage(state(false)))
    expect(warning()).toBeNull()
  })
})

describe('the absolute end', () => {
  it('is warned of ten minutes before, without a way to stay, once', async () => {
    open(me(), 20 * 60)
    await show()
    await pass(5 * minute)
    open(me(), 15 * 60)
    await pass(5.1 * minute)
    expect(asked).not.toContain('used')
    server.idleUntil = clock + 15 * minute
    await pass(3 * minute)
    const end = screen.getByRole('alertdialog', { name: 'Save what you are doing' })
    expect(end.textContent).toMatch(/ends in \d min/)
    expect(screen.queryByRole('button', { name: 'Stay signed in' })).toBeNull()
    fireEvent.click(screen.getByRole('button', { name: 'Go on and save' }))
    await pass(20_000)
    expect(screen.queryByRole('alertdialog')).toBeNull()
  })
})

describe('signing in again on the covered page', () => {
  async function coveredPage() {
    await show()
    fireEvent.change(field(), { target: { value: 'typed before' } })
    await pass(15.1 * minute)
  }
  async function type(label: string, value: string) {
    fireEvent.change(screen.getByLabelText(label), { target: { value } })
    fireEvent.click(screen.getByRole('button', { name: 'Sign in' }))
    await pass(1_000)
  }

  it('lifts the cover for the same person, and all is as it was', async () => {
    await coveredPage()
    onSend = () => {
      open()
      return taken()
    }
    await type('Password', 'correct horse')
    expect(sent).toEqual([{ path: '/login', fields: { email: 'maya@clinic.example', password: 'correct horse' } }])
    expect(cover()).toBeNull()
    expect((field() as HTMLInputElement).value).toBe('typed before')
    expect(document.activeElement).toBe(field())
  })

  it('asks for the code where the password alone does not open the login', async () => {
    await coveredPage()
    await type('Password', 'correct horse')
    expect(cover()).not.toBeNull()
    onSend = () => {
      open()
      return taken()
    }
    await type('Code of your authenticator, or a recovery code', '123456')
    expect(sent[1]).toEqual({ path: '/login/second-factor', fields: { code: '123456' } })
    expect(cover()).toBeNull()
  })

  it('begins again with the password where the code came too late', async () => {
    await coveredPage()
    await type('Password', 'correct horse')
    await type('Code of your authenticator, or a recovery code', '123456')
    expect(screen.getByRole('alert').textContent).toContain('Type your password again.')
    expect(screen.getByLabelText('Password')).toBeDefined()
    expect(cover()).not.toBeNull()
  })

  it.each([
    [400, 'That password is not right. Check it and try again.'],
    [429, 'There were too many wrong tries. Wait a quarter of an hour, then try again.'],
    [503, 'Clearway was not reached. Check the connection and try again.'],
  ])('says why it was not taken: %i', async (status, says) => {
    await coveredPage()
    onSend = () => new Response(null, { status })
    await type('Password', 'wrong')
    expect(screen.getByRole('alert').textContent).toContain(says)
    expect(cover()).not.toBeNull()
  })

  it('in another tab lifts it here as one comes back', async () => {
    await coveredPage()
    open()
    await pass(10_000)
    window.dispatchEvent(new Event('focus'))
    await pass(1_000)
    expect(cover()).toBeNull()
  })

  it('by somebody else loads everything anew, and shows nothing before', async () => {
    await coveredPage()
    open('somebody-else')
    await pass(10_000)
    window.dispatchEvent(new Event('focus'))
    await pass(1_000)
    expect(left).toHaveBeenCalledWith('/')
    expect(cover()).not.toBeNull()
  })
})

it('a login that another tab signed out is covered as one comes back to this one', async () => {
  await show()
  await pass(1 * minute)
  server.memberId = null
  window.dispatchEvent(new Event('focus'))
  await pass(1_000)
  expect(cover()).not.toBeNull()
})
