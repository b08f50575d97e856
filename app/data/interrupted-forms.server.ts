/** Forms that were sent once their login was over: sealed by the caller, given back to the same account alone. */
import { asJobs, queryInstallation } from '~/database/door.server'

/** Which row, and by whom it may be had: a login, in the browser the form was sent from. */
export type InterruptedKey = { idHash: string; id: string; browserHash: string }

/** The account whose login went idle or came to its end; null for one that is open, was ended, or is nobody's any longer. */
export async function interruptedAccount(idHash: string): Promise<string | null> {
  const [row] = await queryInstallation<{ id: string | null }>({
    name: 'interrupted-account',
    text: 'select interrupted_account($1) as id',
    values: [idHash],
  })
  return row?.id ?? null
}

/** False where the login is not one of those after all. */
export async function keepInterruptedRow(
  { idHash, id, browserHash }: InterruptedKey,
  sealed: Buffer,
): Promise<boolean> {
  const [row] = await queryInstallation<{ kept: boolean }>({
    name: 'keep-interrupted-form',
    text: 'select keep_interrupted_form($1, $2, $3, $4) as kept',
    values: [idHash, id, browserHash, sealed],
  })
  return row?.kept ?? false
}

export type InterruptedRow = { accountId: string; sealed: Buffer; keptAt: Date }

export async function findInterruptedRow({ idHash, id, browserHash }: InterruptedKey): Promise<InterruptedRow | null> {
  const [row] = await queryInstallation<InterruptedRow>({
    name: 'interrupted-form',
    text: 'select account_id as "accountId", sealed, kept_at as "keptAt" from find_interrupted_form($1, $2, $3)',
    values: [idHash, id, browserHash],
  })
  return row ?? null
}

/** False where there is none of this account and browser. */
export async function dropInterruptedRow({ idHash, id, browserHash }: InterruptedKey): Promise<boolean> {
  const [row] = await queryInstallation<{ gone: boolean }>({
    name: 'drop-interrupted-form',
    text: 'select drop_interrupted_form($1, $2, $3) as gone',
    values: [idHash, id, browserHash],
  })
  return row?.gone ?? false
}

/** What nobody came back to within the hour. */
export async function forgetInterruptedForms(): Promise<void> {
  await asJobs((query) =>
    query({ name: 'forget-interrupted-forms', text: 'select forget_interrupted_forms()', values: [] }),
  )
}
