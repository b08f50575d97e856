/** Passwords become Argon2id's raw output here, and nothing of them is kept but its SHA-256. */
import { createHash, randomBytes } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import type { Challenge } from '~/data/login.server'
import type { StoredPassword } from '~/data/setup.server'

// OWASP's first choice for Argon2id. The database answers the same for an unknown account (password_challenge).
const params = 'm=19456,t=2,p=1'

/** 32 bytes that the database compares with what it keeps. Throws on parameters it cannot read. */
export async function derivePassword(password: string, { salt, params }: Challenge): Promise<Buffer> {
  const [, memory, time, parallel] = /^m=(\d+),t=(\d+),p=(\d+)$/.exec(params) ?? []
  if (!memory) throw new Error(`Unknown password parameters ${params}.`)
  // The same letter arrives in other bytes from another keyboard: é as one sign, or as e and an accent.
  return await hashRaw(password.normalize('NFC'), {
    salt,
    memoryCost: Number(memory),
    timeCost: Number(time),
    parallelism: Number(parallel),
    outputLen: 32,
  })
}

/** A new password, ready for create_account or create_first_clinic. It is not held against the policy here. */
export async function storePassword(password: string): Promise<StoredPassword> {
  const salt = randomBytes(16)
  const derived = await derivePassword(password, { salt, params })
  return { salt, params, verifier: createHash('sha256').update(derived).digest() }
}
