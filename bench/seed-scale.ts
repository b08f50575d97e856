/**
 * `npm run seed:scale -- --programs 1000000`: a clinic of that many programs in a database of its own under data/scale
 * (CLEARWAY_DATA says otherwise), multiplied by SQL from a few clients whom the real commands made, and held to what the
 * real commands keep. Made anew each time; it says who may log in, for whoever wants to look at it.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { startEmbedded } from '~/database/embedded.server'
import { ensureRoles } from '~/database/roles.server'
import { buildClinic, password } from '../tests/builders'
import { migrate } from '../prisma/migrate'
import { checkInvariants } from './scale/invariants'
import { multiply } from './scale/multiply'
import { buildStories } from './scale/stories'

const { values } = parseArgs({ options: { programs: { type: 'string' } } })
const programs = Number(values.programs ?? 100_000)
if (!Number.isInteger(programs) || programs < 100) throw new Error('--programs is a whole number from 100 on.')

const data = process.env.CLEARWAY_DATA || 'data/scale'
const folder = join(data, 'postgres')
await rm(folder, { recursive: true, force: true })
const server = await startEmbedded(folder)
try {
  const urls = await ensureRoles(server.superuserUrl(), folder, 'clearway')
  await migrate(urls.owner)
  const superuser = new pg.Client({ connectionString: server.superuserUrl('clearway') })
  await superuser.connect()
  await superuser.query("update installation set kind = 'test'")
  const said = stopwatch()
  const clinic = await buildClinic({ urls: { ...urls, superuser: '' } })
  const stories = await buildStories(clinic)
  said('The clients whom all others are copies of')
  const made = await multiply(superuser, { clinicId: clinic.id, stories, programs })
  said(`${made} programs`)
  await superuser.query('vacuum analyze')
  const { checked, broken } = await checkInvariants(superuser, clinic.id)
  said(`${checked} checks`)
  for (const { says, rows } of broken) console.error(`BROKEN in ${rows} rows: ${says}`)
  console.log(
    `Log in as ${clinic.therapist.email} with "${password}": CLEARWAY_KIND=test CLEARWAY_DATA=${data} npm start`,
  )
  await superuser.end()
  process.exitCode = broken.length > 0 ? 1 : 0
} finally {
  await server.leave()
}

function stopwatch() {
  let since = performance.now()
  return (what: string) => {
    console.log(`${what} in ${((performance.now() - since) / 1000).toFixed(1)} s`)
    since = performance.now()
  }
}
