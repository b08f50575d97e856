/** Facts as pairs of a word and its value. */
import type { ReactNode } from 'react'

export type Fact = { term: string; value: ReactNode }

export function KeyValue({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map((fact) => (
        <FactPair key={fact.term} {...fact} />
      ))}
    </dl>
  )
}

function FactPair({ term, value }: Fact) {
  return (
    <>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </>
  )
}
