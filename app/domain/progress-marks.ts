/** What stands on the time axis of every chart: clearances, holds and the rehab window. */
import { type CalendarDay, daysBetween } from './calendar-day'
import { lastDayOf } from './rehab-window'

export type AxisMark =
  | { kind: 'clearance'; on: CalendarDay; label: string }
  | { kind: 'red-flag'; on: CalendarDay; label: string }
  | { kind: 'hold'; from: CalendarDay; until: CalendarDay | null; label: string }
  | { kind: 'window'; from: CalendarDay; until: CalendarDay; label: string }

export type Course = {
  clearedOn: CalendarDay[]
  /** `until` is the day a hold was lifted; null: it stands. */
  holds: { from: CalendarDay; until: CalendarDay | null }[]
  windows: { openedOn: CalendarDay; extensionDays: number; windowDays: number }[]
  redFlags: CalendarDay[]
}

function dayCount(days: number): string {
  return days === 1 ? '1 day' : `${days} days`
}

function holdLabel(from: CalendarDay, until: CalendarDay | null): string {
  return until ? `hold, ${dayCount(Math.max(1, daysBetween(from, until)))}` : 'on hold'
}

function dayOf(mark: AxisMark): CalendarDay {
  return 'on' in mark ? mark.on : mark.from
}

/** In the order of their days. A window's `until` is its last day within. */
export function axisMarks({ clearedOn, holds, windows, redFlags }: Course): AxisMark[] {
  const marks: AxisMark[] = [
    ...clearedOn.map((on): AxisMark => ({ kind: 'clearance', on, label: 'cleared' })),
    ...redFlags.map((on): AxisMark => ({ kind: 'red-flag', on, label: 'red flag' })),
    ...holds.map(({ from, until }): AxisMark => ({ kind: 'hold', from, until, label: holdLabel(from, until) })),
    ...windows.map((window): AxisMark => {
      const { openedOn } = window
      const until = lastDayOf(window)
      return {
        kind: 'window',
        from: openedOn,
        until,
        label: `rehab window, ${dayCount(daysBetween(openedOn, until) + 1)}`,
      }
    }),
  ]
  return marks.sort((one, other) => daysBetween(dayOf(other), dayOf(one)))
}
