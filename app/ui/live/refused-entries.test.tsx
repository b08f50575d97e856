import { createRemixStub } from '@remix-run/testing'
import { fireEvent, render, screen } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import type { Entry } from '~/domain/kept-entries'
import { type Floor, FloorProvider, plainFloor } from './floor-context'
import type { LiveShown } from './live-shown'
import { RefusedEntries } from './refused-entries'

const session: LiveShown = {
  id: 'session-1',
  clientId: 'client-1',
  clientName: 'Ana Lindqvist',
  programId: 'program-1',
  programName: 'Knee',
  kind: 'started',
  isBfr: false,
  occurredAt: '2026-11-26T09:55:00Z',
  endedAt: null,
  isOutsideClearance: false,
  outsideReason: null,
  programStatus: 'active',
  versionStatus: 'cleared',
  clearedOn: '2026-11-20',
  openHolds: [],
  limits: null,
  restrictions: { range: null, weightBearing: null, noMaximalTestBefore: null },
  lines: [],
  inflations: [],
  struckSets: [],
  struck: null,
  mayCorrect: false,
  strip: { day: 1, sessionDays: [], phase: 'open', windowDays: 21, closingFromDay: 15 },
  canLog: true,
  numbers: { emergency: '112', onCall: '+49 30 5550100' },
  isCovered: false,
  now: '2026-11-26T10:10:00Z',
}

const refused = (why: string, says: string[], changes: Partial<Entry> = {}): Entry => ({
  key: why,
  sessionId: session.id,
  kind: 'set',
  doneAt: '2026-11-26T10:06:00Z',
  isKept: true,
  fields: { lineId: 'line-1', reps: '15', load: '7.5' },
  state: { is: 'refused', why, says },
  ...changes,
})

function show(entry: Entry, changes: Partial<Floor> = {}) {
  const waiting = { entries: [entry], memberName: 'Kim Berg', stopped: null, isLossy: false, ofOthers: [] }
  const format = { locale: 'en-GB', timeZone: 'UTC', units: 'kg' } as const
  const floor = { ...plainFloor, waiting, ...changes }
  const Stub = createRemixStub([
    {
      path: '*',
      Component: () => (
        <FloorProvider value={floor}>
          <RefusedEntries session={session} format={format} />
        </FloorProvider>
      ),
    },
  ])
  render(<Stub initialEntries={['/sessions/session-1']} />)
}

describe('a set that was not taken', () => {
  it('stays with its sentence, and leads to a report where the session is over', () => {
    show(refused('session-over', ['This session was ended.']))
    expect(screen.getByText('Not taken: 15 reps, 7.5 kg at 10:06')).toBeTruthy()
    expect(screen.getByText('This session was ended.')).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Report it instead' }).getAttribute('href')).toBe(
      '/programs/program-1/report',
    )
  })

  it('is sent with the reason it wants, and not without one', () => {
    const again = vi.fn()
    const entry = refused('deviation-needs-reason', ['It goes beyond.'])
    show(entry, { again })
    fireEvent.change(screen.getByLabelText('What happened?'), { target: { value: '   ' } })
    fireEvent.submit(screen.getByLabelText('What happened?'))
    expect(again).not.toHaveBeenCalled()
    fireEvent.change(screen.getByLabelText('What happened?'), { target: { value: 'Held while we trained' } })
    fireEvent.submit(screen.getByLabelText('What happened?'))
    expect(again).toHaveBeenCalledWith(entry, { reason: 'Held while we trained' })
  })

  it('is deleted by a second touch alone', () => {
    const discard = vi.fn()
    const entry = refused('session-over', ['This session was ended.'])
    show(entry, { discard })
    fireEvent.click(screen.getByRole('button', { name: 'Delete it from this phone' }))
    expect(discard).not.toHaveBeenCalled()
    fireEvent.click(screen.getByRole('button', { name: 'Delete it' }))
    expect(discard).toHaveBeenCalledWith(entry)
  })
})

describe('a sign that nobody was told of', () => {
  const flag = refused('nobody-told', [], { kind: 'red-flag', fields: { sign: 'chest-pain' } })

  it('says so while there is no connection, and offers nothing that would not arrive', () => {
    show(flag, { isOffline: true, openFlag: () => undefined })
    expect(screen.getByText('Chest pain, 10:06: nobody was told')).toBeTruthy()
    expect(screen.queryByRole('link', { name: 'Raise it now' })).toBeNull()
  })

  it('asks to be raised once there is one', () => {
    show(flag)
    expect(screen.getByRole('link', { name: 'Raise it now' }).getAttribute('href')).toBe('/clients/client-1/red-flag')
  })
})
