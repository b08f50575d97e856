/** With which lines a session starts: all of them, or without a cuff the plain ones; never some of the cuffed ones. */
import { isBfr } from './prescription'
import type { Refusal } from './refusal'
import { blockers, type SessionFacts, startableLines } from './session'

export type StartedWith = { ok: true; isBfr: boolean } | { ok: false; why: Refusal }

/**
 * Whether a session may start now, and whether it wears a cuff. One cuffed line in the way (no LOP, a breach) takes
 * the cuff off the whole session: what was cleared is a session, and the plain lines of it go on.
 */
export function mayStartWith(facts: SessionFacts): StartedWith {
  const [first] = blockers(facts)
  const startable = startableLines(facts)
  const cuffed = facts.lines.filter(({ mode }) => isBfr(mode))
  const plain = facts.lines.filter(({ id, mode }) => !isBfr(mode) && startable.includes(id))
  if (cuffed.length > 0 && cuffed.every(({ id }) => startable.includes(id))) return { ok: true, isBfr: true }
  if (plain.length > 0) return { ok: true, isBfr: false }
  return { ok: false, why: first?.why ?? 'no-lines' }
}

/** The same as if a blood pressure in range had just been taken: whether the check is all that a start waits for. */
export function mayStartOnceChecked(facts: SessionFacts): StartedWith {
  return mayStartWith({ ...facts, pressure: { isAsked: false, newest: null } })
}
