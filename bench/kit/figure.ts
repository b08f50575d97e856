/** What a bench answers: figures with one value a round, and the goal each is held to. */

/** `least`: the value must be no lower; `most`: no higher. */
export type Goal = { least: number } | { most: number }

export type Figure = {
  name: string
  unit: string
  /** One a round; a count that no round changes has one. */
  values: readonly number[]
  goal?: Goal
}

export type Options = { rounds: number; programs: number | null }

export type Bench = {
  /** What it measures, in a line. */
  says: string
  run: (options: Options) => Promise<Figure[]>
}

/** One line of `--json`. */
export type Result = { name: string; value: number; unit: string; goal: string | null; met: boolean | null }

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}

/** The value that `part` of all are below: 0.5 is the median, 0.99 what one in a hundred is past. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

export function resultOf({ name, unit, values, goal }: Figure): Result {
  const exact = median(values)
  const value = rounded(exact)
  if (!goal) return { name, value, unit, goal: null, met: null }
  // Held to what was measured: rounded, 130.4 would be 130.
  if ('least' in goal) return { name, value, unit, goal: `>= ${goal.least}`, met: exact >= goal.least }
  return { name, value, unit, goal: `<= ${goal.most}`, met: exact <= goal.most }
}

/** Three digits that count, so that a table can be read. */
export function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3))
}
