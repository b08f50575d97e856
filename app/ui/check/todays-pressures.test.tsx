import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { StoppedByPressure } from './todays-pressures'

const format = { locale: 'en-GB', timeZone: 'Europe/London', units: 'kg' } as const
const at = '2026-11-26T14:21:00Z'

const says = (...readings: [systolic: number, diastolic: number][]) => {
  const pressures = readings.map(([systolic, diastolic]) => ({ systolic, diastolic, at }))
  render(<StoppedByPressure pressures={pressures} format={format} />)
  return screen.queryByRole('alert')?.textContent ?? null
}

describe('what stands above the check', () => {
  it('asks for a rest of 5 minutes after a first reading at a stop value, and says when they are over', () => {
    expect(says([184, 92])).toMatch(/^Let them rest for 5 minutes, and measure again from 14:26 on/)
  })

  it('refers to a doctor after a second one', () => {
    expect(says([184, 92], [150, 112])).toMatch(/^No session today: refer to a doctor/)
  })

  it('is silent once the newest is in range', () => {
    expect(says([184, 92], [150, 90])).toBeNull()
  })
})
