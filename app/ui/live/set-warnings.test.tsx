import { fireEvent, render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { LiveLine } from '~/domain/live-line'
import { bfrLine } from '~/domain/rule-book/facts.fixture'
import { SetWarnings } from './set-warnings'

const session = {
  kind: 'started',
  isBfr: true,
  endedAt: null,
  isOutsideClearance: false,
  outsideReason: null,
  programStatus: 'active',
  versionStatus: 'cleared',
  openHolds: [],
  limits: null,
  clearedOn: '2026-11-20',
} as const

const line: LiveLine = {
  ...bfrLine,
  line: bfrLine,
  loadG: 7_000,
  oneRmG: 26_000,
  lopMmhg: 168,
  cuff: {
    pressure: { kind: 'percent-lop', percent: 60 },
    mmhg: 100,
    lopMmhg: 168,
    mostSeconds: 480,
    reperfusionSeconds: 180,
  },
  isLeftOut: false,
  done: [],
}

function show(changes: Partial<typeof session> | { outsideReason: string } = {}) {
  render(
    <form>
      <input aria-label="load" name="load" defaultValue="7" />
      <input aria-label="reps" name="reps" defaultValue="30" />
      <input name="side" defaultValue="left" />
      <input name="pressureMmhg" defaultValue="100" />
      <input name="restrictionSeconds" defaultValue="60" />
      <SetWarnings
        session={{ ...session, ...changes }}
        line={line}
        format={{ locale: 'en-GB', timeZone: 'Europe/Berlin', units: 'kg' }}
      />
    </form>,
  )
}

describe('a set beyond the cleared dose', () => {
  it('is said to be while it is typed, with the rule and its source, and asks what happened right there', () => {
    show()
    expect(screen.queryByLabelText('What happened?')).toBeNull()
    fireEvent.input(screen.getByLabelText('load'), { target: { value: '9' } })
    expect(screen.getByText('Load above the cleared one: 9 kg, cleared 7.8 kg')).toBeTruthy()
    expect(screen.getByText(/The load is 20-40 % of this limb's tested 1RM\. \(ISSA article/)).toBeTruthy()
    expect(screen.getByRole('status').textContent).toBe('Beyond the cleared dose: load above the cleared one.')
    expect(screen.getByLabelText<HTMLTextAreaElement>('What happened?').required).toBe(true)
    fireEvent.input(screen.getByLabelText('load'), { target: { value: '7' } })
    expect(screen.queryByLabelText('What happened?')).toBeNull()
  })

  it('needs no reason of its own where its session has one already', () => {
    show({ outsideReason: 'Nobody had cleared it yet' })
    fireEvent.input(screen.getByLabelText('reps'), { target: { value: '31' } })
    expect(screen.getByLabelText<HTMLTextAreaElement>('What happened?').required).toBe(false)
  })
})
