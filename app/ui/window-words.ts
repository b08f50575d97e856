/** What a rehab window waits for, in the words of a row: first what, then whose turn it is. */
import type { Wait, WaitsFor, WaitsOn } from '~/domain/window-waits'

const forWords: Record<WaitsFor, string> = {
  'decision-on-new': 'a version waits for a decision',
  'decision-on-amendment': 'an amendment waits for a decision',
  'decision-on-extension': 'an extension waits for a decision',
  'decision-on-step-down': 'a step-down waits for a decision',
  'end-of-breach': 'complete, step down or ask for an extension',
  'end-of-breach-after-extension': 'complete or step down; a further extension needs a doctor',
  review: 'let it continue unchanged, or change it',
  'plan-before-the-end': 'plan its end: complete, step down or ask for an extension',
  lift: 'on hold, and the window goes on',
  acknowledgement: 'the flag is not acknowledged',
}

const onWords: Record<Exclude<WaitsOn, 'anybody'>, string> = {
  trainer: 'Trainer',
  clinician: 'Clinician',
  doctor: 'Doctor',
}

/** "Trainer: complete, step down or ask for an extension"; what waits for anybody is nobody's turn. */
export function waitSentence({ waitsFor, on }: Wait): string {
  const [first = '', ...rest] = forWords[waitsFor]
  return on === 'anybody' ? `${first.toUpperCase()}${rest.join('')}` : `${onWords[on]}: ${forWords[waitsFor]}`
}
