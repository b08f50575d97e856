/** Codes by time (RFC 6238) as authenticators show them, and the codes that stand in for a lost one. */
import { createHash, randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { unseal } from './seal.server'

// What every authenticator takes: others ignore or refuse longer codes and newer digests.
const kind = { algorithm: 'SHA1', digits: 6, period: 30 }

export const secretBytes = 20
const recoveryCodes = 10
const recoveryBytes = 10

/** What the database is shown: the secret and the half minute since 1970 its code is of, or a recovery code alone. */
export type Proof = { proof: Buffer; step: number | null }

// Shown for a code that is neither, so that it is counted as a wrong one.
const nothing: Proof = { proof: Buffer.alloc(0), step: null }

const secretOf = (secret: Uint8Array) => new Secret({ buffer: Uint8Array.from(secret).buffer })

/** The half minute this code is of: the present one, the one before or the next; null for any other code. */
export function matchStep(secret: Uint8Array, code: string, at: Date): number | null {
  const timestamp = at.getTime()
  const delta = TOTP.validate({ token: code, secret: secretOf(secret), ...kind, timestamp, window: 1 })
  return delta === null ? null : TOTP.counter({ period: kind.period, timestamp }) + delta
}

/** What a typed code proves, with the sealed secret of whoever types it; that it was not used the database says. */
export function proofOf(sealed: Buffer | null, typed: string, at: Date): Proof {
  const code = typed.replaceAll(/[\s-]/g, '').toUpperCase()
  if (!/^\d{6}$/.test(code)) return { proof: Buffer.from(code), step: null }
  const secret = sealed && unseal('second-factor', sealed)
  const step = secret?.length === secretBytes ? matchStep(secret, code, at) : null
  return secret && step !== null ? { proof: secret, step } : nothing
}

/** The secret as one types it by hand, and the address an authenticator reads from a picture. */
export function secretWords(secret: Uint8Array, label: string): { base32: string; address: string } {
  const totp = new TOTP({ issuer: 'Clearway', label, secret: secretOf(secret), ...kind })
  return { base32: totp.secret.base32, address: totp.toString() }
}

/** Ten codes of 80 bits each, such as `ABCD-EFGH-2345-WXYZ`, and the SHA-256 of what will be shown of each. */
export function makeRecoveryCodes(): { codes: string[]; hashes: Buffer[] } {
  const plain = Array.from({ length: recoveryCodes }, () => secretOf(randomBytes(recoveryBytes)).base32)
  return {
    codes: plain.map((code) => code.match(/.{4}/g)?.join('-') ?? code),
    hashes: plain.map((code) => createHash('sha256').update(code).digest()),
  }
}
