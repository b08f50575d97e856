/** What becomes of somebody on a list, beside those who are here: taken, known, perhaps known, or refused. */
import { type Identity, likenessOf } from './client-likeness'
import type { RosterClient, RowRefusal } from './roster'

/** How the numbers begin that are given here to whom a clinic files under none. */
export const givenNumber = 'CW-'

export type Verdict =
  | { is: 'taken' }
  /** Here already, or in an earlier row. */
  | { is: 'known' }
  /** Somebody like them is here: a person has to say. */
  | { is: 'alike' }
  | { is: 'refused'; why: RowRefusal }

/** `isVisible`: the member may know what is like them, not only who is the same. */
export type Present = Identity & { isVisible: boolean }

/**
 * A number that is somebody else's is refused. The same name and birthday is the same person, unless both have numbers
 * of their own that differ: then it is for a person to say.
 */
export function verdictOn(row: RosterClient, present: readonly Present[], takesAlike: boolean): Verdict {
  let isAlike = false
  let isKnown = false
  for (const other of present) {
    const likeness = likenessOf(row, other)
    if (likeness === 'same-number') {
      const asPersons = likenessOf({ ...row, recordNumber: null }, { ...other, recordNumber: null })
      if (asPersons === null) return { is: 'refused', why: 'number-of-another' }
      isKnown = true
    } else if (likeness === 'same-details') {
      if (hasOwnNumber(row) && hasOwnNumber(other)) isAlike = true
      else isKnown = true
    } else if (likeness !== null && other.isVisible) isAlike = true
  }
  if (isKnown) return { is: 'known' }
  return isAlike && !takesAlike ? { is: 'alike' } : { is: 'taken' }
}

function hasOwnNumber({ recordNumber }: Identity): boolean {
  return recordNumber !== null && !recordNumber.startsWith(givenNumber)
}
