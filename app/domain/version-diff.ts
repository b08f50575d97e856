/** What changed between two versions: field by field, old beside new, with the rules it touches. */
import type { Prescription } from './prescription'
import type { LoadUnit } from './units'
import type { VersionContent } from './version'
import { lineFields, nameOfLine, rulesOnField, versionFields } from './version-fields'

/**
 * One row of the comparison, ready to show. `lineId` is of the next version, of the previous one for a line taken out,
 * and null for the version as a whole. A field that only one side has is null on the other.
 */
export type Change = {
  kind: 'changed' | 'added' | 'removed'
  lineId: string | null
  where: string
  field: string
  before: string | null
  after: string | null
  ruleIds: readonly string[]
}

/** Everything that differs, the version first, then its lines in their order, then the lines taken out. */
export function diff(previous: VersionContent, next: VersionContent, unit: LoadUnit = 'kg'): Change[] {
  const pairs = paired(previous.prescriptions, next.prescriptions)
  const kept = pairs.flatMap(({ before }) => before ?? [])
  const gone = previous.prescriptions.filter((line) => !kept.includes(line))
  const isReordered = kept.some((line, index) => line.position < (kept[index - 1]?.position ?? 0))
  const changes = [
    ...ofVersion(previous, next),
    ...pairs.flatMap(({ before, after }) => ofLine(before, after, unit)),
    ...gone.flatMap((line) => ofLine(line, null, unit)),
  ]
  // A line put in or taken out moves every one below it: that is no change of order.
  return changes.filter(({ kind, field }) => field !== 'Order' || (kind === 'changed' && isReordered))
}

/** The rules a change touches, each once, in the order of the changes. */
export function rulesTouched(changes: readonly Change[]): string[] {
  return [...new Set(changes.flatMap(({ ruleIds }) => ruleIds))]
}

function ofVersion(previous: VersionContent, next: VersionContent): Change[] {
  return versionFields.flatMap(({ name, show, ruleIds }) => {
    const before = show(previous)
    const after = show(next)
    return before === after
      ? []
      : [{ kind: 'changed', lineId: null, where: 'Program', field: name, before, after, ruleIds }]
  })
}

function ofLine(before: Prescription | null, after: Prescription | null, unit: LoadUnit): Change[] {
  const line = after ?? before
  if (!line) return []
  const kind = before && after ? 'changed' : after ? 'added' : 'removed'
  return lineFields.flatMap((field) => {
    const was = before && field.show(before, unit)
    const is = after && field.show(after, unit)
    if (was === is) return []
    const ruleIds = rulesOnField(field, before ? [before.mode, line.mode] : [line.mode])
    return [{ kind, lineId: line.id, where: nameOfLine(line), field: field.name, before: was, after: is, ruleIds }]
  })
}

/** A line is the same by its id, else by exercise, limb and mode: a next version may number its lines anew. */
function paired(
  previous: readonly Prescription[],
  next: readonly Prescription[],
): { before: Prescription | null; after: Prescription }[] {
  const inOrder = [...next].sort((a, b) => a.position - b.position)
  const byId = new Map(inOrder.map((after) => [after, previous.find(({ id }) => id === after.id)]))
  const left = previous.filter((line) => ![...byId.values()].includes(line))
  return inOrder.map((after) => {
    const known = byId.get(after)
    if (known) return { before: known, after }
    const index = left.findIndex((line) => isSameExercise(line, after))
    return { before: index < 0 ? null : (left.splice(index, 1)[0] ?? null), after }
  })
}

function isSameExercise(a: Prescription, b: Prescription): boolean {
  return a.exercise === b.exercise && a.limb === b.limb && a.mode === b.mode
}
