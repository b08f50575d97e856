/** The blood pressures of today before this one, and what the last of them means for the day. */
import { type BloodPressure, reaches, stopPressure } from '~/domain/blood-pressure'
import { type ClinicFormat, formatTime } from '../format'
import { Notice } from '../notice'

export type TakenToday = BloodPressure & { at: string }

type Props = { pressures: readonly TakenToday[]; format: ClinicFormat }

const restMs = 5 * 60_000

/** The newest reading of today is at a stop value: nothing starts before one that is in range. */
export function isStopped(pressures: readonly TakenToday[]): boolean {
  const last = pressures.at(-1)
  return last !== undefined && reaches(last, stopPressure)
}

/** Above all else of the check: why nothing starts, and from when on it is worth measuring again. */
export function StoppedByPressure({ pressures, format }: Props) {
  const last = pressures.at(-1)
  if (!last || !isStopped(pressures)) return null
  const again = formatTime(new Date(Date.parse(last.at) + restMs), format)
  return (
    <div role="alert">
      <Notice
        tone="stop"
        title={
          isStopped(pressures.slice(0, -1))
            ? 'No session today: refer to a doctor'
            : `Let them rest for 5 minutes, and measure again from ${again} on`
        }
      >
        <p className="num">{takenWords(pressures, format)}</p>
        <p>
          At {stopPressure.systolic} or more, or {stopPressure.diastolic} or more, nobody exercises: no session of this
          client starts today, of any program, until a later reading is in range.
        </p>
      </Notice>
    </div>
  )
}

export function TodaysPressures({ pressures, format }: Props) {
  if (pressures.length === 0) return null
  return <p className="small dim num">{takenWords(pressures, format)}</p>
}

function takenWords(pressures: readonly TakenToday[], format: ClinicFormat): string {
  const taken = pressures.map(({ systolic, diastolic, at }) => `${systolic}/${diastolic} at ${formatTime(at, format)}`)
  return `Taken today, in mmHg: ${taken.join(', ')}. All are kept, the last decides.`
}
