/** How many rows of a file of tested maxima are new, here already, skipped, or refused. */
import { type ClinicFormat, formatNumber } from './format'
import { oneRmVerdictLooks } from './one-rm-words'
import { LookBadge } from './status-badge'

export type OneRmCountsShown = { taken: number; known: number; skipped: number; refused: number }

const order = ['taken', 'known', 'skipped', 'refused'] as const

export function OneRmCounts({ counts, format }: { counts: OneRmCountsShown; format: ClinicFormat }) {
  return (
    <ul className="flex flex-wrap gap-x-6 gap-y-2">
      {order.map((is) => (
        <li key={is} className="flex items-baseline gap-2">
          <b className="text-lg tabular-nums">{formatNumber(counts[is], format)}</b>
          <LookBadge look={oneRmVerdictLooks[is]} />
        </li>
      ))}
    </ul>
  )
}
