/** How many programs stand past or close to the end of their window, where one lands; each leads to them on the board. */
import { Link } from '@remix-run/react'
import { LookBadge } from './status-badge'
import { windowLooks } from './window-badge'

type Counts = { breaches: number; reviews: number; closing: number }

const shown = [
  ['breaches', 'breach', 'severity=breach'],
  ['reviews', 'review-due', 'severity=review-due'],
  ['closing', 'closing', 'phase=closing'],
] as const

export function WindowCounts({ counts }: { counts: Counts }) {
  return (
    <nav className="flex flex-wrap gap-x-4 gap-y-2 mb-4" aria-label="Rehab windows">
      {shown.map(([name, look, search]) => (
        <Link key={name} to={`/windows?${search}`} className="inline-flex items-center gap-2">
          <LookBadge look={counts[name] > 0 ? windowLooks[look] : { ...windowLooks[look], tone: 'off' }} />
          <b className="num">{counts[name] >= 100 ? '100 or more' : counts[name]}</b>
        </Link>
      ))}
    </nav>
  )
}
