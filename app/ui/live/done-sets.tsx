/** The sets of a line that were done, with what went beyond the cleared dose and why. */
import type { DoneSet } from '~/domain/live-line'
import { type ClinicFormat, formatLoad, formatSeconds } from '../format'
import { DeviationNotes } from './deviation-notes'
import { useFloor } from './floor-context'

type DoneProps = {
  sets: readonly DoneSet[]
  format: ClinicFormat
  /** Where a set is put right; null: not by this member. */
  correctionOf?: ((setId: string) => string) | null
}

export function DoneSets({ sets, format, correctionOf = null }: DoneProps) {
  const { waiting } = useFloor()
  const isOnPhone = (key: string) => waiting?.entries.some((one) => one.key === key && one.state.is === 'waiting')
  if (sets.length === 0) return null
  return (
    <ol className="live-done" aria-label="Sets done">
      {sets.map((set) => (
        <li key={set.id} className="num">
          <span>
            Set {set.setNumber}: {set.reps} reps{set.loadG === null ? '' : `, ${formatLoad(set.loadG, format)}`}
            {set.rpe === null ? '' : `, RPE ${set.rpe}`}
          </span>
          <span className="dim">{cuffWords(set)}</span>
          {isOnPhone(set.id) ? <span className="dim">on this phone</span> : null}
          {correctionOf && !isOnPhone(set.id) ? (
            <a className="small" href={correctionOf(set.id)} aria-label={`Put set ${set.setNumber} right`}>
              Put right
            </a>
          ) : null}
          <DeviationNotes deviations={set.deviations} />
        </li>
      ))}
    </ol>
  )
}

function cuffWords({ isRestricted, pressureMmhg, restrictionSeconds }: DoneSet): string {
  if (!isRestricted) return ''
  const pressure = pressureMmhg === null ? 'pressure not recorded' : `${pressureMmhg} mmHg`
  return restrictionSeconds === null ? pressure : `${pressure}, cuff on ${formatSeconds(restrictionSeconds)}`
}
