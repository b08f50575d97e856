/** A second factor as an authenticator on a phone would be: it knows the secret, and what its codes are. */
import { Secret, TOTP } from 'otpauth'
import type pg from 'pg'
import { derivePassword } from '~/auth/password.server'
import { seal } from '~/auth/seal.server'
import { makeRecoveryCodes } from '~/auth/totp.server'
import { passwordChallenge } from '~/data/login.server'
import { type Clinic, password, type Who } from './builders'

const kind = { algorithm: 'SHA1', digits: 6, period: 30 }

export type Authenticator = { secret: Buffer; recovery: string[]; code: () => string; step: () => number }

export function authenticatorOf(secret: Buffer, recovery: string[] = []): Authenticator {
  const held = new Secret({ buffer: Uint8Array.from(secret).buffer })
  return {
    secret,
    recovery,
    code: () => TOTP.generate({ secret: held, ...kind }),
    step: () => TOTP.counter({ period: 30 }),
  }
}

export const derivedOf = async (who: Who) => derivePassword(password, await passwordChallenge(who.email))

/** Set up from the login the builder made, two half minutes ago, so that the code of now counts. */
export async function enrolled(clinic: Clinic, who: Who): Promise<Authenticator> {
  const secret = Buffer.from(crypto.getRandomValues(new Uint8Array(20)))
  const { codes, hashes } = makeRecoveryCodes()
  const made = authenticatorOf(secret, codes)
  const values = [who.idHash, await derivedOf(who), seal('second-factor', secret), secret, made.step() - 2, hashes]
  const [row] = await clinic.sql<{ why: string | null }>(
    who,
    'select enrol_second_factor($1, $2, $3, $4, $5, $6, null, null) as why',
    values,
  )
  if (row?.why !== null) throw new Error(`Not set up: ${row?.why}.`)
  return made
}

/** As if no code of this member had been used for a while. */
export const awaitNextCode = (superuser: pg.Client, who: Who) =>
  superuser.query('update second_factors set last_step = 0 where member_id = $1', [who.memberId])

/** As if this member had no second factor. */
export const withoutFactor = (superuser: pg.Client, clinic: Clinic) =>
  superuser.query('delete from second_factors where clinic_id = $1', [clinic.id])

export const demand = (superuser: pg.Client, clinic: Clinic, isDemanded: boolean) =>
  superuser.query('update clinics set second_factor_demanded = $2 where id = $1', [clinic.id, isDemanded])
