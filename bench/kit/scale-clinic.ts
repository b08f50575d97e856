/** A clinic filled when it is first asked for and kept, with somebody logged in to it; and the built server over it. */
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '~/database/embedded.server'
import { type DatabaseUrls, roleUrls } from '~/database/roles.server'
import { password } from '../../tests/builders'
import { seedScale } from '../scale/seed'
import { startChild, type Child } from './child'

export type KeptClinic = {
  id: string
  data: string
  urls: DatabaseUrls
  superuser: pg.Client
  superuserUrl: string
  /** A login of the member of this name, good for eleven hours: the hash it is known by, and its cookie. */
  logIn: (name: string) => Promise<{ memberId: string; idHash: string; cookie: string }>
  leave: () => Promise<void>
}

export type ScaleClinic = KeptClinic & { programs: number }

/** Kept under .cache/bench, or where CLEARWAY_BENCH says: a large one takes gigabytes, and half an hour to make. */
export const keptAt = process.env.CLEARWAY_BENCH || '.cache/bench'

export async function useScaleClinic(programs: number): Promise<ScaleClinic> {
  const clinic = await useKeptClinic(String(programs), async (data) => {
    const { clinic, broken } = await seedScale(data, programs, (what) => console.error(`${programs} programs: ${what}`))
    if (broken.length > 0) throw new Error(`The clinic of ${programs} programs is not whole: ${broken[0]?.says}`)
    return clinic.id
  })
  return { ...clinic, programs }
}

/** The clinic called `name`, of the newest migration; `make` fills a database under `data` and answers with its id. */
export async function useKeptClinic(name: string, make: (data: string) => Promise<string>): Promise<KeptClinic> {
  const newest =
    (await readdir('prisma/migrations'))
      .filter((migration) => /^\d{14}/.test(migration))
      .sort()
      .at(-1) ?? ''
  const data = join(keptAt, `${name}-${newest.slice(0, 14)}`)
  await mkdir(data, { recursive: true })
  const note = join(data, 'clinic')
  const known = await readFile(note, 'utf8').catch(() => null)
  const id = known || (await make(data))
  if (!known) await writeFile(note, id)
  const folder = join(data, 'postgres')
  const server = await startEmbedded(folder)
  const superuserUrl = server.superuserUrl('clearway')
  const superuser = new pg.Client({ connectionString: superuserUrl })
  await superuser.connect()
  return {
    id,
    data,
    urls: await roleUrls(server.superuserUrl(), folder, 'clearway'),
    superuser,
    superuserUrl,
    logIn: (name) => logIn(superuser, id, name),
    leave: async () => {
      await superuser.end()
      await server.leave()
    },
  }
}

async function logIn(superuser: pg.Client, clinicId: string, name: string) {
  const loginId = randomBytes(20).toString('hex')
  const idHash = createHash('sha256').update(loginId).digest('hex')
  const { rows } = await superuser.query<{ memberId: string }>(
    `with member as (select a.id, a.member_id from accounts a join members m on m.clinic_id = a.clinic_id and m.id = a.member_id
       where a.clinic_id = $2 and m.name = $3),
     opened as (insert into logins (id_hash, account_id, created_at, last_active_at, expires_at, user_agent)
       select $1, id, clock_timestamp(), clock_timestamp(), clock_timestamp() + interval '11 hours', 'bench' from member)
     select member_id as "memberId" from member`,
    [idHash, clinicId, name],
  )
  const [member] = rows
  if (!member) throw new Error(`Nobody here is called ${name}; the password of those who are is "${password}".`)
  return { ...member, idHash, cookie: `clearway=${loginId}` }
}

/**
 * The built server over it, in as many processes as it takes by itself, or in one; without the jobs: what runs by itself would
 * run in one round and not in another.
 */
export function startClearway({ urls, data }: Pick<KeptClinic, 'urls' | 'data'>, processes?: 1): Promise<Child> {
  const env = { CLEARWAY_KIND: 'test', CLEARWAY_DATA: data, DATABASE_URL: urls.app, CLEARWAY_JOBS_URL: undefined }
  const one = processes && { CLEARWAY_PROCESSES: String(processes) }
  return startChild('clearway', ['build/server/index.js'], { ...env, ...one })
}

/** The bare server over it, for `member`. */
export function startLimit(
  { id, urls, superuserUrl }: ScaleClinic,
  member: { memberId: string },
  processes = 1,
): Promise<Child> {
  const env = {
    LIMIT_PROCESSES: String(processes),
    LIMIT_URL: superuserUrl,
    LIMIT_APP_URL: urls.app,
    LIMIT_CLINIC: id,
    LIMIT_MEMBER: member.memberId,
  }
  return startChild('limit', ['--import', 'tsx', 'bench/kit/limit-server.ts'], env)
}
