/** What was undone can be redone, until something else is done: steps through the states of a form, a field's typing as one. */
import { lineFields, type TypedLine } from '~/domain/typed-line'
import { headFields, type TypedForm } from '~/domain/typed-program'

/** A form with every field in it, as its controls show them. */
export type WholeForm = Record<string, string | Record<string, string>[]> & { lines: Record<string, string>[] }

/** `field`: the one that was typed in last; typing on in it is no new step. */
export type History = { past: WholeForm[]; present: WholeForm; future: WholeForm[]; field: string | null }

const mostSteps = 100
/** A choice is a step by itself. */
const choices = /(^|\.)(goal|rhythm|supervisedBy|mode|limb|loadKind|pressureKind)$/
/** What a choice without an empty one shows before anybody chose. */
const shown: TypedLine = { mode: 'bfr-resistance', loadKind: 'percent-1rm', pressureKind: 'percent-lop' }

export function wholeOf(typed: TypedForm): WholeForm {
  const head = Object.fromEntries([...headFields, 'supervisedBy' as const].map((name) => [name, typed[name] ?? '']))
  const lines = (typed.lines ?? []).map((line) =>
    Object.fromEntries(lineFields.map((name) => [name, line?.[name] || shown[name] || ''])),
  )
  return { ...head, rhythm: head.rhythm || 'week', lines }
}

export function begun(present: WholeForm): History {
  return { past: [], present, future: [], field: null }
}

export function recorded(history: History, next: WholeForm): History {
  const changed = changedFields(history.present, next)
  if (changed.length === 0) return history
  const [only = null] = changed.length === 1 ? changed : []
  const field = only !== null && !choices.test(only) ? only : null
  const isSameTyping = field !== null && field === history.field && history.future.length === 0
  const past = isSameTyping ? history.past : [...history.past, history.present].slice(-mostSteps)
  return { past, present: next, future: [], field }
}

export function undone({ past, present, future }: History): History {
  const before = past.at(-1)
  if (!before) return { past, present, future, field: null }
  return { past: past.slice(0, -1), present: before, future: [present, ...future], field: null }
}

export function redone({ past, present, future: [next, ...future] }: History): History {
  if (!next) return { past, present, future: [], field: null }
  return { past: [...past, present], present: next, future, field: null }
}

/** By name, as the form has them; all of them count as one where lines came or went. */
function changedFields(one: WholeForm, other: WholeForm): string[] {
  const [before, after] = [flat(one), flat(other)]
  return [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name))
}

function flat({ lines, ...head }: WholeForm): Map<string, unknown> {
  const ofLines = lines.flatMap((line, index) =>
    Object.entries(line).map(([name, value]): [string, unknown] => [`lines[${index}].${name}`, value]),
  )
  return new Map<string, unknown>([...Object.entries(head), ...ofLines])
}
