import { expect, test } from 'vitest'
import { packed, unpacked } from './packed'

const rows = [{ id: 'a', name: 'Ana </script>', version: { step: null, findings: ['x', 'y'] } }, { id: 'b' }]

test('rows arrive as they were', () => {
  expect(unpacked(packed(rows))).toEqual(rows)
})

test('what JSON would change does not compile', () => {
  // @ts-expect-error: a Date would arrive as a text
  expect(unpacked(packed([{ since: new Date(0) }]))).toEqual([{ since: '1970-01-01T00:00:00.000Z' }])
})
