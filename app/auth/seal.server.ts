/** What the database keeps and must not be able to use: sealed, or derived, with a key that lies outside of it. */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** What a seal is for; what was sealed for one purpose opens for no other. */
export type SealPurpose = 'second-factor' | 'invitation' | 'password-reset' | 'interrupted-form'

const cipher = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

// In development the server and the routes are loaded by different loaders, and must share one key.
const place = Symbol.for('clearway.seal-key')
type Held = { key: string; derived: Map<string, Buffer> }
const held = globalThis as { [place]?: Held }

/** Called once when the process starts: the same key on every replica, at least 32 characters. */
export function useSealKey(key: string): void {
  if (key.length < 32) throw new Error('A seal key has at least 32 characters.')
  held[place] = { key, derived: new Map() }
}

function keyFor(purpose: SealPurpose | `token:${SealPurpose}` | 'fingerprint'): Buffer {
  const master = held[place]
  if (!master) throw new Error('No seal key: call useSealKey first.')
  const derived = master.derived.get(purpose) ?? Buffer.from(hkdfSync('sha256', master.key, 'clearway', purpose, 32))
  master.derived.set(purpose, derived)
  return derived
}

/** AES-256-GCM: nonce, tag and ciphertext in one. */
export function seal(purpose: SealPurpose, plain: Uint8Array): Buffer {
  const nonce = randomBytes(nonceBytes)
  const sealing = createCipheriv(cipher, keyFor(purpose), nonce)
  const text = Buffer.concat([sealing.update(plain), sealing.final()])
  return Buffer.concat([nonce, sealing.getAuthTag(), text])
}

/** Null for what was sealed with another key or for another purpose, or was changed since. */
export function unseal(purpose: SealPurpose, sealed: Uint8Array): Buffer | null {
  if (sealed.length < nonceBytes + tagBytes) return null
  const bytes = Buffer.from(sealed)
  const opening = createDecipheriv(cipher, keyFor(purpose), bytes.subarray(0, nonceBytes))
  opening.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
  try {
    return Buffer.concat([opening.update(bytes.subarray(nonceBytes + tagBytes)), opening.final()])
  } catch {
    return null
  }
}

/**
 * The token of a link, 43 signs for an address: worked out from its id whenever the mail of it is written, so that it is
 * nowhere at rest. The database keeps its SHA-256.
 */
export function linkToken(purpose: SealPurpose, id: string): string {
  return createHmac('sha256', keyFor(`token:${purpose}`))
    .update(id)
    .digest('base64url')
}

/** Tells whether two texts are the same to who has the key; to who has none it says nothing of either, however short. */
export function fingerprintOf(text: string): string {
  return createHmac('sha256', keyFor('fingerprint')).update(text).digest('hex')
}
