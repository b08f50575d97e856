/** Which passwords may be chosen: long ones that nobody tries first. No rule asks for digits or signs (NIST 800-63B, ASVS 6.2). */
import { dictionary } from '@zxcvbn-ts/language-common'

export const shortestPassword = 15
export const longestPassword = 256

export type PasswordRefusal = 'password-too-short' | 'password-too-long' | 'password-common'

const common = new Set(dictionary['passwords-common'])

// Printed in our own README: known to everybody who reads it.
const published = ['clearway-demo-only']

/** Why a password may not be chosen, or null. `about` holds words others know of the person: email, name, clinic. */
export function refusePassword(password: string, about: string[] = []): PasswordRefusal | null {
  const length = [...password].length
  if (length < shortestPassword) return 'password-too-short'
  if (length > longestPassword) return 'password-too-long'
  return isCommon(password.toLowerCase(), about) ? 'password-common' : null
}

// Lists hold short passwords, and people stretch those to the length asked: by saying them twice, or by a tail of
// digits and signs. So the word a long password was stretched from is looked up, which refuses them by the million.
function isCommon(password: string, about: string[]): boolean {
  const known = new Set([...published, ...about.flatMap(guessesOf)])
  const isKnown = (word: string) => common.has(word) || known.has(word)
  const core = password.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  const words = [password, core, squeezed(password), squeezed(core)]
  return isRun(password) || words.some((word) => isKnown(word) || isEcho(word, isKnown))
}

const squeezed = (words: string) => words.replace(/[^\p{L}\p{N}]/gu, '')

function guessesOf(words: string): string[] {
  const lower = words.toLowerCase()
  return [lower, lower.split('@')[0] ?? '', squeezed(lower)].filter((word) => word.length > 3)
}

/** A known word, or fewer than 8 signs, said again and again: `passwordpassword`, `12-12-12-12-12-`. */
function isEcho(word: string, isKnown: (part: string) => boolean): boolean {
  const part = /^(.+?)\1+$/u.exec(word)?.[1]
  return part !== undefined && (part.length < 8 || isKnown(part))
}

/** One sign again and again, or signs that follow each other: `aaaa`, `1234567890123`, `fedcba`. */
function isRun(password: string): boolean {
  const steps = [...password].map((sign, at, all) => (sign.codePointAt(0) ?? 0) - (all[at - 1]?.codePointAt(0) ?? 0))
  return [0, 1, -1].some((step) => steps.slice(1).every((found) => found === step || Math.abs(found) === 9))
}
