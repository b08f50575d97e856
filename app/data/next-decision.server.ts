/** Where a clinician goes on after a decision: what waits next, else the program it was about. */
import { readClinic } from '~/database/door.server'
import type { Acting } from './acting.server'
import { listWaiting } from './waiting.server'
import { nextOf, type WorklistFilter } from './worklist.server'

/** A path of this clinic's own, within the list one goes through; `wished` is the id the page named, and any text at all. */
export async function pathAfterDecision(
  member: Acting,
  { programId, filter, wished, at }: { programId: string; filter: WorklistFilter; wished: string | null; at: Date },
): Promise<string> {
  const next = await readClinic(member, async (query) => nextOf(await listWaiting(query, member, at), filter, wished))
  if (!next) return `/programs/${programId}`
  const { id, isHold } = next
  return `/programs/${next.programId}/${isHold ? `holds/${id}/lift` : `versions/${id}/review`}`
}
