/** Ids that sort by the time they were made: UUID version 7. */
import { v7 } from 'uuid'

export function newId(): string {
  return v7()
}
