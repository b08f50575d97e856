/** What the dose of each line is worked out from: this limb's tested 1RM, and its LOP as long as it is in date. */
import type { Prescription } from './prescription'
import { lopFor } from './rule-book/occlusion'
import type { Facts } from './rule-book/rule'

/** Grams, and mmHg; null: not measured, or too long ago. */
export type MeasuredLine = { line: Prescription; oneRmG: number | null; lopMmhg: number | null }

type OnRecord = Pick<Facts, 'oneRms' | 'lops' | 'lopValidDays' | 'today'>

export function measuredLines(lines: readonly Prescription[], onRecord: OnRecord): MeasuredLine[] {
  return lines.map((line) => {
    const lop = lopFor(line, onRecord)
    const tested = onRecord.oneRms.find(({ exercise, limb }) => exercise === line.exercise && limb === line.limb)
    return { line, oneRmG: tested?.loadG ?? null, lopMmhg: lop.is === 'measured' ? lop.lop.mmhg : null }
  })
}
