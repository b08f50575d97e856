/** From one version of a program to the next: by number, with all that changed. */
import type { LoadUnit } from './units'
import type { VersionContent } from './version'
import { type Change, diff } from './version-diff'

/** A version as the steps between versions know it. */
export type NumberedVersion = { number: number; content: VersionContent }

export type VersionDiff = { from: number; to: number; changes: Change[] }

/** Null where there is nothing before. */
export function stepTo(next: NumberedVersion, before: NumberedVersion | null, unit: LoadUnit): VersionDiff | null {
  return before && { from: before.number, to: next.number, changes: diff(before.content, next.content, unit) }
}
