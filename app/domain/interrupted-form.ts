/** A form that arrives once its login is over: which is kept, and what of it. */

export type Fields = [name: string, value: string][]

/** Of what is kept, in bytes; longer than any form of ours that is typed. */
export const mostKeptBytes = 64 * 1024

/**
 * Doors and accounts have nothing to be sent again after the login, what is kept or asked by a script has its own place,
 * files are too large, and entries of the gym floor wait on their phone.
 */
const neverKept = [
  /^\/?$/,
  /^\/(login|logout|setup|forgotten-password|password-reset|invitation|account)(\/|$)/,
  /^\/(kept-forms|interrupted-forms|login-state)(\/|$)/,
  /\/imports?(\/|$)/,
  /^\/sessions\/[^/]+\/entries$/,
]

export function isKeptPath(path: string): boolean {
  return !neverKept.some((kind) => kind.test(path))
}

const secret = /password|secret|(^|[._\]])(recovery)?code$/i

/** What is typed to prove who one is is typed again. */
export function withoutSecrets(fields: Fields): Fields {
  return fields.filter(([name]) => !secret.test(name))
}
