/** All that went beyond in one session, with who wrote down why, and the look of a clinician at it. */
import { Form, Link } from '@remix-run/react'
import { Card } from './card'
import { CommandKey, Textarea } from './form'
import { type ClinicFormat, formatInstant } from './format'
import { deviationWords } from './live/line-words'
import { ErrorSummary, Notice } from './notice'
import { sentenceOf } from './refusals'
import { StatusBadge } from './status-badge'
import { SubmitButton } from './submit-button'

type Deviation = {
  id: string
  kind: string
  says: string
  logged: number | null
  cleared: number | null
  reason: string
  by: string
  at: string
  setNumber: number | null
  exercise: string | null
  counts: boolean
}

type ReviewProps = {
  session: {
    sessionId: string
    at: string
    trainerName: string
    isOwn: boolean
    isToReview: boolean
    deviations: Deviation[]
    reviews: { id: string; by: string; at: string; note: string }[]
  }
  format: ClinicFormat
  commandKey: string
  note: string | undefined
  mistakes: readonly string[]
}

export function DeviationReview({ session, format, commandKey, note, mistakes }: ReviewProps) {
  const { sessionId, at, trainerName, isOwn, isToReview, deviations, reviews } = session
  return (
    <div className="stack max-w-2xl">
      <Card
        title="What went beyond the cleared dose?"
        sub={`${formatInstant(at, format)}, ${trainerName}`}
        actions={<Link to={`/sessions/${sessionId}`}>Open the session</Link>}
      >
        {deviations.length === 0 ? <p className="dim">Nothing did.</p> : null}
        <ul className="stack">
          {deviations.map((deviation) => (
            <DeviationItem key={deviation.id} deviation={deviation} format={format} />
          ))}
        </ul>
      </Card>
      {reviews.map((review) => (
        <Notice key={review.id} tone="ok" title={`Looked at by ${review.by}, ${formatInstant(review.at, format)}`}>
          {review.note}
        </Notice>
      ))}
      <ErrorSummary title="Nothing was saved" mistakes={mistakes.map((message) => ({ message }))} />
      {isToReview && isOwn ? <Notice tone="wait">{sentenceOf('own-deviation')}</Notice> : null}
      {isToReview && !isOwn ? (
        <Form method="post" className="form">
          <CommandKey value={commandKey} />
          <input type="hidden" name="seen" value={deviations.length} />
          <Textarea
            name="note"
            label="A note"
            hint="Kept with your name."
            defaultValue={note}
            maxLength={500}
            optional
          />
          <SubmitButton>I have looked at it</SubmitButton>
        </Form>
      ) : null}
    </div>
  )
}

function DeviationItem({ deviation, format }: { deviation: Deviation; format: ClinicFormat }) {
  const { reason, by, at, setNumber, exercise, counts } = deviation
  const says = deviationWords(deviation, format)
  const where = setNumber === null ? '' : `${exercise}, set ${setNumber}: `
  return (
    <li>
      {counts ? (
        <StatusBadge tone="justify" icon="triangle">
          Deviation
        </StatusBadge>
      ) : (
        <StatusBadge tone="off" icon="cross">
          Struck through
        </StatusBadge>
      )}{' '}
      {counts ? (
        <b>
          {where}
          {says}
        </b>
      ) : (
        <s>
          {where}
          {says}
        </s>
      )}
      <span className="block">{reason}</span>
      <span className="small dim">
        {by}, {formatInstant(at, format)}
      </span>
    </li>
  )
}
