/** What an event tells: as facts in words, and as the text that was hashed. */
import { type DetailFact, type DetailWords, detailFacts } from './audit-words'
import { KeyValue } from './key-value'

type Props = { kind: string; detail: string | null; words: DetailWords }

const shown = 3

/** In a list: the first few changes, old beside new; nothing for what was added, which its own page tells. */
export function ChangeSummary({ kind, detail, words }: Props) {
  if (detail === null) return <span className="dim">detail erased</span>
  if (!kind.endsWith('.update')) return null
  const facts = detailFacts(kind, detail, words) ?? []
  return (
    <>
      {facts.slice(0, shown).map((fact) => (
        <span key={fact.term} className="block break-words">
          {fact.term}: <FromTo {...fact} />
        </span>
      ))}
      {facts.length > shown ? <span className="block">and {facts.length - shown} more</span> : null}
    </>
  )
}

export function EventDetail({ kind, detail, words }: Props) {
  if (detail === null) {
    return <p>The detail was erased. The chain holds without it: it keeps the hash of what stood here.</p>
  }
  const facts = detailFacts(kind, detail, words)
  return (
    <div className="stack">
      {facts?.length ? (
        <KeyValue facts={facts.map((fact) => ({ term: fact.term, value: <FromTo {...fact} /> }))} />
      ) : (
        <p className="dim">Nothing but that it happened.</p>
      )}
      <details>
        <summary>The text as it was hashed</summary>
        <pre className="content-text">{detail}</pre>
      </details>
    </div>
  )
}

function FromTo({ before, after }: Omit<DetailFact, 'term'>) {
  if (before === undefined) return <span className="break-words">{after}</span>
  return (
    <span className="break-words">
      <span className="dim">{before}</span> <span aria-hidden>→</span>
      <span className="sr-only"> became </span> <b>{after}</b>
    </span>
  )
}
