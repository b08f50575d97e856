/** A link for a new password that the owner of the database makes: where no mail goes out, and nobody else can help. */
import { createHash } from 'node:crypto'
import pg from 'pg'
import { linkToken } from '~/auth/seal.server'
import { newId } from '~/data/id.server'

/** Its path, good for an hour and once; null where nobody can come in under this address. Needs the servers' seal key. */
export async function passwordLink(ownerUrl: string, email: string): Promise<string | null> {
  const id = newId()
  const token = linkToken('password-reset', id)
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const hash = createHash('sha256').update(token).digest('hex')
    const { rows } = await client.query('select issue_password_reset($1, $2, $3) as issued', [email, id, hash])
    return rows[0].issued ? `/password-reset/${token}` : null
  } finally {
    await client.end()
  }
}
