/** The rows of a file of tested maxima beside each other: by client, known again when they come again, and jumps among them. */
import type { CalendarDay } from './calendar-day'
import { foldExerciseName } from './exercise-names'
import type { Side } from './limb'
import type { OneRmRefusal, OneRmTest } from './one-rm-file-row'
import { isOneRmJump } from './strength'

/** Each client's rows together, clients in the order of their first row, so that a part of the file is of few clients. */
export function byClient<Row>(rows: readonly Row[], clientOf: (row: Row) => string): Row[] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const group = groups.get(clientOf(row))
    if (group) group.push(row)
    else groups.set(clientOf(row), [row])
  }
  return [...groups.values()].flat()
}

/**
 * One text a test, the same whenever the same test of a client comes again and never twice for one of them in one file:
 * identical rows are counted, so they stay. It says nothing of who the client is. The caller hashes it.
 */
export function oneRmKeys(tests: readonly Omit<OneRmTest, 'enteredValue' | 'enteredUnit'>[]): string[] {
  const seen = new Map<string, number>()
  return tests.map(({ client, exerciseInFile, side, on, loadG }) => {
    const key = JSON.stringify([foldExerciseName(exerciseInFile), side, on, loadG])
    const ofClient = JSON.stringify([client, key])
    const occurrence = (seen.get(ofClient) ?? 0) + 1
    seen.set(ofClient, occurrence)
    return `${key}#${occurrence}`
  })
}

export type OneRmNotTaken = { line: number; outcome: 'skipped' | 'refused'; reason: OneRmRefusal | 'no-load' }

/** The rows of one reason, with the lines of the first few. */
export type OneRmReason = Omit<OneRmNotTaken, 'line'> & { rows: number; lines: number[] }

const linesShown = 5

/** What most rows have first, the refused before the skipped. */
export function oneRmReasons(notTaken: readonly OneRmNotTaken[]): OneRmReason[] {
  const reasons = new Map<string, OneRmReason>()
  for (const { line, outcome, reason } of notTaken) {
    const known = reasons.get(reason)
    if (!known) reasons.set(reason, { outcome, reason, rows: 1, lines: [line] })
    else {
      known.rows += 1
      if (known.lines.length < linesShown) known.lines.push(line)
    }
  }
  const rank = ({ outcome }: OneRmReason) => (outcome === 'refused' ? 0 : 1)
  return [...reasons.values()].sort((one, other) => rank(one) - rank(other) || other.rows - one.rows)
}

/** `exercise` is the clinic's name for it. */
export type Tested = { client: string; exercise: string; side: Side; on: CalendarDay; loadG: number }

/** A test of the file more than 20 % off the one before it, in the file or on record. */
export type Jump = Tested & { line: number; fromG: number; fromOn: CalendarDay }

export function oneRmJumps(tests: readonly (Tested & { line: number })[], onRecord: readonly Tested[]): Jump[] {
  const keyOf = ({ client, exercise, side }: Tested) => JSON.stringify([client, exercise, side])
  const lines = new Map<string, (Tested & { line: number | null })[]>()
  for (const test of [...onRecord.map((each) => ({ ...each, line: null })), ...tests]) {
    const line = lines.get(keyOf(test))
    if (line) line.push(test)
    else lines.set(keyOf(test), [test])
  }
  const jumps = [...lines.values()].flatMap((line) => {
    const inTime = line.toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
    return inTime.flatMap((test, at) => {
      const before = inTime[at - 1]
      const { line: ofFile, ...rest } = test
      if (!before || ofFile === null || !isOneRmJump(before.loadG, test.loadG)) return []
      return [{ ...rest, line: ofFile, fromG: before.loadG, fromOn: before.on }]
    })
  })
  return jumps.sort((one, other) => one.line - other.line)
}
