/** Files of tested maxima, and what becomes of their rows, in words. */
import type { Side } from '~/domain/limb'
import type { OneRmField } from '~/domain/one-rm-file'
import type { OneRmRefusal } from '~/domain/one-rm-file-row'
import { dateOrderWords } from './roster-words'
import type { StatusLook } from './status-badge'

export const oneRmFieldWords: Record<OneRmField, { label: string; hint?: string; missing?: string }> = {
  client: { label: 'Client', hint: 'By the record number they have here.' },
  exercise: { label: 'Exercise' },
  when: { label: 'When', hint: 'A day, or a label such as “week5”, for which you choose the day next.' },
  load: { label: 'Load' },
  side: {
    label: 'Side',
    hint: 'L, R, left, right; NA is an exercise of both.',
    missing: 'Not in this file: both sides',
  },
  unit: { label: 'Unit', missing: 'Not in this file: the one below' },
}

export const wayOfDaysWords = {
  ...dateOrderWords,
  label: { label: 'As labels', hint: 'pre, week5, visit 2: you say which day each is' },
} as const

export const sideWords: Record<Side, string> = { left: 'left', right: 'right', both: 'both sides' }

export const oneRmVerdictLooks: Record<'taken' | 'known' | 'skipped' | 'refused', StatusLook> = {
  taken: { tone: 'ok', icon: 'check', word: 'New' },
  known: { tone: 'off', icon: 'ring', word: 'Here already' },
  skipped: { tone: 'off', icon: 'bars', word: 'Skipped' },
  refused: { tone: 'stop', icon: 'octagon', word: 'Refused' },
}

const reasonWords: Record<OneRmRefusal | 'no-load', string> = {
  'no-load': 'No load.',
  'cells-missing': 'It has fewer or more cells than the first line.',
  'client-missing': 'No client.',
  'no-such-client': 'Nobody here has this record number.',
  'client-archived': 'This client is archived. Restore them first.',
  'exercise-missing': 'No exercise.',
  'exercise-too-long': 'The name of the exercise is longer than 200 letters.',
  'side-missing': 'No side.',
  'side-not-understood': 'The side is neither left, right nor both.',
  'when-missing': 'No day.',
  'when-not-understood': 'No day in the way you chose, or a label without one.',
  'day-too-early': 'The day is before 1900, or before the client was born.',
  'day-ahead': 'The day lies ahead.',
  'unit-not-understood': 'The unit is neither kg nor lb.',
  'load-not-understood': 'The load is not a number that reads one way only.',
  'load-not-above-zero': 'The load is zero or less, which no tested 1RM is.',
  'load-not-plausible': 'The load is above a tonne.',
  'not-text': 'There are signs in it that no name has.',
}

/** Why a row is not taken. */
export function oneRmReasonWords(why: string): string {
  return reasonWords[why as OneRmRefusal] ?? why
}
