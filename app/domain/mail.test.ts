import { expect, it } from 'vitest'
import { minutesUntilRetry } from './mail'

it.each([
  [1, 1],
  [2, 2],
  [3, 4],
  [9, 256],
  [10, 1440],
  [11, 1440],
  [400, 1440],
])('after %i tries a mail waits %i minutes', (attempts, minutes) => {
  expect(minutesUntilRetry(attempts)).toBe(minutes)
})
