/** `npm run migrate`: brings the database at CLEARWAY_OWNER_URL, else the embedded one, to the present. */
import { findDatabase } from '~/database/location.server'
import { migrate } from './migrate'

const { urls, leave } = await findDatabase()
try {
  if (!urls.owner) throw new Error('Set CLEARWAY_OWNER_URL to the address of the database for the role clearway_owner.')
  const applied = await migrate(urls.owner, { onProgress: console.log })
  console.log(applied.length ? `${applied.length} migrations applied` : 'nothing to migrate')
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
} finally {
  await leave()
}
