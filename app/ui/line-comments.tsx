/** What a clinician wrote beside the lines of a version they sent back, each with its line named. */
import type { CommentedLine } from '~/domain/decision-record'
import { nameOfLine } from '~/domain/version-fields'

export function LineComments({ comments }: { comments: readonly CommentedLine[] }) {
  return (
    <ul className="small grid gap-1" aria-label="Comments on lines">
      {comments.map((line) => (
        <li key={line.lineId}>
          <b>
            Line {line.position}, {nameOfLine(line)}
          </b>
          : “{line.comment}”
        </li>
      ))}
    </ul>
  )
}
