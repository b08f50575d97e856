/** The second factor as the database keeps it: a sealed secret it cannot read, compared by its digest. */
import { queryInstallation } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import type { Role } from '~/domain/member'
import type { Refusal } from '~/domain/refusal'
import { mustHaveSecondFactor } from '~/domain/second-factor'
import { z } from 'zod'

/** What proves a second factor: its secret with the step a code matched, or a recovery code with none. */
type Proof = { proof: Buffer; step: number | null }

/** Of the member of this open login; null when they have no second factor. */
export async function findSealedFactor(idHash: string): Promise<Buffer | null> {
  const [row] = await queryInstallation<{ sealed: Buffer | null }>({
    name: 'sealed-factor-of-login',
    text: 'select sealed_factor_of_login($1) as sealed',
    values: [idHash],
  })
  return row?.sealed ?? null
}

/** Of the account whose login waits for a code; null when none waits any more. */
export async function findPendingFactor(tokenHash: string): Promise<Buffer | null> {
  const [row] = await queryInstallation<{ sealed: Buffer | null }>({
    name: 'sealed-factor-of-pending',
    text: 'select sealed_factor_of_pending($1) as sealed',
    values: [tokenHash],
  })
  return row?.sealed ?? null
}

const Passing = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('opened'), device: z.string() }),
  z.object({ outcome: z.enum(['code-wrong', 'too-many-tries', 'login-over']) }),
])

/** Opens a login of this id when the second factor is proven, and ends the one that waited. */
export async function passLoginRow(
  waiting: Proof & { tokenHash: string; address: string; device: string | null },
  { idHash, userAgent }: { idHash: string; userAgent: string },
): Promise<z.output<typeof Passing>> {
  const { tokenHash, proof, step, address, device } = waiting
  const [row] = await queryInstallation<{ passing: unknown }>({
    name: 'pass-login',
    text: 'select pass_login($1, $2, $3, $4, $5, $6, $7) as passing',
    values: [tokenHash, proof, step, idHash, userAgent, address, device],
  })
  return Passing.parse(row?.passing)
}

/** Who does it: the login, with the password, and with the second factor that stands. */
export type Confirming = { idHash: string; derived: Buffer; proven: Proof | null }

/** Sets a second factor up, or another in place of the one that stands; null when it was done. */
export async function enrolFactor(
  { idHash, derived, proven }: Confirming,
  made: { sealed: Buffer; secret: Buffer; step: number; codeHashes: Buffer[] },
): Promise<Refusal | null> {
  const own = [made.sealed, made.secret, made.step, made.codeHashes]
  const [row] = await queryInstallation<{ why: Refusal | null }>({
    name: 'enrol-second-factor',
    text: 'select enrol_second_factor($1, $2, $3, $4, $5, $6, $7, $8) as why',
    values: [idHash, derived, ...own, proven?.proof ?? null, proven?.step ?? null],
  })
  return row?.why ?? null
}

/** Ten recovery codes in place of those before; null when it was done. */
export async function renewRecoveryCodes(
  { idHash, derived, proven }: Confirming,
  codeHashes: Buffer[],
): Promise<Refusal | null> {
  const [row] = await queryInstallation<{ why: Refusal | null }>({
    name: 'renew-recovery-codes',
    text: 'select renew_recovery_codes($1, $2, $3, $4, $5) as why',
    values: [idHash, derived, proven?.proof ?? null, proven?.step ?? null, codeHashes],
  })
  return row?.why ?? null
}

/** Turns the second factor off; null when it was done. */
export async function endFactor({ idHash, derived, proven }: Confirming): Promise<Refusal | null> {
  const [row] = await queryInstallation<{ why: Refusal | null }>({
    name: 'end-second-factor',
    text: 'select end_second_factor($1, $2, $3, $4) as why',
    values: [idHash, derived, proven?.proof ?? null, proven?.step ?? null],
  })
  return row?.why ?? null
}

/** `factor` is null for whoever has none; `isDemanded`: by the clinic, of this member. */
export type OwnFactor = { factor: { madeAt: Date; codesLeft: number } | null; isDemanded: boolean }

export async function ownFactor(query: Query, member: { memberId: string; roles: Role[] }): Promise<OwnFactor> {
  const [found] = await query<{ isDemanded: boolean; madeAt: Date | null; codesLeft: number | null }>({
    name: 'own-second-factor',
    text: `select c.second_factor_demanded as "isDemanded", f.made_at as "madeAt", f.codes_left as "codesLeft"
      from clinics c left join second_factors f on f.clinic_id = c.id and f.member_id = $1::uuid
      where c.id = current_clinic()`,
    values: [member.memberId],
  })
  const { isDemanded = false, madeAt = null, codesLeft } = found ?? {}
  return {
    factor: madeAt && { madeAt, codesLeft: codesLeft ?? 0 },
    isDemanded: mustHaveSecondFactor(member.roles, { isDemanded }),
  }
}
