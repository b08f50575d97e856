/** What became of what, in a list of events and on the page of one. */
import type { DetailFact, ToldEvent } from './audit-words'

const shown = 3

/** In a list: the first few changes, old beside new; nothing for what was added, which its own page tells. */
export function ChangeSummary({ isErased, changed }: Omit<ToldEvent, 'deed'>) {
  if (isErased) return <span className="dim">detail erased</span>
  return (
    <>
      {changed.slice(0, shown).map((fact) => (
        <span key={fact.term} className="block break-words">
          {fact.term}: <FromTo {...fact} />
        </span>
      ))}
      {changed.length > shown ? <span className="block">and {changed.length - shown} more</span> : null}
    </>
  )
}

export function FromTo({ before, after }: Omit<DetailFact, 'term'>) {
  if (before === undefined) return <span className="break-words">{after}</span>
  return (
    <span className="break-words">
      <span className="dim">{before}</span> <span aria-hidden>→</span>
      <span className="sr-only"> became </span> <b>{after}</b>
    </span>
  )
}
