/** The blood pressures of today before this one, and what the last of them means for the day. */
import { type BloodPressure, reaches, stopPressure } from '~/domain/blood-pressure'
import { type ClinicFormat, formatTime } from '../format'
import { Notice } from '../notice'

export type TakenToday = BloodPressure & { at: string }

export function TodaysPressures({ pressures, format }: { pressures: readonly TakenToday[]; format: ClinicFormat }) {
  const last = pressures.at(-1)
  if (!last) return null
  const taken = pressures.map(({ systolic, diastolic, at }) => `${systolic}/${diastolic} at ${formatTime(at, format)}`)
  const words = `Taken today: ${taken.join(', ')} mmHg. All are kept, the last decides.`
  if (!reaches(last, stopPressure)) return <p className="small dim num">{words}</p>
  const before = pressures.at(-2)
  const isStopped = before !== undefined && reaches(before, stopPressure)
  return (
    <Notice
      tone="stop"
      title={isStopped ? 'No session today: refer to a doctor' : 'Let them rest for 5 minutes, then measure again'}
    >
      <p className="num">{words}</p>
      <p>
        At {stopPressure.systolic} or more, or {stopPressure.diastolic} or more, nobody exercises: no session of this
        client starts today, of any program, until a later reading is in range.
      </p>
    </Notice>
  )
}
