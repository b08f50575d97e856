/** Whether the work is being done: volume by calendar week, and sessions done against sessions planned. */
import { addDays, type CalendarDay, daysBetween } from './calendar-day'
import { volumeKg } from './strength'

export type WeekOfWork = { weekFrom: CalendarDay; volumeKg: number; sets: number; setsWithoutLoad: number }

const aMonday: CalendarDay = '1970-01-05'

/** The Monday on or before a day. */
export function mondayOf(day: CalendarDay): CalendarDay {
  const past = daysBetween(aMonday, day) % 7
  return addDays(day, -((past + 7) % 7))
}

type SetDone = { on: CalendarDay; loadG: number | null; reps: number | null }

/** Every week from the first set to the last, also those without one. Sets without a load count as sets, not as volume. */
export function weeklyVolume(sets: SetDone[]): WeekOfWork[] {
  const days = sets.map(({ on }) => on).sort()
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return []
  const byWeek = new Map<CalendarDay, SetDone[]>()
  for (const set of sets) byWeek.set(mondayOf(set.on), [...(byWeek.get(mondayOf(set.on)) ?? []), set])
  const weeks = daysBetween(mondayOf(first), mondayOf(last)) / 7 + 1
  return Array.from({ length: weeks }, (_, index) => {
    const weekFrom = addDays(mondayOf(first), index * 7)
    const own = byWeek.get(weekFrom) ?? []
    const setsWithoutLoad = own.filter(({ loadG }) => loadG === null || loadG <= 0).length
    return { weekFrom, volumeKg: volumeKg(own), sets: own.length, setsWithoutLoad }
  })
}

/** A stretch of days, both ends included; `until` null: still running. */
export type Stretch = { from: CalendarDay; until: CalendarDay | null }

export type Plan = Stretch & { sessionsPerWeek: number }

/** A week of a plan, counted from the plan's own first day. `planned` leaves out days on hold. */
export type PlannedWeek = { from: CalendarDay; until: CalendarDay; planned: number; done: number; isOver: boolean }

/** The days of a stretch on which no hold stood, whichever of several holds it was. */
export function openDays(from: CalendarDay, until: CalendarDay, holds: Stretch[]): number {
  const days = Array.from({ length: daysBetween(from, until) + 1 }, (_, index) => addDays(from, index))
  const isHeld = (day: CalendarDay) =>
    holds.some((hold) => hold.from <= day && (hold.until === null || day <= hold.until))
  return days.filter((day) => !isHeld(day)).length
}

function weeksOf(plan: Plan, sessionsOn: CalendarDay[], holds: Stretch[], today: CalendarDay): PlannedWeek[] {
  const end = plan.until !== null && plan.until < today ? plan.until : today
  const count = Math.max(0, Math.ceil((daysBetween(plan.from, end) + 1) / 7))
  return Array.from({ length: count }, (_, index) => {
    const from = addDays(plan.from, index * 7)
    const until = plan.until !== null && plan.until < addDays(from, 6) ? plan.until : addDays(from, 6)
    const planned = Math.floor((plan.sessionsPerWeek * openDays(from, until, holds)) / 7)
    const done = sessionsOn.filter((day) => day >= from && day <= until).length
    return { from, until, planned, done, isOver: until < today }
  })
}

export type Adherence = {
  weeks: PlannedWeek[]
  /** Over the weeks that are over: sessions planned, and those of them that were done. */
  planned: number
  kept: number
  /** Done beyond the week's plan; they make up for nothing. */
  extra: number
}

/**
 * Plans follow one another (a step-down ends one and begins the next); `sessionsOn` has one day a session. Weeks that
 * began before `since` are left out, and their sessions need not be there.
 */
export function adherence(
  plans: Plan[],
  sessionsOn: CalendarDay[],
  holds: Stretch[],
  today: CalendarDay,
  since: CalendarDay | null = null,
): Adherence {
  const all = plans.flatMap((plan) => weeksOf(plan, sessionsOn, holds, today))
  const weeks = all.filter(({ from }) => since === null || from >= since)
  const over = weeks.filter((week) => week.isOver)
  const sum = (count: (week: PlannedWeek) => number) => over.reduce((total, week) => total + count(week), 0)
  return {
    weeks,
    planned: sum(({ planned }) => planned),
    kept: sum(({ planned, done }) => Math.min(planned, done)),
    extra: sum(({ planned, done }) => Math.max(0, done - planned)),
  }
}

/** Of all programs that run; a week that is wholly on hold asks for nothing. */
function thisWeekWords(running: PlannedWeek[]): string {
  const done = running.reduce((sum, week) => sum + week.done, 0)
  const planned = running.reduce((sum, week) => sum + week.planned, 0)
  if (planned > 0) return `${done} of ${planned} so far this week`
  return done > 0 ? `${done} so far this week, with none planned` : ''
}

/** "26 of 28 planned sessions." */
export function adherenceSentence({ planned, kept, extra, weeks }: Adherence): string {
  const thisWeek = thisWeekWords(weeks.filter((week) => !week.isOver))
  if (planned === 0) return thisWeek ? `${thisWeek}.` : 'Nothing was planned yet.'
  const more = extra > 0 ? `, and ${extra} more than planned` : ''
  return `${kept} of ${planned} planned sessions${more}${thisWeek ? `; ${thisWeek}` : ''}.`
}
