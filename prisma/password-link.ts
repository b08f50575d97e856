/** `npm run password:link -- maya@clinic.example [--demo]`: prints a link for a new password, where no mail brings one. */
import { parseArgs } from 'node:util'
import { useSealKey } from '~/auth/seal.server'
import { findDatabase } from '~/database/location.server'
import { keptSecret } from '~/database/secrets.server'
import { passwordLink } from './owner-link'

const { values, positionals } = parseArgs({ options: { demo: { type: 'boolean' } }, allowPositionals: true })
const data = process.env.CLEARWAY_DATA || (values.demo ? 'data/demo' : 'data')
const { urls, leave } = await findDatabase({
  ...process.env,
  CLEARWAY_DATA: data,
  ...(values.demo ? { DATABASE_URL: '' } : {}),
})
try {
  if (!urls.owner) throw new Error('Set CLEARWAY_OWNER_URL to the address of the database for the role clearway_owner.')
  const [email] = positionals
  if (!email) throw new Error('Say whose: npm run password:link -- maya@clinic.example')
  useSealKey(process.env.CLEARWAY_SEAL_KEY || (await keptSecret(data, 'seal-key')))
  const path = await passwordLink(urls.owner, email)
  if (!path)
    throw new Error('Nobody can come in under that address: there is no account, or its member is deactivated.')
  console.log(`Good once, for an hour. Whoever opens it chooses the password, so give it to nobody else:`)
  console.log(process.env.CLEARWAY_URL ? new URL(path, process.env.CLEARWAY_URL).href : path)
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
} finally {
  await leave()
}
