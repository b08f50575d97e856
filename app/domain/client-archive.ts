/** Whether a client may be put away: nothing of theirs is under way. The database says the same. */
import type { Refusal, Verdict } from './refusal'

export type WhatIsLeft = { hasUnansweredRedFlag: boolean; hasRunningSession: boolean; hasOpenProgram: boolean }

export function mayArchive({
  isArchived,
  hasUnansweredRedFlag,
  hasRunningSession,
  hasOpenProgram,
}: WhatIsLeft & { isArchived: boolean }): Verdict {
  const no = (why: Refusal): Verdict => ({ ok: false, why })
  if (isArchived) return no('client-archived')
  if (hasUnansweredRedFlag) return no('red-flag-unanswered')
  if (hasRunningSession) return no('session-running')
  if (hasOpenProgram) return no('program-not-over')
  return { ok: true }
}
