/** The words of the check before a session and of check-ins. */
import type { Sleep } from '~/domain/session-check'

export const sleepWords: Record<Sleep, string> = { well: 'Well', 'so-so': 'So-so', badly: 'Badly' }

export const effectWords = {
  soreness: 'Soreness',
  swelling: 'Swelling',
  'less-range': 'Less range of motion',
  growing: 'It is growing, not easing',
} as const

/** What the two forms type alike, as a form has it. */
export type ToldTyped = {
  painNrs?: string
  symptoms?: string
  signs?: string[]
  otherSymptom?: string
  after?: string
  effects?: string[]
}

/** "the first session", or the one with a deviation. */
export function followedWords(isFirst: boolean): string {
  return isFirst ? 'the first session' : 'a session beyond its dose'
}
