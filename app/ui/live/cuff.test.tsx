/** The live page on a clock of the test: the cuff through a sleep of the phone, a reload, another exercise and a wrong clock. */
import { createRemixStub } from '@remix-run/testing'
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { LiveLine } from '~/domain/live-line'
import { LivePage } from './live-page'
import type { LiveShown } from './live-shown'

const noon = Date.UTC(2026, 10, 26, 12, 0, 0)
const sessionId = '018f0000-0000-7000-8000-000000000001'

let sent: { path: string; fields: Record<string, string> }[]
let vibrated: number

beforeEach(() => {
  sent = []
  vibrated = 0
  localStorage.clear()
  vi.useFakeTimers()
  vi.setSystemTime(noon)
  Object.defineProperty(navigator, 'vibrate', { configurable: true, value: () => ++vibrated > 0 })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

/** 8 minutes under the cuff, then 3 off; without limb a plain line. */
function line(id: string, limb: LiveLine['limb'], restrictionMinutes: number | null = 8): LiveLine {
  const restriction =
    restrictionMinutes === null
      ? null
      : {
          pressure: { kind: 'percent-lop' as const, percent: 60 },
          cuffWidthCm: 11.5,
          restrictionMinutes,
          reperfusionSeconds: 180,
        }
  const own = { id, exercise: `Exercise ${id}`, limb, load: { kind: 'none' as const }, reps: [30, 15], restSeconds: 45 }
  const mode = restriction ? 'bfr-resistance' : 'strength'
  return {
    ...own,
    mode,
    aerobic: null,
    loadG: null,
    oneRmG: null,
    lopMmhg: 168,
    line: { ...own, position: 1, mode, tempoSeconds: null, restriction, aerobic: null },
    cuff: restriction && {
      pressure: restriction.pressure,
      mmhg: 100,
      lopMmhg: 168,
      mostSeconds: restriction.restrictionMinutes * 60,
      reperfusionSeconds: 180,
    },
    isLeftOut: false,
    done: [],
  }
}

const lines = [line('a', 'left-leg'), line('b', 'right-arm'), line('c', null, null)]

const session = (changes: Partial<LiveShown> = {}): LiveShown => ({
  id: sessionId,
  clientId: 'client',
  clientName: 'Ana Lindqvist',
  programId: 'program',
  programName: 'Knee',
  kind: 'started',
  isBfr: true,
  occurredAt: new Date(noon - 60_000).toISOString(),
  endedAt: null,
  isOutsideClearance: false,
  outsideReason: null,
  programStatus: 'active',
  versionStatus: 'cleared',
  clearedOn: '2026-11-01',
  openHolds: [],
  limits: null,
  restrictions: { range: null, weightBearing: null, noMaximalTestBefore: null },
  numbers: { emergency: '112', onCall: '+49 30 5550100' },
  isCovered: false,
  lines,
  inflations: [],
  struckSets: [],
  struck: null,
  mayCorrect: false,
  strip: { day: 9, sessionDays: [1], phase: 'open', windowDays: 21, closingFromDay: 15 },
  canLog: true,
  now: new Date(Date.now()).toISOString(),
  ...changes,
})

/** The page, as it is when it was loaded now. */
function open(lineId = 'a', shown: LiveShown = session()) {
  const format = { locale: 'en-GB', timeZone: 'UTC', units: 'kg' } as const
  const Stub = createRemixStub([
    {
      path: '/',
      Component: () => <LivePage session={shown} lineId={lineId} format={format} keys={{ set: 'k1', end: 'k2' }} />,
    },
    {
      path: '/sessions/:id/:kind',
      Component: () => null,
      action: async ({ request }) => {
        const form = await request.formData()
        const fields = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
        sent.push({ path: new URL(request.url).pathname, fields })
        return null
      },
    },
  ])
  return render(<Stub />)
}

const button = (name: string | RegExp) => screen.getByRole('button', { name })
const press = (name: string | RegExp) => act(() => fireEvent.click(button(name)))
const pass = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1000))
/** The clock goes on and no timer fires, until the screen comes back. */
const sleep = (seconds: number) =>
  act(() => {
    vi.setSystemTime(Date.now() + seconds * 1000)
    document.dispatchEvent(new Event('visibilitychange'))
  })
