/** Mail: what it may tell of, and when one that was not taken is tried again: soon at first, then daily, never given up. */

export type MailKind =
  | 'window-closing'
  | 'window-breach'
  | 'window-escalation'
  | 'reviews-weekly'
  | 'red-flag'
  | 'red-flag-escalation'
  | 'second-factor-changed'
  | 'second-factor-reset'
  | 'password-reset'
  | 'password-changed'
  | 'invitation'
  | 'licence-lapsing'
  | 'credential-lapsing'
  | 'emergency-access'
  | 'clients-handed-over'

const minutesADay = 24 * 60
const triesBeforeDaily = 10

/** Minutes until the next try after this many: 1, 2, 4 … 256, and a day from the tenth on. */
export function minutesUntilRetry(attempts: number): number {
  return attempts >= triesBeforeDaily ? minutesADay : 2 ** (attempts - 1)
}
