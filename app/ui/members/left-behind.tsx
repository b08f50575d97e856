/** What hangs on one member, before they go: counts, and the way to hand it over. */
import { ButtonLink } from '../button'
import { Notice } from '../notice'

export type ShownLeftBehind = { onlyTheirs: number; submissions: number; standsIn: number; invitations: number }

export function LeftBehind({ left, memberId }: { left: ShownLeftBehind; memberId: string }) {
  const says = wordsOf(left)
  if (says.length === 0) return <p className="dim">Nothing of the clinic’s work hangs on them alone.</p>
  return (
    <Notice
      tone={left.onlyTheirs > 0 ? 'stop' : 'wait'}
      title="What they leave behind"
      action={
        left.onlyTheirs > 0 ? (
          <ButtonLink to={`/members/${memberId}/hand-over`} size="small">
            Hand their clients over
          </ButtonLink>
        ) : null
      }
    >
      <ul>
        {says.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </Notice>
  )
}

function wordsOf({ onlyTheirs, submissions, standsIn, invitations }: ShownLeftBehind): string[] {
  const many = (count: number, one: string, more: string) =>
    count === 0 ? [] : [count === 1 ? `1 ${one}` : `${count} ${more}`]
  return [
    ...many(
      onlyTheirs,
      'client has nobody else in their care team, and no trainer would see them',
      'clients have nobody else in their care team, and no trainer would see them',
    ),
    ...many(submissions, 'program they raised waits for a decision', 'programs they raised wait for a decision'),
    ...many(
      standsIn,
      'colleague is away whom they stand in for: that goes to everybody then',
      'colleagues are away whom they stand in for: that goes to everybody then',
    ),
    ...many(invitations, 'invitation they made is taken back', 'invitations they made are taken back'),
  ]
}
