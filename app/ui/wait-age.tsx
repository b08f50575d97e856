/** How long something waits against the clinic's target: words, a bar that fills up to it, and past it a word and a shape. */
import { formatWait } from './format'
import { Icon } from './icon'

/** `percent`: of the target, whole; null: past it. `isLate`: past half of it. */
export type WaitLook = { words: string; percent: number | null; isLate: boolean }

export function waitLook(minutes: number, targetHours: number): WaitLook {
  const share = minutes / (targetHours * 60)
  return { words: formatWait(minutes), percent: share > 1 ? null : Math.round(share * 100), isLate: share > 0.5 }
}

export function WaitAge({ words, percent, isLate }: WaitLook) {
  if (percent === null) {
    return (
      <span className="wait-age">
        <b>{words}</b>
        <span className="wait-past">
          <Icon name="triangle" /> past target
        </span>
      </span>
    )
  }
  return (
    <span className="wait-age">
      <span className={isLate ? 'font-bold' : undefined}>{words}</span>
      <span className="wait-bar" aria-hidden="true">
        <span style={{ width: `${percent}%` }} />
      </span>
    </span>
  )
}
