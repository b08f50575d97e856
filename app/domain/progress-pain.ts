/** Whether it hurts less, by the smallest change that matters (Salaffi 2004). */
import type { CalendarDay } from './calendar-day'
import { type PainChange, painChange } from './strength'

/** Pain on the NRS, 0 to 10. */
export type PainPoint = { on: CalendarDay; nrs: number }

/** The worst of each day, oldest first. */
export function painSeries(reported: PainPoint[]): PainPoint[] {
  const worst = new Map<CalendarDay, number>()
  for (const { on, nrs } of reported) worst.set(on, Math.max(worst.get(on) ?? 0, nrs))
  return [...worst].map(([on, nrs]) => ({ on, nrs })).sort((one, other) => (one.on < other.on ? -1 : 1))
}

export type PainAnswer = { change: PainChange | null; sentence: string; note: string | null }

const changeNotes: Record<PainChange, string> = {
  'much-better': 'A change of 1 matters; this is "much better".',
  better: 'A change of 1 matters; this one does.',
  'no-change-that-matters': 'A change of 1 would matter; this is less.',
  worse: 'It hurts more than at first.',
}

/** "5 → 2 of 10." from the first day to the last. */
export function painAnswer(points: PainPoint[]): PainAnswer {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return { change: null, sentence: 'No pain recorded yet.', note: null }
  if (first === last) return { change: null, sentence: `${first.nrs} of 10, asked once in this time.`, note: null }
  const change = painChange(first.nrs, last.nrs)
  return { change, sentence: `${first.nrs} → ${last.nrs} of 10.`, note: changeNotes[change] }
}
