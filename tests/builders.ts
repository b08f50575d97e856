/** Builders: a clinic with its people, by SQL, with nothing of the app between a test and the database. */
import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import { v7 } from 'uuid'
import { derivePassword, storePassword } from '~/auth/password.server'
import type { Role } from '~/domain/member'
import type { TestDatabase } from './database-template'

export const password = 'correct horse battery staple'

export type Who = { clinicId: string; memberId: string; name: string; email: string; idHash: string; cookie: string }
export type Rows = <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>

const people = {
  trainer: { name: 'Maya Ruiz', roles: ['trainer'] },
  otherTrainer: { name: 'Jo Okafor', roles: ['trainer'] },
  therapist: { name: 'Lin Chen', roles: ['physical-therapist'], licence: 'PT-1002' },
  otherTherapist: { name: 'Tove Berg', roles: ['physical-therapist'], licence: 'PT-1004' },
  doctor: { name: 'Dr. Amara Osei', roles: ['doctor'], licence: 'MD-48213' },
  admin: { name: 'Ada Admin', roles: ['admin'] },
  trainerAndTherapist: { name: 'Sam Both', roles: ['trainer', 'physical-therapist'], licence: 'PT-1003' },
} as const satisfies Record<string, Person>
type Person = { name: string; roles: readonly Role[]; licence?: string }

export type Clinic = Record<keyof typeof people, Who> & {
  id: string
  /** One transaction as the app's role, in the context of a member. */
  as: <T>(who: Pick<Who, 'clinicId' | 'memberId'>, work: (rows: Rows) => Promise<T>) => Promise<T>
  /** One statement as the app's role, in the context of a member. */
  sql: <Row extends pg.QueryResultRow>(who: Who, text: string, values?: unknown[]) => Promise<Row[]>
  /** One statement as the owner of the tables: for what the app changes by a command of its own alone. */
  owner: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>
}

let stored: Awaited<ReturnType<typeof storePassword>> | undefined
// What a browser would derive each time, from the same salt: the database is asked each time, Argon2id once.
let derived: Promise<Buffer> | undefined

/** A clinic in Berlin's time whose people each have an account, an open login and, clinicians, a licence to 2099. */
export async function buildClinic({ urls }: Pick<TestDatabase, 'urls'>): Promise<Clinic> {
  const id = v7()
  stored ??= await storePassword(password)
  const found = await inOne(urls.owner, { clinicId: id, memberId: '' }, async (rows) => {
    await rows(
      `insert into clinics (id, slug, name, time_zone, emergency_number, on_call_number)
       values ($1, $2, 'Riverside Clinic', 'Europe/Berlin', '112', '+49 30 5550100')`,
      [id, `clinic-${id}`],
    )
    const members: Partial<Record<string, Who>> = {}
    for (const [key, person] of Object.entries<Person>(people)) members[key] = await addMember(rows, id, person)
    return members as Record<keyof typeof people, Who>
  })
  const as: Clinic['as'] = (who, work) => inOne(urls.app, who, work)
  return {
    ...found,
    id,
    as,
    sql: (who, text, values) => as(who, (rows) => rows(text, values)),
    owner: (text, values) => inOne(urls.owner, found.admin, (rows) => rows(text, values)),
  }
}

async function addMember(rows: Rows, clinicId: string, person: Person): Promise<Who> {
  const memberId = v7()
  const email = `${person.name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@${clinicId}.example`
  const loginId = randomBytes(20).toString('hex')
  const idHash = createHash('sha256').update(loginId).digest('hex')
  await rows(
    `insert into members (clinic_id, id, name, email, licence_number, licence_state, licence_valid_until,
       bfr_credential_valid_until)
     values ($1, $2, $3, $4, $5::text, case when $5::text is not null then 'BE' end,
       case when $5::text is not null then date '2099-12-31' end, date '2099-12-31')`,
    [clinicId, memberId, person.name, email, person.licence ?? null],
  )
  for (const role of person.roles) {
    await rows('insert into member_roles (clinic_id, member_id, role) values ($1, $2, $3)', [clinicId, memberId, role])
  }
  await rows('select create_account($1, $2, $3, $4, $5)', [
    clinicId,
    memberId,
    stored?.salt,
    stored?.params,
    stored?.verifier,
  ])
  await rows(
    `insert into logins (id_hash, account_id, created_at, last_active_at, expires_at, user_agent)
     select $1, id, clock_timestamp(), clock_timestamp(), clock_timestamp() + interval '11 hours', 'test'
     from accounts where clinic_id = $2 and member_id = $3`,
    [idHash, clinicId, memberId],
  )
  return { clinicId, memberId, name: person.name, email, idHash, cookie: `clearway=${loginId}` }
}

/** The password given again, for one purpose over one content: the id a signature consumes. */
export async function reauthenticate(clinic: Clinic, who: Who, purpose: string, contentHash: string): Promise<string> {
  if (!stored) throw new Error('Build the clinic first.')
  derived ??= derivePassword(password, stored)
  const values = [who.idHash, await derived, purpose, contentHash]
  const text = "select reauthenticate($1, $2, $3, $4) ->> 'id' as id"
  const [row] = await clinic.sql<{ id: string | null }>(who, text, values)
  if (!row?.id) throw new Error('The password was not accepted.')
  return row.id
}

const pools = new Map<string, pg.Pool>()

// A connection a statement would be most of a test's time; the drop of the database ends them all.
function poolOf(url: string): pg.Pool {
  const pool = pools.get(url) ?? new pg.Pool({ connectionString: url, max: 4, allowExitOnIdle: true })
  if (!pools.has(url)) pool.on('error', () => pools.delete(url))
  pools.set(url, pool)
  return pool
}

/** One transaction with the context set. */
export async function inOne<T>(
  url: string,
  who: { clinicId: string; memberId: string },
  work: (rows: Rows) => Promise<T>,
): Promise<T> {
  const client = await poolOf(url).connect()
  try {
    await client.query('begin')
    await client.query("select set_config('clearway.clinic', $1, true), set_config('clearway.member', $2, true)", [
      who.clinicId,
      who.memberId,
    ])
    const result = await work(async (text, values = []) => (await client.query(text, values)).rows)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}
