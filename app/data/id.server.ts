/** Ids that sort by the time they were made: UUID version 7. */
import { v7, validate } from 'uuid'

export function newId(): string {
  return v7()
}

/** Whether what an address or a form gives as an id can be one at all. */
export function isId(given: unknown): given is string {
  return validate(given)
}

/**
 * Where a list begins that has no cursor: beyond every id, before every id and beyond every number. Handed in as values,
 * since a comparison with coalesce() is no index condition under row-level security.
 */
export const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
export const firstId = '00000000-0000-0000-0000-000000000000'
export const lastSeq = Number.MAX_SAFE_INTEGER
