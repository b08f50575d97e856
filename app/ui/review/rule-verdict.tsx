/** What the rule book said of a value: as it was stored first, and beside it what it says now, where that differs. */
import type { ReviewRow } from '~/domain/review-line'
import type { Check } from '~/domain/rule-book/rule'
import { placeOn } from '~/domain/rule-book/ruling'

/** `found`: under which edition the version was checked; `now`: the one the rule book has today. */
export type Editions = { found: string; now: string }

type Props = { row: ReviewRow; editions: Editions }

const verdictWords: Record<Check['verdict'], string> = {
  stop: 'stop',
  justify: 'justify',
  advise: 'advice',
  within: 'within',
  'no-rule': 'no rule',
}

export function RuleVerdict({ row, editions }: Props) {
  const { check, finding } = row
  const isSameEdition = editions.found === editions.now
  if (!finding) {
    return (
      <>
        {isSameEdition ? null : <span className="block">nothing found under {editions.found}</span>}
        {check ? <FoundNow check={check} editions={editions} /> : null}
      </>
    )
  }
  const isUnchanged = check && check.verdict === finding.severity && check.says === finding.says
  return (
    <>
      <b>
        {finding.range}, {isUnchanged ? standingWord(check) : verdictWords[finding.severity]}
      </b>
      <span className="block">
        {finding.says} {isSameEdition && check ? <span className="dim">· {check.citation}</span> : null}
      </span>
      {finding.why ? <q className="quote mt-1 block">{finding.why}</q> : null}
      {isUnchanged && isSameEdition ? null : <SaidNow check={check} was={finding.value} editions={editions} />}
    </>
  )
}

/** Nothing was stored of it: it was within then, or came up since. */
function FoundNow({ check, editions }: { check: Check; editions: Editions }) {
  const { verdict, range, says, citation } = check
  const isSameEdition = editions.found === editions.now
  if (verdict === 'within' && isSameEdition) {
    return (
      <span className="dim">
        {range} · {citation}
      </span>
    )
  }
  if (verdict === 'within') return <SaidNow check={check} editions={editions} />
  return (
    <>
      <b>
        {range}, {standingWord(check)}
      </b>
      <span className="block">
        {says} <span className="dim">· {citation}</span>
      </span>
      <span className="block">
        {isSameEdition
          ? `Found since it was submitted${verdict === 'justify' ? ': there is no why from the trainer' : ''}.`
          : `By today’s rule book, ${editions.now}: it was no finding when this was submitted.`}
      </span>
    </>
  )
}

function SaidNow({ check, was, editions }: { check: Check | null; was?: string; editions: Editions }) {
  const isSameEdition = editions.found === editions.now
  const by = isSameEdition ? 'Now' : `By today’s rule book, ${editions.now}`
  if (!check) return <span className="dim block">{by}: nothing to say.</span>
  const { verdict, value, range, says, citation } = check
  const said = verdict === 'within' ? `within ${range}` : `${says} (${verdictWords[verdict]})`
  const words = value === was ? said : `${value}, ${said}`
  return (
    <span className="dim block">
      {by}: {words}
      {isSameEdition ? null : ` · ${citation}`}
    </span>
  )
}

/** A value that is in range, while what it is a share of was never measured, is called neither within nor advice. */
function standingWord({ verdict, track }: Check): string {
  return track && placeOn(track, verdict) === 'unknown' ? 'not measured' : verdictWords[verdict]
}
