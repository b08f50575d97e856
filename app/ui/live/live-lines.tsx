/** The exercises of the session: which are done, which one is next, one touch to each. */
import type { MouseEvent } from 'react'
import { isLineDone, type LiveLine } from '~/domain/live-line'
import { ButtonLink } from '../button'
import { Icon } from '../icon'
import { useFloor } from './floor-context'
import { lineTitle } from './line-words'

type LinesProps = { sessionId: string; lines: readonly LiveLine[]; currentId: string | null; isOpen: boolean }

export function LiveLines({ sessionId, lines, currentId, isOpen }: LinesProps) {
  const { choose } = useFloor()
  if (!isOpen || lines.length < 2) return null
  const current = lines.find(({ id }) => id === currentId)
  const next = lines.find((line) => line.id !== currentId && !isLineDone(line))
  const choosing = (lineId: string) => (event: MouseEvent) => {
    if (!choose || event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    choose(lineId)
    window.scrollTo({ top: 0 })
  }
  const isNextDue = next !== undefined && current !== undefined && isLineDone(current)
  return (
    <nav className="live-set" aria-label="Exercises of this session">
      {isNextDue ? (
        <ButtonLink to={`/sessions/${sessionId}?line=${next.id}`} size="large" onClick={choosing(next.id)}>
          Next: {lineTitle(next)}
        </ButtonLink>
      ) : null}
      <details className="live-more">
        <summary>All {lines.length} exercises</summary>
        <ol className="live-done">
          {lines.map((line) => (
            <li key={line.id}>
              <a
                href={`/sessions/${sessionId}?line=${line.id}`}
                onClick={choosing(line.id)}
                aria-current={line.id === currentId || undefined}
              >
                {lineTitle(line)}
              </a>
              <span className="dim num">
                {isLineDone(line) ? <Icon name="check" /> : null} {line.done.length} of {Math.max(1, line.reps.length)}
              </span>
            </li>
          ))}
        </ol>
      </details>
    </nav>
  )
}
