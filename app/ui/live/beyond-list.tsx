/** What goes beyond the cleared dose, each with its numbers and with where it stands that this is beyond. */
import type { Basis, Warning } from '~/domain/live-limits'
import { ruleOf } from '~/domain/rule-book/edition'
import { type ClinicFormat, formatDay, formatNumber } from '../format'
import { Icon } from '../icon'
import { capital, deviationWords } from './line-words'

export function BeyondList({ beyond, format }: { beyond: readonly Warning[]; format: ClinicFormat }) {
  return (
    <ul className="beyond">
      {beyond.map((warning) => (
        <li key={warning.kind}>
          <Icon name="triangle" />
          <span>
            <b className="num">{capital(deviationWords(warning, format))}</b>
            {warning.basis.of === 'session' ? null : (
              <span className="small dim">{basisWords(warning.basis, format)}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** "Limit of the clearance of 20 Nov 2026: 20 % of 1RM at most.", or a rule's sentence with its source. */
function basisWords(basis: Basis, format: ClinicFormat): string {
  if (basis.of === 'limit') {
    const day = basis.clearedOn ? ` of ${formatDay(basis.clearedOn, format)}` : ''
    return `Limit of the clearance${day}: ${formatNumber(basis.percent, format, 1)} % ${basis.share} at most.`
  }
  const rule = basis.of === 'rule' ? ruleOf(basis.ruleId) : null
  return rule ? `${rule.sentence} (${rule.source})` : 'No rule of its own: held to what was cleared.'
}
