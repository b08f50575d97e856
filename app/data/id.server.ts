/** Ids that sort by the time they were made: UUID version 7. */
import { v7, validate } from 'uuid'

export function newId(): string {
  return v7()
}

/** Whether what an address or a form gives as an id can be one at all. */
export function isId(given: unknown): given is string {
  return validate(given)
}
