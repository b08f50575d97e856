/** Are the limbs evening out: the symmetry index on its track, against the usual line and the first baseline. */
import { symmetryLinePercent } from '~/domain/strength'
import { Track } from '../track'

type LsiTrackProps = {
  /** Involved over uninvolved, percent. */
  percent: number
  /** The same at the beginning. */
  firstPercent?: number
}

export function LsiTrack({ percent, firstPercent }: LsiTrackProps) {
  const value = Math.round(percent)
  return (
    <Track
      label="Limb symmetry"
      value={value}
      was={firstPercent === undefined ? undefined : Math.round(firstPercent)}
      low={symmetryLinePercent}
      high={Math.max(100, value)}
      min={0}
      max={Math.max(100, value)}
      unit="%"
      verdict={value >= symmetryLinePercent ? 'within' : 'below'}
    />
  )
}