const ring = () => screen.getAllByRole('timer')[0]?.textContent ?? ''
const said = () =>
  screen
    .getAllByRole('alert')
    .map(({ textContent }) => textContent)
    .join()

describe('a cuff that is on', () => {
  test('is put on beside a line by RPE, whose effort and load are asked for without opening anything', () => {
    const effort = () => screen.getByLabelText<HTMLInputElement>(/^Effort/)
    open('a', session({ lines: [{ ...line('a', 'left-leg'), load: { kind: 'rpe', ceiling: 5 } }] }))
    expect(effort().closest('details')).toBeNull()
    expect(screen.getByLabelText(/^Load in kg/).closest('details')).toBeNull()
    expect(screen.getByText('Side and pressure as they were')).toBeTruthy()
  })

  test('comes off in a hold, and no other goes on', async () => {
    open()
    press('Cuff is on')
    cleanup()
    open('a', session({ openHolds: ['red-flag'] }))
    expect(button('Cuff is off').className).toContain('button-primary')
    cleanup()
    open('b', session({ openHolds: ['red-flag'] }))
    expect(screen.queryByRole('button', { name: 'Cuff is on' })).toBeNull()
    expect(button('No cuff was on before the hold')).toHaveProperty('disabled', true)
  })

  test('counts, warns half a minute before, and alarms without end before the ceiling', async () => {
    open()
    expect(ring()).toContain('0:00up to 8:00 on')
    press('Cuff is on')
    await pass(292)
    expect(ring()).toContain('cuff on4:52cuff off by 8:00')
    await pass(158)
    expect(ring()).toContain('7:30cuff off in 0:30')
    expect(said()).toContain('Half a minute left of the cuff on the left leg')
    await pass(30)
    expect(ring()).toContain('cuff off now8:000:00 past 8:00')
    await pass(660)
    expect(ring()).toContain('19:00limit in 1:00')
    expect(document.querySelector('.alarm-flash')).not.toBeNull()
    const before = vibrated
    await pass(15)
    expect(vibrated - before).toBe(10)
    await pass(45)
    expect(ring()).toContain('20:000:00 past the limit')
    expect(said()).toContain('past the limit. Take it off now')
  })

  test('is right to the second after the phone slept through all of it', async () => {
    open()
    press('Cuff is on')
    await pass(60)
    sleep(1_092)
    expect(ring()).toContain('19:12')
    expect(said()).toContain('Alarm')
    expect(vibrated).toBeGreaterThan(0)
  })

  test('is on after a reload, also by a phone whose clock is an hour behind the server', async () => {
    const ahead = (now: number) => new Date(now + 3_600_000).toISOString()
    open('a', session({ now: ahead(noon) }))
    press('Cuff is on')
    await pass(100)
    cleanup()
    vi.setSystemTime(noon + 300_000)
    // The page that is opened again was made when it was loaded, and took two seconds to arrive.
    open('a', session({ now: ahead(noon + 298_000) }))
    expect(ring()).toContain('5:00')
    // And one kept on the phone is as old as the last connection.
    cleanup()
    vi.setSystemTime(noon + 400_000)
    open('a', session({ now: ahead(noon + 298_000) }))
    expect(ring()).toContain('6:40')
  })

  test('waits where the clock is put back by a second', async () => {
    open()
    press('Cuff is on')
    await pass(480)
    expect(ring()).toContain('8:00')
    sleep(-2)
    expect(ring()).toContain('8:00')
    await pass(3)
    expect(ring()).toContain('8:01')
  })

  test('is shown on the line of another limb and on a plain one, and holds back the end of the session', async () => {
    open()
    press('Cuff is on')
    await pass(120)
    for (const id of ['b', 'c']) {
      cleanup()
      open(id)
      await pass(0)
      expect(screen.getByText('Cuff on the left leg: 2:00')).toBeDefined()
      expect(button('Cuff is off, left leg')).toBeDefined()
      expect(button(/End session|end the session/)).toHaveProperty('disabled', true)
    }
  })
})

