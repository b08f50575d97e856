/** Are the limbs evening out: the symmetry index on its track, against the usual line and the first baseline. */
import { symmetryLinePercent } from '~/domain/strength'
import { shownPercent } from '~/domain/symmetry-words'
import { Track } from '../track'

type LsiTrackProps = {
  /** Involved over uninvolved, percent. */
  percent: number
  /** The same at the beginning. */
  firstPercent?: number
}

export function LsiTrack({ percent, firstPercent }: LsiTrackProps) {
  const value = shownPercent(percent)
  return (
    <Track
      label="Limb symmetry"
      value={value}
      was={firstPercent === undefined ? undefined : shownPercent(firstPercent)}
      low={symmetryLinePercent}
      high={Math.max(100, value)}
      min={0}
      max={Math.max(100, value)}
      unit="%"
      verdict={value >= symmetryLinePercent ? 'within' : 'below'}
    />
  )
}
