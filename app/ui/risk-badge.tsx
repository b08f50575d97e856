/** How grave something that waits is, as a word, a shape and a colour. */
import type { Risk } from '~/domain/waiting'
import { LookBadge, type StatusLook } from './status-badge'

export const riskLooks: Record<Risk, StatusLook> = {
  'red-flag': { tone: 'hold', icon: 'bars', word: 'Held by red flag' },
  breach: { tone: 'stop', icon: 'octagon', word: 'In breach' },
  doctor: { tone: 'stop', icon: 'triangle', word: 'Doctor decides' },
  held: { tone: 'hold', icon: 'bars', word: 'On hold' },
  justify: { tone: 'justify', icon: 'triangle', word: 'To justify' },
  standard: { tone: 'off', icon: 'hourglass', word: 'Standard' },
}

export function RiskBadge({ is }: { is: Risk }) {
  return <LookBadge look={riskLooks[is]} />
}
