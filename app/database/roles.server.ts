/** The four roles of the database, each with a password of its own and no more rights than its work needs. */
import pg from 'pg'
import { keptSecret } from './secrets.server'

/** What each role may do beyond owning or being granted things; none is a superuser. */
const roles = {
  clearway_owner: 'LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOBYPASSRLS',
  clearway_app: 'LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOBYPASSRLS',
  clearway_jobs: 'LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB NOBYPASSRLS',
  clearway_backup: 'LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB BYPASSRLS',
}

export type DatabaseUrls = { owner: string; app: string; jobs: string; backup: string }

/**
 * Makes the roles where they are missing, with passwords kept in `<folder>/secrets`, and a database owned by
 * clearway_owner. Returns the addresses by which each role reaches that database.
 */
export async function ensureRoles(superuserUrl: string, folder: string, database: string): Promise<DatabaseUrls> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    await client.query("select pg_advisory_lock(hashtext('clearway roles'))")
    for (const [role, rights] of Object.entries(roles))
      await ensureRole(client, role, rights, await keptSecret(folder, role))
    // So that a function of the owner's may carry its own clinic: SET clearway.clinic = ''.
    await client.query('grant set on parameter clearway.clinic, clearway.member to clearway_owner')
    await ensureDatabase(client, database)
  } finally {
    await client.end()
  }
  return roleUrls(superuserUrl, folder, database)
}

/** The addresses of `database` for each role; the roles must exist. */
export async function roleUrls(superuserUrl: string, folder: string, database: string): Promise<DatabaseUrls> {
  const url = async (role: keyof typeof roles) => {
    const address = new URL(superuserUrl)
    address.username = role
    address.password = await keptSecret(folder, role)
    address.pathname = `/${database}`
    return address.href
  }
  return {
    owner: await url('clearway_owner'),
    app: await url('clearway_app'),
    jobs: await url('clearway_jobs'),
    backup: await url('clearway_backup'),
  }
}

async function ensureRole(client: pg.Client, role: string, rights: string, password: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role])
  if (!rowCount) await client.query(`create role ${role}`)
  await client.query(`alter role ${role} ${rights} password ${client.escapeLiteral(password)}`)
  await client.query(`alter role ${role} set timezone = 'UTC'`)
}

async function ensureDatabase(client: pg.Client, database: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database])
  const name = client.escapeIdentifier(database)
  if (!rowCount) await client.query(`create database ${name} owner clearway_owner`)
  await letIn(client, database)
}

/** The roles, and nobody else, may connect to a database that there is. */
export async function letIn(client: pg.Client, database: string): Promise<void> {
  const name = client.escapeIdentifier(database)
  await client.query(`revoke connect, temporary on database ${name} from public`)
  await client.query(`grant connect on database ${name} to clearway_app, clearway_jobs, clearway_backup`)
}
