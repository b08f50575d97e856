/** A clinic of any size in a database of its own, multiplied by SQL from a few clients whom the real commands made. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '~/database/embedded.server'
import { ensureRoles } from '~/database/roles.server'
import { migrate } from '../../prisma/migrate'
import { buildClinic, type Clinic } from '../../tests/builders'
import { type Broken, checkInvariants } from './invariants'
import { multiply } from './multiply'
import { buildStories } from './stories'

export type Seeded = { clinic: Clinic; programs: number; checked: number; broken: Broken[] }

/** Made anew under `data`, whatever was there, and held to what the real commands keep. `said` hears of each step. */
export async function seedScale(data: string, programs: number, said: (what: string) => void): Promise<Seeded> {
  const folder = join(data, 'postgres')
  await rm(folder, { recursive: true, force: true })
  const server = await startEmbedded(folder)
  try {
    const urls = await ensureRoles(server.superuserUrl(), folder, 'clearway')
    await migrate(urls.owner)
    const superuser = new pg.Client({ connectionString: server.superuserUrl('clearway') })
    await superuser.connect()
    await superuser.query("update installation set kind = 'test'")
    const clinic = await buildClinic({ urls: { ...urls, superuser: '' } })
    const stories = await buildStories(clinic)
    said('The clients whom all others are copies of')
    const made = await multiply(superuser, { clinicId: clinic.id, stories, programs })
    said(`${made} programs`)
    await superuser.query('vacuum analyze')
    const { checked, broken } = await checkInvariants(superuser, clinic.id)
    said(`${checked} checks`)
    await superuser.end()
    return { clinic, programs: made, checked, broken }
  } finally {
    await server.leave()
  }
}
