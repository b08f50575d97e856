/** A page answers a conflict with what stands now: it is loaded again, which after an answer of 4xx it would not be. */
import type { ShouldRevalidateFunctionArgs } from '@remix-run/react'

export function alsoAfterConflict({ actionStatus, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean {
  return actionStatus === 409 || defaultShouldRevalidate
}
