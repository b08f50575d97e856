/** Above a version that holds or waits no more: why, by whom, and since when. */
import { addDays } from '~/domain/calendar-day'
import type { Invalidation } from '~/domain/invalidation'
import { type ClinicFormat, formatDay, formatInstant } from '../format'
import { Notice } from '../notice'

type Props = { invalidation: Invalidation; format: ClinicFormat }

export function InvalidationNotice({ invalidation, format }: Props) {
  switch (invalidation.why) {
    case 'revoked':
      return (
        <Notice tone="stop" title={`Revoked by ${signed(invalidation, format)}`}>
          <q>{invalidation.reason}</q> The program stopped with it, and no older clearance revives.
        </Notice>
      )
    case 'superseded':
      return (
        <Notice title={`Superseded by version ${invalidation.number}`}>
          {invalidation.by} cleared that one, {formatInstant(invalidation.at, format)}. Since then nothing starts under
          this one.
        </Notice>
      )
    case 'withdrawn':
      return (
        <Notice title={`Taken back by ${signed(invalidation, format)}`}>
          Nothing is left to decide on it. A next version waits by itself once it is submitted.
        </Notice>
      )
    case 'expired':
      return (
        <Notice tone="wait" title={`Expired since ${since(invalidation.lastDay, format)}`}>
          It had to be started by {formatDay(invalidation.lastDay, format)}, and was not. To go on, it is submitted
          again.
        </Notice>
      )
    case 'review-overdue':
      return (
        <Notice tone="wait" title={`Not in force since ${since(invalidation.lastDay, format)}`}>
          A clinician was to look again by {formatDay(invalidation.lastDay, format)}. Until a next version is cleared,
          no session of it starts.
        </Notice>
      )
  }
}

function signed({ by, at }: { by: string; at: string }, format: ClinicFormat): string {
  return `${by}, ${formatInstant(at, format)}`
}

function since(lastDay: string, format: ClinicFormat): string {
  return formatDay(addDays(lastDay, 1), format)
}
