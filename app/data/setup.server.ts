/** The first clinic and its admin, made once by whoever holds the link the operator was shown. */
import { databaseFailure } from '~/database/refused.server'
import { queryInstallation } from '~/database/door.server'
import type { LoadUnit } from '~/domain/units'

export type FirstClinic = {
  slug: string
  name: string
  timeZone: string
  locale: string
  units: LoadUnit
  emergencyNumber: string
  onCallNumber: string
  plateStepG: number
}
export type FirstAdmin = { name: string; email: string }
export type StoredPassword = { salt: Buffer; params: string; verifier: Buffer }

/** Keeps the hash of a link for 24 hours; false when somebody has an account already. */
export async function issueSetupToken(tokenHash: string): Promise<boolean> {
  return await asked('select issue_setup_token($1) as yes', 'issue-setup-token', [tokenHash])
}

export async function isSetupTokenOpen(tokenHash: string): Promise<boolean> {
  return await asked('select setup_token_open($1) as yes', 'setup-token-open', [tokenHash])
}

/** Makes both and uses the link up. 'link-spent' when it is used, too old or second; 'unknown-time-zone' by PostgreSQL's list. */
export async function createFirstClinic(
  tokenHash: string,
  clinic: FirstClinic,
  admin: FirstAdmin,
  password: StoredPassword,
): Promise<'made' | 'link-spent' | 'unknown-time-zone'> {
  const values = [tokenHash, clinic, admin, password.salt, password.params, password.verifier]
  try {
    const isMade = await asked(
      'select create_first_clinic($1, $2, $3, $4, $5, $6) as yes',
      'create-first-clinic',
      values,
    )
    return isMade ? 'made' : 'link-spent'
  } catch (error) {
    if (databaseFailure(error)?.code === '22023') return 'unknown-time-zone'
    throw error
  }
}

async function asked(text: string, name: string, values: unknown[]): Promise<boolean> {
  const [row] = await queryInstallation<{ yes: boolean }>({ name, text, values })
  return row?.yes ?? false
}
