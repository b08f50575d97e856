/** The track: a value against its rule; a dot inside, a red diamond outside, hollow where it is not known; and in words. */
import type { Track as TrackValues } from '~/domain/rule-book/rule'

type TrackProps = TrackValues & {
  /** What is measured: "Pressure". */
  label: string
  /** `below`: short of a goal, which breaks no rule. `unknown`: what it is a share of was not measured. */
  verdict: 'within' | 'outside' | 'below' | 'unknown'
  /** The value of the version before. */
  was?: number
}

/** Where a value lies on the scale, in percent of its width, never beyond its ends. */
export function positionOf(value: number, min: number, max: number): number {
  if (max <= min) return 0
  return Math.min(100, Math.max(0, ((value - min) / (max - min)) * 100))
}

function trackSentence({ label, value, low, high, unit, verdict, was }: TrackProps): string {
  const before = was === undefined ? '' : `, was ${was}`
  const lies = verdict === 'unknown' ? 'not measured, so not known' : verdict
  return `${label} ${value} ${unit}${before}; the range is ${low} to ${high}: ${lies}.`
}

const marks: Record<TrackProps['verdict'], string> = {
  within: 'track-value',
  below: 'track-value',
  outside: 'track-value track-out',
  unknown: 'track-value track-unknown',
}

export function Track(props: TrackProps) {
  const { value, low, high, min, max, verdict, was } = props
  const at = (place: number) => `${positionOf(place, min, max)}%`
  const from = positionOf(low, min, max)
  return (
    <div
      className={verdict === 'unknown' ? 'track track-unmeasured' : 'track'}
      role="img"
      aria-label={trackSentence(props)}
    >
      <span className="track-range" style={{ left: `${from}%`, width: `${positionOf(high, min, max) - from}%` }} />
      {was === undefined ? null : <span className="track-was" style={{ left: at(was) }} />}
      <span className={marks[verdict]} style={{ left: at(value) }} />
    </div>
  )
}
