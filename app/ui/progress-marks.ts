/** Clearances, holds and windows as marks of a chart. */
import { axisMarks, type Course } from '~/domain/progress-marks'
import type { Marks } from './charts/plot'

export function marksOf(course: Course): Marks {
  const marks = axisMarks(course)
  return {
    clearances: marks.flatMap((mark) => (mark.kind === 'clearance' ? [mark.on] : [])),
    redFlags: marks.flatMap((mark) => (mark.kind === 'red-flag' ? [mark.on] : [])),
    holds: marks.flatMap((mark) => (mark.kind === 'hold' ? [{ from: mark.from, to: mark.until }] : [])),
    windows: marks.flatMap((mark) => (mark.kind === 'window' ? [{ from: mark.from, to: mark.until }] : [])),
  }
}
