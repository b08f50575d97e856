/** What stands in a strength log, before anything of it is written: the four counts add up to its rows. */
import type { CalendarDay } from './calendar-day'
import type { ImportedSet, RowRefusal, SkipReason } from './strength-log-row'

/** A row that became no set; `line` is the file's line on which it ends, the first line being the heading. */
export type NotTaken =
  | { line: number; outcome: 'skipped'; reason: SkipReason }
  | { line: number; outcome: 'refused'; reason: RowRefusal }

/** The rows of one reason, with the lines of the first few. */
export type ReasonRows = Pick<NotTaken, 'outcome' | 'reason'> & { rows: number; lines: number[] }

const linesNamed = 5

/** Skipped before refused, the most frequent first. */
export function reasonsOf(notTaken: readonly NotTaken[]): ReasonRows[] {
  const reasons = new Map<string, ReasonRows>()
  for (const { outcome, reason, line } of notTaken) {
    const known = reasons.get(reason) ?? { outcome, reason, rows: 0, lines: [] }
    const lines = known.lines.length < linesNamed ? [...known.lines, line] : known.lines
    reasons.set(reason, { ...known, rows: known.rows + 1, lines })
  }
  const all = [...reasons.values()].sort((one, other) => other.rows - one.rows)
  return (['skipped', 'refused'] as const).flatMap((outcome) => all.filter((each) => each.outcome === outcome))
}

/** Rows of sets by the name of their exercise, as the file writes it. */
export function rowsOfNames(sets: readonly Pick<ImportedSet, 'exercise'>[]): Map<string, number> {
  const rows = new Map<string, number>()
  for (const { exercise } of sets) rows.set(exercise, (rows.get(exercise) ?? 0) + 1)
  return rows
}

/** The first and the last day of a log in local time; null where it has no set. */
export function daysOf(
  sets: readonly Pick<ImportedSet, 'performedAtLocal'>[],
): { from: CalendarDay; to: CalendarDay } | null {
  let [from, to] = ['', '']
  for (const { performedAtLocal } of sets) {
    if (from === '' || performedAtLocal < from) from = performedAtLocal
    if (performedAtLocal > to) to = performedAtLocal
  }
  return from === '' ? null : { from: from.slice(0, 10), to: to.slice(0, 10) }
}
