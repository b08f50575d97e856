/** Where the database is: at the addresses in the environment, else embedded under CLEARWAY_DATA (./data). */
import { join } from 'node:path'
import { startEmbedded } from './embedded.server'
import { type DatabaseUrls, ensureRoles } from './roles.server'

export type Database = {
  urls: Partial<DatabaseUrls> & { app: string }
  /** Starts an embedded server again that was killed; does nothing for one that is not ours. */
  keepUp: () => Promise<void>
  /** Says that this process is done with it; an embedded server is stopped by the last who says so. */
  leave: () => Promise<void>
}

/**
 * DATABASE_URL is for clearway_app, CLEARWAY_OWNER_URL for migrations, CLEARWAY_JOBS_URL for the enforcer,
 * CLEARWAY_BACKUP_URL for backups. Without DATABASE_URL an embedded server is started or attached to.
 */
export async function findDatabase(env: NodeJS.ProcessEnv = process.env): Promise<Database> {
  if (env.DATABASE_URL) {
    const urls = {
      app: env.DATABASE_URL,
      owner: env.CLEARWAY_OWNER_URL,
      jobs: env.CLEARWAY_JOBS_URL,
      backup: env.CLEARWAY_BACKUP_URL,
    }
    return { urls, keepUp: async () => undefined, leave: async () => undefined }
  }
  const folder = join(env.CLEARWAY_DATA || 'data', 'postgres')
  const server = await startEmbedded(folder)
  return { ...server, urls: await ensureRoles(server.superuserUrl(), folder, 'clearway') }
}