describe('a set with restriction', () => {
  test('waits for the cuff, unless it was done without', async () => {
    open()
    expect(button('Set done: cuff on first')).toHaveProperty('disabled', true)
    act(() => fireEvent.click(screen.getByLabelText('Done without the cuff')))
    expect(button(/Set done, rest/)).toHaveProperty('disabled', false)
    act(() => fireEvent.click(screen.getByLabelText('Done without the cuff')))
    press('Cuff is on')
    await pass(90)
    press(/Set done, rest/)
    await pass(1)
    expect(sent[0]?.fields).toMatchObject({ lineId: 'a', restrictionSeconds: '90' })
  })
})

describe('a cuff that came off', () => {
  test('is sent with its times, and holds back the next until the blood has flowed back', async () => {
    open()
    press('Cuff is on')
    await pass(370)
    press('Cuff is off')
    await pass(0)
    expect(sent).toHaveLength(1)
    expect(sent[0]?.path).toBe(`/sessions/${sessionId}/inflations`)
    const { onAt, offAt, lineId, pressureMmhg } = sent[0]?.fields ?? {}
    expect([lineId, pressureMmhg]).toEqual(['a', '100'])
    expect([onAt, offAt].map((at) => Date.parse(at ?? '') - noon)).toEqual([0, 370_000])

    cleanup()
    open()
    expect(ring()).toContain('blood flows back3:00of 3:00, no cuff')
    expect(button(/Cuff on in 3:00/)).toHaveProperty('disabled', true)
    await pass(179)
    expect(button(/Cuff on in 0:01/)).toHaveProperty('disabled', true)
    await pass(1)
    expect(button('Cuff is on')).toHaveProperty('disabled', false)
    // The server never said that it has it.
    expect(button('Log it')).toBeDefined()
  })

  test('can be said to be on again before that', async () => {
    open()
    press('Cuff is on')
    await pass(60)
    press('Cuff is off')
    await pass(0)
    cleanup()
    open()
    await pass(20)
    press('It went on already')
    await pass(5)
    expect(ring()).toContain('cuff on0:05')
  })

  test('leaves nothing on the phone but ids and instants, and nothing at all once it is logged', async () => {
    open()
    press('Cuff is on')
    await pass(60)
    press('Cuff is off')
    await pass(1)
    const kept = Object.entries(localStorage).filter(([key]) => key.includes('cuff'))
    expect(kept).toHaveLength(1)
    expect(kept[0]?.[0]).toBe(`clearway:cuff:${sessionId}`)
    expect(JSON.parse(String(kept[0]?.[1]))).toEqual([
      { lineId: 'a', onAt: noon, offAt: noon + 60_000, key: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    ])
    cleanup()
    const [onAt, offAt] = [new Date(noon).toISOString(), new Date(noon + 60_000).toISOString()]
    const logged = { id: 'i', sessionId, lineId: 'a', limb: 'left-leg' as const, pressureMmhg: 100, onAt, offAt }
    open('a', session({ inflations: [{ ...logged, reperfusionSeconds: 180, deviations: [] }] }))
    expect(Object.keys(localStorage).filter((key) => key.includes('cuff'))).toEqual([])
    expect(screen.queryByText(/Not logged yet/)).toBeNull()
    expect(screen.getByText('Under a cuff today: left leg 1:00')).toBeDefined()
    expect(ring()).toContain('blood flows back')
  })
})
