/** A time that runs, as a ring and as a number: the ring fills towards what was cleared, and says so past it. */
import { Icon } from '../icon'
import { clock } from './line-words'

type RingProps = { label: string; seconds: number; mostSeconds: number; says: string; tone?: 'wait' | 'stop' | 'plain' }

const around = 2 * Math.PI * 45
const icons = { wait: 'triangle', stop: 'octagon' } as const

export function Ring({ label, seconds, mostSeconds, says, tone = 'plain' }: RingProps) {
  const share = mostSeconds > 0 ? Math.min(1, Math.max(0, seconds) / mostSeconds) : 0
  return (
    <div className={`round round-${tone}`} role="timer" aria-label={label}>
      <svg viewBox="0 0 100 100" aria-hidden="true">
        <circle className="round-track" cx="50" cy="50" r="45" />
        {share > 0 ? (
          <circle
            className="round-share"
            cx="50"
            cy="50"
            r="45"
            strokeDasharray={around}
            strokeDashoffset={around * (1 - share)}
            transform="rotate(-90 50 50)"
          />
        ) : null}
        <path className="round-end" d="M50 1v10" />
      </svg>
      <div>
        <span className="small round-says">
          {tone === 'plain' ? null : <Icon name={icons[tone]} />} {label}
        </span>
        <span className={seconds < 600 ? 'round-time' : 'round-time round-time-long'}>{clock(seconds)}</span>
        <span className="small round-says num">{says}</span>
      </div>
    </div>
  )
}
