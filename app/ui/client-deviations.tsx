/** On a client's page: what went beyond cleared doses lately, and whether a clinician has looked at it. */
import { Link } from '@remix-run/react'
import { alikeDeviations, timesWords } from './alike-deviations'
import { Card } from './card'
import { type ClinicFormat, formatInstant } from './format'

type Props = {
  deviations: {
    count: number
    toReview: number
    newest: { id: string; sessionId: string; at: string; says: string; reason: string }[]
  }
  mayReview: boolean
  format: ClinicFormat
}

export function ClientDeviations({ deviations, mayReview, format }: Props) {
  const { count, toReview, newest } = deviations
  if (count === 0) return null
  const looked =
    toReview === 0 ? 'all looked at' : `${toReview === 1 ? '1 session' : `${toReview} sessions`} to look at`
  return (
    <Card title="What went beyond?" sub={`${count === 1 ? '1 deviation' : `${count} deviations`}, ${looked}`}>
      <ul className="stack">
        {alikeDeviations(newest).map(({ id, sessionId, at, says, reason, times }) => (
          <li key={id}>
            <Link to={mayReview ? `/sessions/${sessionId}/deviation-review` : `/sessions/${sessionId}`}>{says}</Link>
            {timesWords(times)}
            <span className="small block">{reason}</span>
            <span className="small dim num">{formatInstant(at, format)}</span>
          </li>
        ))}
      </ul>
      {count > newest.length ? <p className="small dim">The newest {newest.length} are shown.</p> : null}
    </Card>
  )
}
