/** A password replaced: by who gives the old one, or by who holds a link that was sent to their address. */
import { asJobs, asJobsInClinic, queryInstallation } from '~/database/door.server'
import type { Query } from '~/database/query.server'
import type { Acting } from './acting.server'
import { command, type Outcome } from './command.server'
import { newId } from './id.server'
import type { StoredPassword } from './setup.server'

/** What a password given again is bound to: `password_hash` of the database has the same. */
export type NewPassword = StoredPassword & { key: string; reauthenticationId: string }

/** Whether this form was sent before: then the password is the new one already, and the old one is wrong. */
export async function isPasswordChanged(query: Query, memberId: string, key: string): Promise<boolean> {
  const rows = await query<{ id: string }>({
    name: 'password-changed',
    text: `select id from password_changes where clinic_id = current_clinic() and id = $2::uuid and member_id = $1::uuid`,
    values: [memberId, key],
  })
  return rows.length > 0
}

/** Ends every other login of the account, and links that were sent; `idHash` is the login that goes on. */
export function changePassword(
  member: Acting,
  idHash: string,
  { key, reauthenticationId, salt, params, verifier }: NewPassword,
): Promise<Outcome> {
  return command(member, { key, name: 'account:password', body: {} }, async (tx): Promise<Outcome> => {
    const [row] = await tx.$queryRaw<{ changed: boolean }[]>`
      select change_password(${idHash}, ${key}::uuid, ${reauthenticationId}::uuid, ${salt}, ${params}, ${verifier}) as changed`
    return row?.changed ? { ok: true } : { ok: false, why: 'no-reauthentication' }
  })
}

export type ResetAsked = { email: string; address: string; id: string; tokenHash: string }

/** Keeps the hash of a link, and answers nothing: whether anybody has this address is nobody's to know. */
export async function askForReset({ email, address, id, tokenHash }: ResetAsked): Promise<void> {
  await queryInstallation({
    name: 'ask-for-reset',
    text: 'select request_password_reset($1, $2, $3, $4)',
    values: [email, address, id, tokenHash],
  })
}

/** Whose password a link is for; null when it was used, is too old, or is not the newest. */
export type ResetFor = { email: string; name: string; clinicName: string }

export async function findReset(tokenHash: string): Promise<ResetFor | null> {
  const [row] = await queryInstallation<ResetFor>({
    name: 'password-reset-for',
    text: 'select email, name, clinic_name as "clinicName" from password_reset_for($1)',
    values: [tokenHash],
  })
  return row ?? null
}

/** Uses the link up, and ends every login of the account. False when it opens nothing any more. */
export async function resetPassword(tokenHash: string, { salt, params, verifier }: StoredPassword): Promise<boolean> {
  const [row] = await queryInstallation<{ reset: boolean }>({
    name: 'reset-password',
    text: 'select reset_password($1, $2, $3, $4, $5) as reset',
    values: [tokenHash, newId(), salt, params, verifier],
  })
  return row?.reset ?? false
}

/** The clinics of those who asked for a link and were not written to yet. */
export async function listClinicsAwaitingResets(): Promise<string[]> {
  const text = 'select clinics_awaiting_resets() as id'
  const rows = await asJobs((query) => query<{ id: string }>({ name: 'clinics-awaiting-resets', text, values: [] }))
  return rows.map(({ id }) => id)
}

/** Puts those mails into the outbox of one clinic. */
export async function writeResetMails(clinicId: string): Promise<void> {
  await asJobsInClinic(clinicId, (tx) => tx.$queryRaw`select write_reset_mails()`)
}

export async function forgetPasswordResets(): Promise<void> {
  await asJobs((query) =>
    query({ name: 'forget-password-resets', text: 'select forget_password_resets()', values: [] }),
  )
}
