/** What the window strip shows: one cell a day, in words and in shapes, without drawing anything. */
import type { RehabWindow } from '~/domain/rehab-window'

export type StripPhase = RehabWindow['phase'] | 'not-open'

/** Days of the window on which a hold stood; `until` null: it stands still. */
export type StripHold = { from: number; until: number | null }

export type StripFacts = {
  /** Day of the window, from 1; null before its first session. */
  day: number | null
  /** The days of the window on which a session took place. */
  sessionDays: readonly number[]
  phase: StripPhase
  /** The clinic's days of a window, and the one from which it closes. */
  windowDays: number
  closingFromDay: number
  /** Days granted past them. */
  extensionDays?: number
  /** The days on which a version was cleared; 0: before it opened. */
  clearedDays?: readonly number[]
  holds?: readonly StripHold[]
}

export type CellKind = 'plain' | 'closing' | 'extended' | 'past'
export type Cell = { day: number; kind: CellKind; isDone: boolean; isToday: boolean }
export type Strip = {
  cells: Cell[]
  lastDay: number
  daysNotShown: number
  /** Under the cells, within what is drawn. */
  cleared: number[]
  held: { from: number; until: number }[]
}

/** Days past the last allowed one that are drawn; the rest is a number. */
export const mostOverrunCells = 14

function kindOf(day: number, lastDay: number, { windowDays, closingFromDay }: StripFacts): CellKind {
  if (day > lastDay) return 'past'
  if (day > windowDays) return 'extended'
  return day >= closingFromDay ? 'closing' : 'plain'
}

export function stripCells(facts: StripFacts): Strip {
  const { day, sessionDays, windowDays, extensionDays = 0, clearedDays = [], holds = [] } = facts
  const lastDay = windowDays + extensionDays
  const daysOver = Math.max(0, (day ?? 0) - lastDay)
  const shown = lastDay + Math.min(daysOver, mostOverrunCells)
  const done = new Set(sessionDays)
  const cells = Array.from({ length: shown }, (_, index) => ({
    day: index + 1,
    kind: kindOf(index + 1, lastDay, facts),
    isDone: done.has(index + 1),
    isToday: index + 1 === day,
  }))
  const held = holds
    .map(({ from, until }) => ({ from: Math.max(1, from), until: Math.min(until ?? day ?? 0, shown) }))
    .filter(({ from, until }) => from <= until)
  const cleared = [...new Set(clearedDays.map((day) => Math.max(1, day)))].filter((day) => day <= shown)
  return { cells, lastDay, daysNotShown: daysOver - (shown - lastDay), cleared, held }
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

const phaseWords: Record<Exclude<StripPhase, 'not-open' | 'past' | 'extended'>, string> = {
  open: 'open',
  closing: 'closing',
  'last-day': 'the last day',
}

/** The strip as a sentence: "Day 23 of 21, 2 days past, sessions on 19 days." */
export function stripSentence(facts: StripFacts): string {
  const { day, sessionDays, phase, windowDays, extensionDays = 0 } = facts
  if (day === null || phase === 'not-open') return 'The rehab window opens with the first session.'
  const lastDay = windowDays + extensionDays
  const parts = [
    `Day ${day} of ${windowDays}`,
    phase === 'past'
      ? `${counted(day - lastDay, 'day', 'days')} past`
      : phase === 'extended'
        ? `past ${windowDays === 21 ? 'the three weeks' : `the ${windowDays} days`}`
        : phaseWords[phase],
    ...(extensionDays > 0 ? [`extended by ${counted(extensionDays, 'day', 'days')}`] : []),
    `sessions on ${counted(new Set(sessionDays).size, 'day', 'days')}`,
    ...markWords(facts),
  ]
  return `${parts.join(', ')}.`
}

function markWords({ clearedDays = [], holds = [] }: StripFacts): string[] {
  const within = clearedDays.filter((day) => day > 0)
  const cleared = [
    ...(within.length < clearedDays.length ? ['before it opened'] : []),
    ...(within.length > 0 ? [`on day ${within.join(' and ')}`] : []),
  ]
  return [
    ...(cleared.length > 0 ? [`cleared ${cleared.join(' and ')}`] : []),
    ...holds.map(({ from, until }) => heldWords(Math.max(1, from), until)),
  ]
}

function heldWords(from: number, until: number | null): string {
  if (until === null) return `on hold since day ${from}`
  return until <= from ? `on hold on day ${from}` : `on hold from day ${from} to ${until}`
}

/** The short words beside a strip: "day 9 of 21". */
export function dayWords({ day, phase, windowDays }: Pick<StripFacts, 'day' | 'phase' | 'windowDays'>): string {
  return day === null || phase === 'not-open' ? 'not open yet' : `day ${day} of ${windowDays}`
}
