/** What changed between two versions, in the few words a list has room for: "load 30 → 40 % of 1RM, adds Leg press". */
import type { Change } from '~/domain/version-diff'

/** Both values with what they end on in common said once: "30 → 40 % of 1RM". */
export function fromTo(before: string, after: string): string {
  const [was, is] = [before.split(' '), after.split(' ')]
  let shared = 0
  while (shared < Math.min(was.length, is.length) - 1 && was.at(-1 - shared) === is.at(-1 - shared)) shared += 1
  return `${was.slice(0, was.length - shared).join(' ')} → ${after}`
}

export function changeWords({ kind, field, where, before, after }: Change): string {
  if (kind === 'added') return `adds ${where}`
  if (kind === 'removed') return `takes out ${where}`
  const name = field.toLowerCase()
  if (before === null) return `${name} ${after} is new`
  return after === null ? `${name} no longer set` : `${name} ${fromTo(before, after)}`
}

/** The first `most` different changes, and how many more there are. */
export function diffWords(changes: readonly Change[], most = 2): string {
  const said = [...new Set(changes.map(changeWords))]
  const rest = said.length - most
  return [...said.slice(0, most), ...(rest > 0 ? [`${rest} more`] : [])].join(', ')
}
