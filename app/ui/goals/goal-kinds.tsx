/** What may be aimed at, side by side: each an address of its own. */
import { Link } from '@remix-run/react'
import { type GoalKind, goalKinds } from '~/domain/goal'
import { buttonClass } from '../button'
import { aimWords } from './goal-words'

export function GoalKinds({ kind }: { kind: GoalKind }) {
  return (
    <nav className="button-row mb-4" aria-label="What is aimed at">
      {goalKinds.map((each) => (
        <Link
          key={each}
          to={{ search: `?kind=${each}` }}
          aria-current={each === kind ? 'page' : undefined}
          className={buttonClass({ size: 'small', look: each === kind ? undefined : 'quiet' })}
        >
          {aimWords[each].tab}
        </Link>
      ))}
    </nav>
  )
}
