/** All that is wrong with a form, for the summary at its top: each with the way to its field. */
import type { Mistake } from './notice'

type FormErrors = { id: string; allErrors: Record<string, string[]> }

/** Conform keeps the errors of the form as a whole under the empty name. */
export function mistakesOf({ id, allErrors }: FormErrors): Mistake[] {
  return Object.entries(allErrors).flatMap(([name, errors]) =>
    errors.map((message) => (name ? { message, fieldId: `${id}-${name}` } : { message })),
  )
}
