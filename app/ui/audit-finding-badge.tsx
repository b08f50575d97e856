/** What an admin found in a clearance that was drawn, as a badge. */
import type { AuditFinding } from '~/domain/clearance-audit'
import { LookBadge, type StatusLook } from './status-badge'

export const auditFindingLooks: Record<AuditFinding, StatusLook> = {
  'in-order': { tone: 'ok', icon: 'check', word: 'In order' },
  question: { tone: 'wait', icon: 'triangle', word: 'A question' },
  'not-in-order': { tone: 'stop', icon: 'octagon', word: 'Not in order' },
}

export function AuditFindingBadge({ is }: { is: AuditFinding }) {
  return <LookBadge look={auditFindingLooks[is]} />
}
