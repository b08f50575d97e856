/** What the rule book says of a line or of the whole version, rule by rule: value, track, sentence, range and source. */
import { memo } from 'react'
import { ruleOf } from '~/domain/rule-book/edition'
import type { Check } from '~/domain/rule-book/rule'
import { placeOn } from '~/domain/rule-book/ruling'
import { SeverityBadge } from './status-words'
import { Track } from './track'

/** "Rest between sets", from the rule's own id. */
export function ruleName(ruleId: string): string {
  const words = ruleId.replaceAll('-', ' ').replace('bfr', 'BFR')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

type ChecksProps = { checks: readonly Check[]; label: string }

/** Drawn again only where a check is another one: in the builder all of them are made anew at each key. */
export const RuleChecks = memo(function RuleChecks({ checks, label }: ChecksProps) {
  return (
    <ul className="checks" aria-label={label}>
      {checks.map((check) => (
        <CheckRow key={check.ruleId} check={check} />
      ))}
    </ul>
  )
}, isSame)

function isSame(before: ChecksProps, after: ChecksProps): boolean {
  return before.label === after.label && JSON.stringify(before.checks) === JSON.stringify(after.checks)
}

function CheckRow({ check }: { check: Check }) {
  const { ruleId, verdict, value, range, says, citation, track } = check
  if (verdict === 'no-rule') {
    return (
      <li className="check-row">
        <SeverityBadge is="no-rule" />
        <span className="check-says">No published range covers it: the clinician judges it.</span>
      </li>
    )
  }
  const isOutside = verdict !== 'within'
  return (
    <li className={`check-row check-${verdict}`}>
      <div>
        <span className="check-value">
          {ruleName(ruleId)} <b>{value}</b>
        </span>
        {track ? <Track {...track} label={ruleName(ruleId)} verdict={placeOn(track, verdict)} /> : null}
      </div>
      <div className="check-says">
        {isOutside ? (
          <span className="check-verdict">
            <SeverityBadge is={verdict} /> <b>{says}</b>
          </span>
        ) : null}
        <span className="block">{ruleOf(ruleId)?.sentence}</span>
        <span className="block dim">
          {range} · {citation}
        </span>
      </div>
    </li>
  )
}
