/** Absences in words: their days, and what they are today as a word, a shape and a colour. */
import type { AbsencePhase } from '~/domain/absence'
import type { CalendarDay } from '~/domain/calendar-day'
import { type ClinicFormat, formatDay, formatShortDay } from './format'
import type { StatusLook } from './status-badge'

export const phaseLooks: Record<AbsencePhase, StatusLook> = {
  coming: { tone: 'wait', icon: 'hourglass', word: 'Coming' },
  running: { tone: 'hold', icon: 'bars', word: 'Away now' },
  over: { tone: 'off', icon: 'check', word: 'Over' },
  never: { tone: 'off', icon: 'check', word: 'Called off' },
}

type Days = { from: CalendarDay; until: CalendarDay }

/** "1 Dec to 7 Dec 2026", or "1 Dec 2026". */
export function daysWords({ from, until }: Days, format: ClinicFormat): string {
  return from === until ? formatDay(from, format) : `${formatShortDay(from, format)} to ${formatDay(until, format)}`
}
