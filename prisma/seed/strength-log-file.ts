/** Most of a year of somebody's own training, as the app Strong exports it, with the rows that such files have. */
import type { Calendar } from './calendar'
import type { Numbers } from './numbers'

const heading =
  'Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE'

/** Loads in kg: where each lift began, and what it gained a week. */
const lifts = [
  { name: 'Squat (Barbell)', from: 40, aWeek: 0.9 },
  { name: 'Deadlift (Barbell)', from: 50, aWeek: 1.1 },
  { name: 'Bench Press (Barbell)', from: 27.5, aWeek: 0.35 },
]

/** Thirty-two weeks that ended five weeks ago, one training of each lift a week, with two weeks off in the middle. */
export function strengthLogCsv(calendar: Calendar, numbers: Numbers): string {
  const weeks = Array.from({ length: 32 }, (_, week) => week).filter((week) => week !== 15 && week !== 16)
  return [heading, ...weeks.flatMap((week) => rowsOfWeek(calendar.day(-259 + week * 7), week, numbers))].join('\n')
}

function rowsOfWeek(day: string, week: number, numbers: Numbers): string[] {
  const row = (cells: (string | number)[]) =>
    [`${day} 18:${numbers.between(10, 50)}:00`, 'Evening', '52m', ...cells].join(',')
  const trained = lifts.flatMap(({ name, from, aWeek }) => {
    const load = Math.round((from + week * aWeek + numbers.between(0, 1) * 1.25) / 2.5) * 2.5
    const warmUp = row([name, 'W', load / 2, 8, 0, 0, '', '', ''])
    const sets = [1, 2, 3].map((set) => row([name, set, load, numbers.between(5, 6), 0, 0, '', '', set === 3 ? 9 : 8]))
    return [warmUp, ...sets, row([name, 'Rest Timer', 0, '', 0, 120, '', '', ''])]
  })
  const isRun = week % 4 === 0
  return isRun ? [...trained, row(['Running', 1, 0, '', 4.2, 1500, '', '', ''])] : trained
}
