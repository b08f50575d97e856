/** What went beyond the cleared dose and why, under the set or the cuff it was logged with. */
import { StatusBadge } from '../status-badge'

export function DeviationNotes({ deviations }: { deviations: readonly { says: string; reason: string }[] }) {
  return deviations.map(({ says, reason }) => (
    <span key={says} className="w-full">
      <StatusBadge tone="justify" icon="triangle">
        Deviation
      </StatusBadge>{' '}
      {says}: {reason}
    </span>
  ))
}
