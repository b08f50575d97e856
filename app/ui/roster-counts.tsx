/** How many rows of a list are new, here already, perhaps here, or refused. */
import type { ClinicFormat } from './format'
import { formatNumber } from './format'
import { verdictLooks } from './roster-words'
import { LookBadge } from './status-badge'

export type Counts = { taken: number; known: number; alike: number; refused: number }

const order = ['taken', 'known', 'alike', 'refused'] as const

export function RosterCounts({ counts, format }: { counts: Counts; format: ClinicFormat }) {
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-2">
      {order.map((is) => (
        <li key={is} className="flex items-baseline gap-2">
          <b className="text-lg tabular-nums">{formatNumber(counts[is], format)}</b>
          <LookBadge look={verdictLooks[is]} />
        </li>
      ))}
    </ul>
  )
}
