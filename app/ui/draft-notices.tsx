/** What is said above a draft: that it is saved, and what the clinician wrote who sent the version before it back. */
import { useSearchParams } from '@remix-run/react'
import type { CommentedLine } from '~/domain/decision-record'
import { formatInstant } from './format'
import { LineComments } from './line-comments'
import { Notice } from './notice'

type SentBack = {
  outcome: 'changes-requested' | 'declined'
  number: number
  reason: string
  by: string
  at: string
  comments: readonly CommentedLine[]
}

export function SavedNotice() {
  const [params] = useSearchParams()
  if (params.get('done') !== 'saved') return null
  return (
    <div role="status">
      <Notice tone="ok">The draft is saved. Nobody decides on it until it is submitted.</Notice>
    </div>
  )
}

type Props = {
  /** `number` of the draft itself: only the decision on the version just before it is shown. */
  draft: { number: number; sentBack: SentBack | null }
  formats: { locale: string; timeZone: string }
}

export function SentBackNotice({ draft: { number, sentBack }, formats }: Props) {
  if (!sentBack || sentBack.number !== number - 1) return null
  const did = sentBack.outcome === 'declined' ? 'declined' : 'asked for changes in'
  return (
    <Notice tone="wait" title={`${sentBack.by} ${did} version ${sentBack.number}`}>
      <p>“{sentBack.reason}”</p>
      {sentBack.comments.length > 0 ? (
        <>
          <p className="small mt-2">On the lines, as version {sentBack.number} numbers them:</p>
          <LineComments comments={sentBack.comments} />
        </>
      ) : null}
      <p className="dim small">{formatInstant(sentBack.at, formats)}</p>
    </Notice>
  )
}
