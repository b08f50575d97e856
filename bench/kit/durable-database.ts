/** An empty, migrated database of a server that keeps what is committed, as a real installation's does; made anew each time. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '~/database/embedded.server'
import { type DatabaseUrls, ensureRoles } from '~/database/roles.server'
import { migrate } from '../../prisma/migrate'

export type DurableDatabase = {
  urls: DatabaseUrls & { superuser: string }
  superuser: pg.Client
  leave: () => Promise<void>
}

export async function makeDurableDatabase(data: string): Promise<DurableDatabase> {
  const folder = join(data, 'postgres')
  await rm(folder, { recursive: true, force: true })
  const server = await startEmbedded(folder)
  const urls = {
    ...(await ensureRoles(server.superuserUrl(), folder, 'clearway')),
    superuser: server.superuserUrl('clearway'),
  }
  await migrate(urls.owner)
  const superuser = new pg.Client({ connectionString: urls.superuser })
  await superuser.connect()
  await superuser.query("update installation set kind = 'test'")
  return {
    urls,
    superuser,
    leave: async () => {
      await superuser.end()
      await server.leave()
    },
  }
}
