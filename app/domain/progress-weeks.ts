/** Calendar weeks of work: what was done in each, and what the programs planned for it. */
import { addDays, type CalendarDay, daysBetween } from './calendar-day'
import type { WorkWeek } from './progress-shown'
import { mondayOf, openDays, type Plan, type Stretch } from './progress-work'

export type ProgramPlans = { plans: Plan[]; holds: Stretch[] }

/** `week` counts from 0, the week of the first Monday. */
export type WeekDone = { week: number; volumeG: number; sessions: number }

/** The first whole week of a range. */
export function firstWeekOf(from: CalendarDay): CalendarDay {
  return mondayOf(addDays(from, 6))
}

/** A week's share of each plan by its days, those on hold taken out; null where no plan reaches into the week. */
function plannedOf({ plans, holds }: ProgramPlans, monday: CalendarDay): number | null {
  const sunday = addDays(monday, 6)
  const shares = plans.flatMap(({ from, until, sessionsPerWeek }) => {
    const first = from > monday ? from : monday
    const last = until !== null && until < sunday ? until : sunday
    return first <= last ? [sessionsPerWeek * openDays(first, last, holds)] : []
  })
  // Sevenths are added before they are rounded: half a week of 3 and half of 4 are 3, not 1 and 1.
  return shares.length > 0 ? Math.floor(shares.reduce((sum, share) => sum + share, 0) / 7) : null
}

/** Weeks in which something was done or planned, oldest first; programs side by side each plan for themselves. */
export function weeksOfWork(
  done: WeekDone[],
  programs: ProgramPlans[],
  firstMonday: CalendarDay,
  today: CalendarDay,
): WorkWeek[] {
  const doneIn = new Map(done.map((week) => [week.week, week]))
  const ofToday = Math.floor(daysBetween(firstMonday, today) / 7)
  const last = Math.max(ofToday, ...doneIn.keys())
  return Array.from({ length: last + 1 }, (_, week) => week).flatMap((week): WorkWeek[] => {
    const weekOf = addDays(firstMonday, week * 7)
    const planned = week > ofToday ? [] : programs.flatMap((program) => plannedOf(program, weekOf) ?? [])
    const { volumeG = 0, sessions = 0 } = doneIn.get(week) ?? {}
    if (planned.length === 0) return doneIn.has(week) ? [{ weekOf, volumeG, sessions, planned: null }] : []
    return [{ weekOf, volumeG, sessions, planned: planned.reduce((sum, each) => sum + each, 0) }]
  })
}
