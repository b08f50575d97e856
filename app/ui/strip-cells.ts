/** What the window strip shows: one cell a day, in words and in shapes, without drawing anything. */
import { closingFromDay, type RehabWindow, windowDays } from '~/domain/rehab-window'

export type StripPhase = RehabWindow['phase'] | 'not-open'

export type StripFacts = {
  /** Day of the window, from 1; null before its first session. */
  day: number | null
  /** The days of the window on which a session took place. */
  sessionDays: readonly number[]
  phase: StripPhase
  /** Days granted past the 21. */
  extensionDays?: number
}

export type CellKind = 'plain' | 'closing' | 'extended' | 'past'
export type Cell = { day: number; kind: CellKind; isDone: boolean; isToday: boolean }
export type Strip = { cells: Cell[]; lastDay: number; daysNotShown: number }

/** Days past the last allowed one that are drawn; the rest is a number. */
export const mostOverrunCells = 14

function kindOf(day: number, lastDay: number): CellKind {
  if (day > lastDay) return 'past'
  if (day > windowDays) return 'extended'
  return day >= closingFromDay ? 'closing' : 'plain'
}

export function stripCells({ day, sessionDays, extensionDays = 0 }: StripFacts): Strip {
  const lastDay = windowDays + extensionDays
  const daysOver = Math.max(0, (day ?? 0) - lastDay)
  const shown = lastDay + Math.min(daysOver, mostOverrunCells)
  const done = new Set(sessionDays)
  const cells = Array.from({ length: shown }, (_, index) => ({
    day: index + 1,
    kind: kindOf(index + 1, lastDay),
    isDone: done.has(index + 1),
    isToday: index + 1 === day,
  }))
  return { cells, lastDay, daysNotShown: daysOver - (shown - lastDay) }
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

const phaseWords: Record<Exclude<StripPhase, 'not-open' | 'past'>, string> = {
  open: 'open',
  closing: 'closing',
  'last-day': 'the last day',
  extended: 'past the three weeks',
}

/** The strip as a sentence: "Day 23 of 21, 2 days past, sessions on 19 days." */
export function stripSentence({ day, sessionDays, phase, extensionDays = 0 }: StripFacts): string {
  if (day === null || phase === 'not-open') return 'The rehab window opens with the first session.'
  const lastDay = windowDays + extensionDays
  const stands = phase === 'past' ? `${counted(day - lastDay, 'day', 'days')} past` : phaseWords[phase]
  const extension = extensionDays > 0 ? `, extended by ${counted(extensionDays, 'day', 'days')}` : ''
  const sessions = counted(new Set(sessionDays).size, 'day', 'days')
  return `Day ${day} of ${windowDays}, ${stands}${extension}, sessions on ${sessions}.`
}

/** The short words beside a strip: "day 9 of 21". */
export function dayWords({ day, phase }: Pick<StripFacts, 'day' | 'phase'>): string {
  return day === null || phase === 'not-open' ? 'not open yet' : `day ${day} of ${windowDays}`
}
