/** Whether somebody who is to be added is here already, or may be: by number, by name and birthday. */
import type { CalendarDay } from './calendar-day'
import { isOneSlip, searchWords } from './search-words'

export type Identity = {
  givenName: string
  familyName: string
  birthDate: CalendarDay
  /** null: none was given. */
  recordNumber: string | null
}

/** The strongest first: the same number, the same in all that is known, one slip apart, day and month swapped. */
export const likenesses = ['same-number', 'same-details', 'similar-name', 'swapped-birthday'] as const
export type Likeness = (typeof likenesses)[number]

export function likenessOf(one: Identity, other: Identity): Likeness | null {
  if (one.recordNumber !== null && one.recordNumber === other.recordNumber) return 'same-number'
  if (one.birthDate === other.birthDate) {
    if (isSameName(one, other)) return 'same-details'
    return isSimilarName(one, other) ? 'similar-name' : null
  }
  return one.birthDate === swapped(other.birthDate) && isSameName(one, other) ? 'swapped-birthday' : null
}

/** The day with day and month the other way round; null where there is no such day, or it is the same. */
export function swapped(day: CalendarDay): CalendarDay | null {
  const [year, month, date] = day.split('-')
  return Number(date) <= 12 && month !== date ? `${year}-${date}-${month}` : null
}

type Name = Pick<Identity, 'givenName' | 'familyName'>

const wordsOf = ({ givenName, familyName }: Name) => searchWords(`${givenName} ${familyName}`).sort()

/** To the letter, accents and capitals aside, whichever name stands first. */
function isSameName(one: Name, other: Name): boolean {
  return wordsOf(one).join(' ') === wordsOf(other).join(' ')
}

/**
 * Of those born on one day: each word of the shorter name is in the other, one slip aside; or the given name is the
 * same, for families change names. Siblings born together share the other one, and are not taken for each other.
 */
function isSimilarName(one: Name, other: Name): boolean {
  const [fewer, more] = [wordsOf(one), wordsOf(other)].sort((a, b) => a.length - b.length)
  if (!fewer?.length || !more) return false
  if (fewer.every((word) => more.some((theirs) => isAlike(word, theirs)))) return true
  const given = searchWords(one.givenName).sort().join(' ')
  return given !== '' && given === searchWords(other.givenName).sort().join(' ')
}

const isAlike = (word: string, theirs: string) => word === theirs || isOneSlip(word, theirs) || isOneSlip(theirs, word)
