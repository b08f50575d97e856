import { expect, test } from 'vitest'
import { readHidden, readSort, withParams, withSort, writeSort } from './address'

const fallback = { by: 'waits', direction: 'descending' } as const

test.each([
  ['', fallback],
  ['sort=client', { by: 'client', direction: 'ascending' }],
  ['sort=-client', { by: 'client', direction: 'descending' }],
  ['sort=password', fallback],
  ['sort=-', fallback],
])('an address with "%s" is sorted as it says, if it may be', (search, sort) => {
  expect(readSort(new URLSearchParams(search), ['client', 'waits'], fallback)).toEqual(sort)
})

test('what is written is read again', () => {
  for (const direction of ['ascending', 'descending'] as const) {
    const sort = { by: 'client', direction } as const
    const search = new URLSearchParams({ sort: writeSort(sort) })
    expect(readSort(search, ['client'], { by: 'client', direction: 'ascending' })).toEqual(sort)
  }
})

test('sorting starts again at the first page and keeps the filters', () => {
  expect(withSort('?risk=breach&before=a', { by: 'client', direction: 'ascending' })).toBe('?risk=breach&sort=client')
})

test('a parameter is taken out by null, and an address without any is bare', () => {
  expect(withParams('?after=a', { after: null })).toBe('?')
})

test('no column is hidden by an empty list', () => {
  expect(readHidden(new URLSearchParams('hide='))).toEqual([])
  expect(readHidden(new URLSearchParams('hide=trainer,waits'))).toEqual(['trainer', 'waits'])
})
