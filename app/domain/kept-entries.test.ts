import { describe, expect, it } from 'vitest'
import {
  type Entry,
  isShownBy,
  type KeptSession,
  standingOfTyped,
  standingOfTypedInflation,
  typedSet,
  withEntries,
} from './kept-entries'
import { noLimits } from './limits'
import { type DoneSet, liveLine } from './live-line'
import type { Prescription } from './prescription'

const prescription: Prescription = {
  id: 'line-1',
  position: 1,
  exercise: 'Leg extension',
  mode: 'bfr-resistance',
  limb: 'left-leg',
  load: { kind: 'percent-1rm', percent: 30 },
  reps: [30, 15, 15, 15],
  restSeconds: 45,
  tempoSeconds: null,
  restriction: {
    pressure: { kind: 'percent-lop', percent: 60 },
    cuffWidthCm: 11.5,
    restrictionMinutes: 8,
    reperfusionSeconds: 180,
  },
  aerobic: null,
}

const session = (sets: DoneSet[] = [], changes: Partial<KeptSession> = {}): KeptSession => ({
  id: 'session-1',
  kind: 'started',
  isBfr: true,
  isOutsideClearance: false,
  outsideReason: null,
  occurredAt: '2026-11-26T09:55:00.000Z',
  endedAt: null,
  openHolds: [],
  limits: noLimits,
  canLog: true,
  inflations: [],
  lines: [
    liveLine(
      { line: prescription, oneRmG: 26_000, lopMmhg: 168 },
      { limits: noLimits, sets, isWithoutCuff: false, plateStepG: 500 },
    ),
  ],
  ...changes,
})

const fields = {
  lineId: 'line-1',
  side: 'left',
  reps: '30',
  load: '7.5',
  pressureMmhg: '100',
  restrictionSeconds: '60',
}

const entry = (key: string, changes: Partial<Entry> = {}): Entry => ({
  key,
  sessionId: 'session-1',
  kind: 'set',
  doneAt: `2026-11-26T10:0${key}:00.000Z`,
  isKept: true,
  fields,
  state: { is: 'waiting' },
  ...changes,
})

const cuff = {
  lineId: 'line-1',
  onAt: '2026-11-26T10:00:00.000Z',
  offAt: '2026-11-26T10:05:00.000Z',
  pressureMmhg: '100',
}
const fifteen = { ...fields, reps: '15' }
const setsOf = (shown: KeptSession) =>
  shown.lines.flatMap(({ done }) => done.map(({ setNumber, reps }) => [setNumber, reps]))

describe('what a form of a set says', () => {
  it('is read with its load in the unit of the clinic, and the cuff as it was', () => {
    expect(typedSet({ ...fields, rpe: '6,5' }, 'kg')).toEqual({
      lineId: 'line-1',
      side: 'left',
      reps: 30,
      loadG: 7_500,
      rpe: 6.5,
      isRestricted: true,
      restrictionSeconds: 60,
      pressureMmhg: 100,
      reason: '',
    })
  })

  it('has no cuff when it was done without, or the line has none', () => {
    const { pressureMmhg: _, ...plain } = fields
    for (const typed of [{ ...fields, isWithoutCuff: 'on' }, plain]) {
      expect(typedSet(typed, 'kg')).toMatchObject({ isRestricted: false, restrictionSeconds: null, pressureMmhg: null })
    }
  })

  it('is nothing when its load is no number', () => {
    expect(typedSet({ ...fields, load: 'heavy' }, 'kg')).toBeNull()
  })

  it('is in the unit its form was made in, whatever is read in now', () => {
    expect(typedSet({ ...fields, load: '135', loadUnit: 'lb' }, 'kg')).toMatchObject({ loadG: 61_235 })
    expect(typedSet({ ...fields, load: '135', loadUnit: 'stone' }, 'kg')).toMatchObject({ loadG: 135_000 })
  })

  it('knows no load and no effort where the fields are empty', () => {
    expect(typedSet({ ...fields, load: ' ', rpe: '' }, 'kg')).toMatchObject({ loadG: null, rpe: null })
  })
})

describe('a set on the phone, before it is kept', () => {
  const kindsOf = (typed: Record<string, string>, asked = session()) => {
    const set = typedSet(typed, 'kg')
    const standing = set && standingOfTyped(asked, set)
    return standing?.ok ? standing.deviations.map(({ kind }) => kind) : standing?.why
  }

  it('stands without a word as cleared: 30 reps with 7.5 kg, under 7.8', () => {
    expect(kindsOf(fields)).toEqual([])
  })

  it('asks its reason above the cleared load and pressure', () => {
    expect(kindsOf({ ...fields, load: '8', pressureMmhg: '101' })).toEqual(['load-above', 'pressure-above'])
  })

  it('counts the sets that wait on this phone', () => {
    const shown = withEntries(
      session(),
      ['1', '2', '3', '4'].map((key) => entry(key)),
      'kg',
    )
    expect(kindsOf(fifteen, shown)).toEqual(['sets-above'])
  })

  it('is a deviation on hold, and no set before the cuff went on', () => {
    expect(kindsOf(fields, session([], { openHolds: ['red-flag'] }))).toEqual(['on-hold'])
    expect(kindsOf({ ...fields, restrictionSeconds: '' })).toBe('set-before-cuff-on')
  })

  it('is not of a line that the session does not have', () => {
    expect(kindsOf({ ...fields, lineId: 'other' })).toEqual(['not-prescribed'])
  })
})

