/** What the rule book said of a version, in one badge; what no rule covers is never called within. */
import type { AskedVersion } from '~/domain/waiting-item'
import { StatusBadge } from './status-badge'

export function RuleSummary({ findings, linesWithoutRule }: Pick<AskedVersion, 'findings' | 'linesWithoutRule'>) {
  const toJustify = findings.filter(({ severity }) => severity === 'justify')
  const [only] = toJustify
  if (only && toJustify.length === 1) {
    return (
      <StatusBadge tone="justify" icon="triangle">
        <span className="whitespace-normal">{inShort(only)}</span>
      </StatusBadge>
    )
  }
  if (toJustify.length > 1) {
    return (
      <StatusBadge tone="justify" icon="triangle">
        {toJustify.length} to justify
      </StatusBadge>
    )
  }
  if (linesWithoutRule > 0) {
    return (
      <StatusBadge tone="off" icon="dash">
        no rule for {linesWithoutRule === 1 ? '1 line' : `${linesWithoutRule} lines`}
      </StatusBadge>
    )
  }
  if (findings.length > 0) {
    return (
      <StatusBadge tone="off" icon="info">
        {findings.length} to note
      </StatusBadge>
    )
  }
  return (
    <StatusBadge tone="ok" icon="check">
      within all
    </StatusBadge>
  )
}

/** The rule's own words, where they are short enough to stand in a list. */
function inShort({ ruleId, value, says }: AskedVersion['findings'][number]): string {
  if (ruleId === 'screening-outcome') return value === 'elevated' ? 'relative contraindication' : value
  return says.startsWith('past the three weeks') ? 'past three weeks' : says
}
