/** What becomes of the rows of a list, in words. */
import type { DateOrder } from '~/domain/birth-date'
import type { RosterField, RowRefusal } from '~/domain/roster'
import type { Verdict } from '~/domain/roster-verdict'
import type { StatusLook } from './status-badge'

export const fieldWords: Record<RosterField, string> = {
  recordNumber: 'Record number',
  familyName: 'Family name',
  givenName: 'Given name',
  birthDate: 'Date of birth',
  sex: 'Sex',
}

export const dateOrderWords: Record<DateOrder, { label: string; hint: string }> = {
  'year-month-day': { label: 'Year first', hint: '1990-12-31, 1990/12/31, 19901231' },
  'day-month-year': { label: 'Day first', hint: '31/12/1990, 31.12.1990' },
  'month-day-year': { label: 'Month first', hint: '12/31/1990, 12-31-1990' },
}

export const verdictLooks: Record<Verdict['is'], StatusLook> = {
  taken: { tone: 'ok', icon: 'check', word: 'New' },
  known: { tone: 'off', icon: 'ring', word: 'Here already' },
  alike: { tone: 'justify', icon: 'triangle', word: 'Possible duplicate' },
  refused: { tone: 'stop', icon: 'octagon', word: 'Refused' },
}

const refusalWords: Record<RowRefusal, string> = {
  'cells-missing': 'It has fewer or more cells than the first line.',
  'given-name-missing': 'No given name.',
  'family-name-missing': 'No family name.',
  'name-too-long': 'A name is longer than 200 letters.',
  'birth-date-missing': 'No date of birth.',
  'birth-date-not-understood': 'The date of birth is no day in the order you chose, or its year has not four digits.',
  'birth-date-too-early': 'The date of birth is before 1900.',
  'birth-date-ahead': 'The date of birth lies ahead.',
  'sex-not-understood': 'The sex is not written in a way that is understood (f, m, x, or the word).',
  'number-too-long': 'The record number is longer than 80 signs.',
  'not-text': 'There are signs in it that no name or number has.',
  'number-of-another': 'Somebody else has this record number, here or in an earlier row.',
}

const otherWords = {
  known: 'This client is here already, or in an earlier row.',
  alike: 'Somebody like them is here already. Add them by hand if they are somebody else.',
} as const

/** Why a row is not taken. */
export function notTakenWords(why: string): string {
  if (why === 'known' || why === 'alike') return otherWords[why]
  return refusalWords[why as RowRefusal] ?? why
}

export function verdictWords(verdict: Verdict): string | null {
  if (verdict.is === 'taken') return null
  return notTakenWords(verdict.is === 'refused' ? verdict.why : verdict.is)
}
