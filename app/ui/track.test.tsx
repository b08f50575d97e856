import { render, screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { positionOf, Track } from './track'

const pressure = { label: 'Pressure', unit: '% of LOP', low: 40, high: 80, min: 0, max: 100 }

test('a value within its range is a dot, and says so', () => {
  const { container } = render(<Track {...pressure} value={60} verdict="within" />)
  expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
    'Pressure 60 % of LOP; the range is 40 to 80: within.',
  )
  expect(container.querySelector('.track-out')).toBeNull()
})

test('a value outside its range is a diamond, and says what it was before', () => {
  const { container } = render(<Track {...pressure} value={90} was={60} verdict="outside" />)
  expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
    'Pressure 90 % of LOP, was 60; the range is 40 to 80: outside.',
  )
  expect(container.querySelector('.track-out')).not.toBeNull()
})

test('a share of what was not measured is hollow on a range without colour, and says that it is not known', () => {
  const { container } = render(<Track {...pressure} value={60} isUnmeasured verdict="unknown" />)
  expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
    'Pressure 60 % of LOP; the range is 40 to 80: not measured, so not known.',
  )
  expect(container.querySelector('.track-unmeasured .track-unknown')).not.toBeNull()
})

test.each([
  [50, 0, 100, 50],
  [30, 20, 40, 50],
  [400, 0, 100, 100],
  [-4, 0, 100, 0],
  [5, 5, 5, 0],
])('%i on a scale from %i to %i lies at %i percent, never beyond an end', (value, min, max, percent) => {
  expect(positionOf(value, min, max)).toBe(percent)
})
