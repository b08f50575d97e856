/** Over the pages people begin on: red flags of which nobody has said that they saw them, and since when. */
import { Link } from '@remix-run/react'
import type { UnansweredFlag } from '~/domain/red-flag-record'
import { knownRedFlag } from '~/domain/red-flags'
import { formatWait } from '../format'
import { Notice } from '../notice'

type Props = { unanswered: { count: number; oldestMinutes: number; flags: readonly UnansweredFlag[] } }

export function UnansweredFlags({ unanswered: { count, oldestMinutes, flags } }: Props) {
  if (count === 0) return null
  const title = count === 1 ? 'A red flag nobody has seen' : `${count} red flags nobody has seen`
  return (
    <div className="mb-4">
      <Notice tone="stop" title={title}>
        {flags.length === 0 ? (
          <p>The first was raised {formatWait(oldestMinutes)} ago. Ask a clinician to open it.</p>
        ) : (
          <ul className="grid gap-1">
            {flags.map((flag) => (
              <li key={flag.id}>
                <Link to={`/clients/${flag.clientId}/red-flags/${flag.id}`}>
                  {flag.clientName}: {knownRedFlag(flag.sign)?.name ?? flag.sign}
                </Link>{' '}
                <span className="small">{sinceWords(flag)}</span>
              </li>
            ))}
          </ul>
        )}
        {flags.length > 0 && count > flags.length ? <p className="small">and {count - flags.length} more</p> : null}
      </Notice>
    </div>
  )
}

/** By the clock: what is everybody's says so, whether or not a job has told them. */
function sinceWords({ minutesSince, escalateAfterMinutes, isTold }: UnansweredFlag): string {
  const since = minutesSince < 1 ? 'just now' : `for ${formatWait(minutesSince)}`
  if (minutesSince >= escalateAfterMinutes) return `${since} · everybody’s now`
  return isTold ? `${since} · sent to you` : since
}
