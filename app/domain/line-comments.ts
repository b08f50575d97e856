/** What a clinician says beside single lines of a version they send back; the reason is said of the whole. */
import type { DecisionKind } from './clearance'
import type { Prescription } from './prescription'
import type { Refusal } from './refusal'

export type LineComment = { lineId: string; comment: string }

/** The comments to keep, in the order of the lines; blanks are none. `typed` is by the id of the line. */
export function lineComments(
  kind: DecisionKind,
  typed: Record<string, string>,
  lines: readonly Pick<Prescription, 'id'>[],
): { ok: true; comments: LineComment[] } | { ok: false; why: Refusal } {
  const written = Object.entries(typed).flatMap(([lineId, text]) => {
    const comment = text.trim()
    return comment ? [{ lineId, comment }] : []
  })
  if (written.length > 0 && kind !== 'changes-requested' && kind !== 'declined') {
    return { ok: false, why: 'comments-unexpected' }
  }
  const comments = lines.flatMap(({ id }) => written.filter(({ lineId }) => lineId === id))
  // A comment on a line of another version: the page was of another one.
  return comments.length === written.length ? { ok: true, comments } : { ok: false, why: 'content-changed' }
}
