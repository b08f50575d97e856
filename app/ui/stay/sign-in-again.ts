/** Signing in from within a page that stays as it is: the forms of the login pages, sent by script. */

export type SignInAnswer = 'taken' | 'wrong' | 'too-many' | 'unreached'

/** Where a login that still wants its code gets it. */
export const codePath = '/login/second-factor'

/** Both pages answer what they take with a redirect, which is not followed: its cookie is kept all the same. */
export async function sendSignIn(path: string, fields: Record<string, string>): Promise<SignInAnswer> {
  const body = new URLSearchParams(fields)
  const answer = await fetch(path, { method: 'POST', body, redirect: 'manual' }).catch(() => null)
  if (answer?.type === 'opaqueredirect') return 'taken'
  if (!answer || answer.status >= 500) return 'unreached'
  return answer.status === 429 ? 'too-many' : 'wrong'
}