describe('the session with what this phone logged', () => {
  it('has each set in the order they were done, numbered on', () => {
    const shown = withEntries(session(), [entry('1'), entry('2', { fields: fifteen })], 'kg')
    expect(setsOf(shown)).toEqual([
      [1, 30],
      [2, 15],
    ])
    expect(shown.lines[0]?.done[1]?.occurredAt).toBe('2026-11-26T10:02:00.000Z')
  })

  it('shows a set once when the server shows it as well: by its id, or by its line and instant', () => {
    const [first] = withEntries(session(), [entry('1')], 'kg').lines[0]?.done ?? []
    const known = { ...(first as DoneSet), id: 'row-1' }
    expect(setsOf(withEntries(session([known]), [entry('1')], 'kg'))).toEqual([[1, 30]])
    const later = { ...known, occurredAt: '2026-11-26T10:01:00.400Z' }
    expect(setsOf(withEntries(session([later]), [entry('1')], 'kg'))).toHaveLength(2)
    expect(setsOf(withEntries(session([later]), [entry('1', { state: { is: 'taken', id: 'row-1' } })], 'kg'))).toEqual([
      [1, 30],
    ])
  })

  it('keeps showing a set that was taken until the server shows it', () => {
    const taken = entry('1', { state: { is: 'taken', id: 'row-1' } })
    expect(setsOf(withEntries(session(), [taken], 'kg'))).toEqual([[1, 30]])
    expect(isShownBy(session(), taken)).toBe(false)
  })

  it('does not count what was refused as done', () => {
    const refused = entry('1', { state: { is: 'refused', why: 'session-over', says: ['It is over.'] } })
    expect(setsOf(withEntries(session(), [refused], 'kg'))).toEqual([])
  })

  it('carries what went beyond, with its reason', () => {
    const shown = withEntries(
      session(),
      [entry('1', { fields: { ...fields, load: '8', reason: 'Wrong plate' } })],
      'kg',
    )
    expect(shown.lines[0]?.done[0]?.deviations).toEqual([{ says: 'load above the cleared one', reason: 'Wrong plate' }])
  })

  it('is over with its end, and takes no more', () => {
    const end = entry('3', { kind: 'end', fields: {} })
    expect(withEntries(session(), [entry('1'), end], 'kg')).toMatchObject({
      endedAt: '2026-11-26T10:03:00.000Z',
      canLog: false,
    })
    expect(isShownBy(session([], { endedAt: '2026-11-26T10:03:00.000Z' }), end)).toBe(true)
  })

  it('has the time of a cuff, once, beside those of the day', () => {
    const inflation = entry('1', { kind: 'inflation', fields: cuff })
    const shown = withEntries(session(), [inflation, inflation], 'kg')
    expect(shown.inflations).toEqual([
      {
        id: '1',
        sessionId: 'session-1',
        lineId: 'line-1',
        limb: 'left-leg',
        pressureMmhg: 100,
        onAt: '2026-11-26T10:00:00.000Z',
        offAt: '2026-11-26T10:05:00.000Z',
        reperfusionSeconds: 180,
        deviations: [],
      },
    ])
    expect(isShownBy(session(), inflation)).toBe(false)
    expect(isShownBy({ ...session(), inflations: shown.inflations }, { ...inflation, key: 'another' })).toBe(true)
  })
})

describe('the time of a cuff on the phone, before it is kept', () => {
  const kindsOf = (changes: Record<string, string>, asked = session()) => {
    const standing = standingOfTypedInflation(asked, { ...cuff, ...changes }, Date.parse('2026-11-26T11:00:00Z'))
    return standing.ok ? standing.deviations.map(({ kind }) => kind) : standing.why
  }

  it('stands without a word up to the cleared 8 minutes, and asks its reason above them', () => {
    expect(kindsOf({ offAt: '2026-11-26T10:08:00Z' })).toEqual([])
    expect(kindsOf({ offAt: '2026-11-26T10:08:01Z' })).toEqual(['restriction-above'])
  })

  it('asks its reason when the cuff went on again before the blood had flowed back, by a time this phone alone knows', () => {
    const shown = withEntries(session(), [entry('1', { kind: 'inflation', fields: cuff })], 'kg')
    expect(kindsOf({ onAt: '2026-11-26T10:07:00Z', offAt: '2026-11-26T10:09:00Z' }, shown)).toEqual([
      'reperfusion-short',
    ])
  })

  it('is not before it went on', () => {
    expect(kindsOf({ offAt: '2026-11-26T09:59:00Z' })).toBe('cuff-times-out-of-order')
  })
})
