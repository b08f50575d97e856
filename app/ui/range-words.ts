/** What a client's progress is asked for: how far back, and of which side. */
import type { Range } from '~/domain/progress-range'
import type { Bucket } from '~/domain/progress-shown'
import type { Side } from '~/domain/limb'

export const sideNames: Record<Side, string> = { left: 'Left', right: 'Right', both: 'Both sides' }

export const rangeWords: Record<Range, string> = { '90-days': '90 days', '1-year': '1 year', all: 'All' }

export const rangeSentences: Record<Range, string> = {
  '90-days': 'The last 90 days',
  '1-year': 'The last year',
  all: 'All time',
}

/** How far what sets say is drawn together; of a day each is plain. */
export const bucketWords: Record<Bucket, string | null> = {
  day: null,
  week: 'sets as one point a week, the best of it',
  month: 'sets as one point a month, the best of it',
}
