/** What an event tells: as facts in words, and as the text that was hashed. */
import { type DetailWords, detailFacts } from './audit-words'
import { FromTo } from './audit-change'
import { KeyValue } from './key-value'

type Props = { kind: string; detail: string | null; words: DetailWords }

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
