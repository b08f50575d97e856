/** What is said of keeping what is typed, as it is: kept at a time, or not, and why. */
import { type ClinicFormat, formatTime } from './format'

export type KeptState =
  | { is: 'nothing-yet' | 'offered' | 'offline' | 'signed-out' | 'refused' }
  | { is: 'kept'; at: string }

const words: Record<Exclude<KeptState['is'], 'kept'>, string> = {
  'nothing-yet': '',
  offered: 'Not kept: first go on with what you left, or discard it, above.',
  offline: 'Not kept: offline. Leave this page open; it is kept when you are back.',
  'signed-out': 'Not kept: you are signed out. Sign in in another tab, then go on here.',
  refused: 'Not kept.',
}

export function keptWords(state: KeptState, format: Pick<ClinicFormat, 'locale' | 'timeZone'>): string {
  return state.is === 'kept' ? `Kept ${formatTime(state.at, format)}` : words[state.is]
}
