/** How long something waits against the clinic's target: words, a bar that fills up to it, and past it a word and a shape. */
import { formatWait } from './format'
import { Icon } from './icon'

export function WaitAge({ minutes, targetHours }: { minutes: number; targetHours: number }) {
  const share = minutes / (targetHours * 60)
  if (share > 1) {
    return (
      <span className="wait-age">
        <b>{formatWait(minutes)}</b>
        <span className="wait-past">
          <Icon name="triangle" /> past target
        </span>
      </span>
    )
  }
  return (
    <span className="wait-age">
      <span className={share > 0.5 ? 'font-bold' : undefined}>{formatWait(minutes)}</span>
      <span className="wait-bar" aria-hidden="true">
        <span style={{ width: `${Math.round(share * 100)}%` }} />
      </span>
    </span>
  )
}
