/** A decision as a badge: the same word, shape and colour wherever one is shown. */
import type { DecisionKind } from '~/domain/clearance'
import { LookBadge, type StatusLook } from './status-badge'

export type DecisionOutcome = DecisionKind | 'revoked'

export const decisionLooks: Record<DecisionOutcome, StatusLook> = {
  cleared: { tone: 'ok', icon: 'check', word: 'Cleared' },
  'cleared-with-limits': { tone: 'ok', icon: 'check', word: 'Cleared with limits' },
  'changes-requested': { tone: 'justify', icon: 'triangle', word: 'Changes requested' },
  declined: { tone: 'stop', icon: 'octagon', word: 'Declined' },
  revoked: { tone: 'stop', icon: 'octagon', word: 'Revoked' },
}

export function DecisionBadge({ is }: { is: DecisionOutcome }) {
  return <LookBadge look={decisionLooks[is]} />
}
