/** A strength log as lines of text, for who brings it in by the terminal. */
import type { NotTaken } from '~/domain/strength-log-summary'
import { reasonWords } from './strength-import-words'

type Counts = { taken: number; known: number; skipped: number; refused: number }

/** "Import 019a…: 1903 rows: 1882 added, 0 here already, 21 skipped, 0 refused." */
export function begunWords({ importId, total, ...counts }: Counts & { importId: string; total: number }): string {
  return `${countsWords(total, counts, 'added')} Import ${importId}.`
}

function countsWords(rows: number, { taken, known, skipped, refused }: Counts, takenWord: string): string {
  return `${rows} rows: ${taken} ${takenWord}, ${known} here already, ${skipped} skipped, ${refused} refused.`
}

type Preview = Counts & {
  rows: number
  days: { from: string; to: string } | null
  exercises: number
  first: readonly {
    line: number
    performedAtLocal: string
    exercise: string
    exerciseInFile: string
    loadG: number | null
    reps: number
  }[]
}

export function previewLines({ rows, days, exercises, first, ...counts }: Preview): string[] {
  return [
    `${countsWords(rows, counts, 'new')} Nothing was written.`,
    ...(days ? [`${days.from} to ${days.to}, ${exercises} exercises.`] : []),
    ...first.map(({ line, performedAtLocal, exercise, exerciseInFile, loadG, reps }) => {
      const load = loadG === null ? 'no load' : `${loadG / 1000} kg`
      const inFile = exercise === exerciseInFile ? '' : ` ("${exerciseInFile}" in the file)`
      return `line ${line}: ${performedAtLocal.replace('T', ' ')} ${exercise}${inFile}, ${load} x ${reps}`
    }),
  ]
}

export function notTakenLines(notTaken: readonly NotTaken[]): string[] {
  return notTaken.map(({ line, outcome, reason }) => `  line ${line} ${outcome}: ${reasonWords[reason]}`)
}
