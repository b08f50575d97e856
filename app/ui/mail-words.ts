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
  'emergency-access': (count) =>
    count === 1 ? '1 client was opened by emergency access' : `${count} clients were opened by emergency access`,
  'clients-handed-over': (count) =>
    count === 1 ? '1 client was handed over to you' : `${count} clients were handed over to you`,
}

export type MailText = { subject: string; text: string }

/** `url`: the address of the product; without it the mail has no link. */
export function mailText(mail: { kind: MailKind; count: number; clinicName: string }, url: string | null): MailText {
  const says = sentences[mail.kind](mail.count)
  const link = url === null ? '' : `\n${url}/inbox\n`
  return { subject: `${mail.clinicName}: ${says}`, text: `${mail.clinicName}\n\n${says}.\n${link}` }
}
