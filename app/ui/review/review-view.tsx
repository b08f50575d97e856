/** One version before its decision: the rule book on one side, the client on the other, the decision at the bottom. */
import type { ComponentProps } from 'react'
import { DoneNotice } from '../done-notice'
import { Notice } from '../notice'
import { still } from '../still'
import { formId } from './decision-form'
import { ReviewDecision } from './review-decision'

const ReviewFacts = still('review-facts', () => import('./review-facts').then((part) => part.ReviewFacts))

export function ReviewView(props: ComponentProps<typeof ReviewDecision>) {
  const { review, format } = props
  return (
    <div className="stack">
      <DoneNotice isOfBefore={review.waits !== null} />
      {props.lastResult?.error ? <NotSigned /> : null}
      <ReviewFacts review={review} format={format} />
      <ReviewDecision {...props} />
    </div>
  )
}

/** The answer stands at the foot of a long page. A script leads there by the focus; without one, this does. */
function NotSigned() {
  return (
    <noscript>
      <Notice tone="stop" title="Nothing was signed">
        <a href={`#${formId}`}>Read why, and what you typed</a>
      </Notice>
    </noscript>
  )
}
