import { describe, expect, it } from 'vitest'
import { bucketFor, bucketIn, bucketStarts, startsWithPast } from './progress-buckets'

describe('a stretch of days is drawn', () => {
  it.each([
    ['2026-03-31', '2026-03-31', 'day'],
    ['2026-01-01', '2026-03-31', 'day'],
    ['2025-12-31', '2026-03-31', 'week'],
    ['2025-04-01', '2026-03-31', 'week'],
    ['2023-04-01', '2026-03-31', 'week'],
    ['2023-03-31', '2026-03-31', 'month'],
    ['2020-03-31', '2026-03-31', 'month'],
  ])('from %s until %s by the %s', (from, until, bucket) => {
    expect(bucketFor(from, until)).toBe(bucket)
  })
})

describe('buckets', () => {
  it('begin with the first day, then on Mondays and firsts of months, leap days and new years included', () => {
    expect(bucketStarts('2024-02-28', '2024-03-01', 'day')).toEqual(['2024-02-28', '2024-02-29', '2024-03-01'])
    expect(bucketStarts('2025-12-31', '2026-01-12', 'week')).toEqual(['2025-12-31', '2026-01-05', '2026-01-12'])
    expect(bucketStarts('2026-01-05', '2026-01-11', 'week')).toEqual(['2026-01-05'])
    expect(bucketStarts('2025-11-30', '2026-02-28', 'month')).toEqual([
      '2025-11-30',
      '2025-12-01',
      '2026-01-01',
      '2026-02-01',
    ])
    expect(bucketStarts('2026-01-31', '2026-03-01', 'month')).toEqual(['2026-01-31', '2026-02-01', '2026-03-01'])
  })

  it('before a range are as coarse as the time before it is long, and none reaches into it', () => {
    expect(startsWithPast('2026-03-29', '2026-03-31', '2026-03-31')).toEqual(['2026-03-29', '2026-03-30', '2026-03-31'])
    expect(startsWithPast('2026-04-01', '2026-03-31', '2026-04-01')).toEqual(['2026-03-31', '2026-04-01'])
    const six = startsWithPast('2020-04-15', '2026-01-01', '2026-03-31')
    expect(six.slice(0, 2)).toEqual(['2020-04-15', '2020-05-01'])
    expect(six).toHaveLength(69 + 90)
  })

  it('are counted as the database counts them', () => {
    const bucket = bucketIn(['2026-01-01', '2026-01-05', '2026-01-12'])
    expect(['2025-12-31', '2026-01-01', '2026-01-04', '2026-01-05', '2026-02-01'].map(bucket)).toEqual([0, 1, 1, 2, 3])
  })
})
