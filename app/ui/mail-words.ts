/** What a mail says: the clinic's name, how many of what, and where to look. Never who, and nothing about anybody's health. */

import type { MailKind } from '~/domain/mail'

const sentences: Record<MailKind, (count: number) => string> = {
  'window-closing': (count) => (count === 1 ? '1 rehab window closes soon' : `${count} rehab windows close soon`),
  'window-breach': (count) =>
    count === 1 ? '1 rehab window is past its limit' : `${count} rehab windows are past their limit`,
  'window-escalation': (count) =>
    count === 1
      ? '1 rehab window past its limit is still unresolved'
      : `${count} rehab windows past their limit are still unresolved`,
  'reviews-weekly': (count) => (count === 1 ? '1 review is due' : `${count} reviews are due`),
  'red-flag': (count) => (count === 1 ? '1 red flag needs an answer' : `${count} red flags need an answer`),
  'red-flag-escalation': (count) =>
    count === 1 ? '1 red flag is still unanswered' : `${count} red flags are still unanswered`,
  'second-factor-changed': () => 'Your second factor was changed',
  'second-factor-reset': () => 'Your second factor was reset',
  'password-reset': () => 'Somebody asked for a new password for your account',
  'password-changed': () => 'The password of your account was changed',
  invitation: () => 'you are invited to work here in Clearway',
  'licence-lapsing': () => 'a licence is about to lapse',
  'credential-lapsing': () => 'a BFR credential is about to lapse',
  'emergency-access': (count) =>
    count === 1 ? '1 client was opened by emergency access' : `${count} clients were opened by emergency access`,
  'clients-handed-over': (count) =>
    count === 1 ? '1 client was handed over to you' : `${count} clients were handed over to you`,
}

/** What follows the link, where a mail is about the account of who reads it. */
const further: Partial<Record<MailKind, string>> = {
  'second-factor-changed':
    'It was set up, moved or turned off, or its recovery codes were made anew. If that was not you, tell the admin of your clinic at once.',
  'second-factor-reset':
    'An admin of your clinic did that, and ended every login of yours. If you did not ask for it, tell your clinic at once.',
  'password-reset':
    'The link works once, for an hour after it was asked for, and only the newest one does. If it was not you who asked, do nothing: your password stays as it is.',
  'password-changed':
    'If it was you, there is nothing to do. If it was not, choose a new password at once by the link, and tell an admin of your clinic.',
}

export type MailText = { subject: string; text: string }

/** `link`: where to go on; without it the mail has none. */
export function mailText(mail: { kind: MailKind; count: number; clinicName: string }, link: string | null): MailText {
  const says = sentences[mail.kind](mail.count)
  const parts = [mail.clinicName, `${says}.`, link, further[mail.kind]].filter((part) => part)
  return { subject: `${mail.clinicName}: ${says}`, text: `${parts.join('\n\n')}\n` }
}
