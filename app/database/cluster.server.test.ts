/** How much memory PostgreSQL takes for itself, on machines and in containers of any size. */
import { expect, it } from 'vitest'
import { sharedBuffers } from './cluster.server'
import { usableMemory } from './memory.server'

const GiB = 2 ** 30

it.each([
  ['a large machine', 24 * GiB, 0, '1024MB'],
  ['a large machine whose containers have no limit, as Node says it', 24 * GiB, 2 ** 64, '1024MB'],
  ['a small machine', 2 * GiB, 0, '512MB'],
  ['a container on a large one', 24 * GiB, GiB, '256MB'],
  ['a container given more than there is', 2 * GiB, 8 * GiB, '512MB'],
  ['the smallest there are, as before', 256 * 2 ** 20, 0, '128MB'],
])('%s', (_says, total, limit, buffers) => {
  expect(sharedBuffers(usableMemory(total, limit))).toBe(buffers)
})
