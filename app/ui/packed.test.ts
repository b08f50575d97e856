import { expect, test } from 'vitest'
import { packed, unpacked } from './packed'

const row = { id: 'a', name: 'Ana </script>', version: { step: null, findings: ['x', 'y'] } }

test('a row arrives as it was', () => {
  expect(unpacked(packed(row))).toEqual(row)
})

test('what JSON would change does not compile', () => {
  const since = new Date(0) as Date | null
  // @ts-expect-error: a Date would arrive as a text
  expect(unpacked(packed({ since }))).toEqual({ since: '1970-01-01T00:00:00.000Z' })
  // @ts-expect-error: and a Map as nothing
  expect(unpacked(packed({ by: new Map([[1, 2]]) }))).toEqual({ by: {} })
})
