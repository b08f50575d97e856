/** Where the link of a mail leads: to the inbox, and where it lets somebody in, by a token that is nowhere at rest. */
import { linkToken } from '~/auth/seal.server'
import type { ClaimedMail } from '~/data/outbox.server'

const withToken = ['password-reset', 'invitation'] as const
const withoutToken: Partial<Record<string, string>> = { 'password-changed': '/forgotten-password' }

/** `url` is the address of the product; null: the mail has no link. */
export function linkOf(
  { kind, subjectId }: Pick<ClaimedMail, 'kind' | 'subjectId'>,
  url: string | null,
): string | null {
  if (url === null) return null
  const purpose = withToken.find((one) => one === kind)
  if (purpose) return `${url}/${purpose}/${linkToken(purpose, subjectId)}`
  return `${url}${withoutToken[kind] ?? '/inbox'}`
}
