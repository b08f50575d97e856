/** A PostgreSQL cluster on disk: made once and whole, with settings that are ours at every start. */
import { randomUUID } from 'node:crypto'
import { chown, mkdir, realpath, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { usableMemory } from './memory.server'
import { canEnter, outsideFolder, type RunUser, runProgram } from './native.server'

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  max_parallel_workers_per_gather: '0',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  password_encryption: 'scram-sha-256',
  idle_in_transaction_session_timeout: '60s',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  // Of what no vacuum has seen an index does not answer alone, and lists are read from indexes: not a fifth of a table, but a
  // fiftieth may have been added since.
  autovacuum_vacuum_insert_scale_factor: '0.02',
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgresql-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_line_prefix: '%m [%p] %q%u@%d ',
  // No statement, value or row of a client in the log: an ERROR goes to the app that caused it, and only there.
  log_statement: 'none',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
}

const mebibyte = 2 ** 20

/** What PostgreSQL may hold of the database in memory of its own: a quarter of what there is, from 128 MB to 1 GB. `memory` is in bytes. */
export function sharedBuffers(memory: number): string {
  return `${Math.min(1024, Math.max(128, Math.floor(memory / 4 / mebibyte)))}MB`
}

/** For clusters that are thrown away: a power cut may cost everything, and nothing waits for the disk. */
const throwawaySettings = {
  ...settings,
  max_connections: '200',
  shared_buffers: '128MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  // The plans that tests look at must not change while they do.
  autovacuum: 'off',
  // Thousands of connections are made in a run of tests, and each proves its password this often.
  scram_iterations: '1',
}

/** The data folder of the cluster in `home`, or null before the first start. */
export async function clusterFolder(home: string): Promise<string | null> {
  return realpath(join(home, 'cluster')).catch(() => null)
}

/**
 * Makes the cluster: beside its place, then moved there in one step, so that there is a whole one or none.
 * Where the run user cannot enter `home`, it lies outside and `home` keeps a link to it.
 */
export async function makeCluster(home: string, native: string, user: RunUser, password: string): Promise<string> {
  const isReachable = canEnter(home, user)
  const parent = isReachable ? home : outsideFolder
  const name = isReachable ? 'cluster' : `${basename(home)}-${randomUUID()}`
  const part = join(parent, `${name}.new`)
  await rm(part, { recursive: true, force: true })
  await mkdir(join(part, 'data'), { recursive: true })
  const passwordFile = join(part, 'password')
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (user) for (const path of [part, join(part, 'data'), passwordFile]) await chown(path, user.uid, user.gid)
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  await runProgram(join(native, 'bin', 'initdb'), ['-D', join(part, 'data'), ...locale, ...access], user)
  await rename(join(part, 'data'), join(parent, name))
  await rm(part, { recursive: true, force: true })
  if (!isReachable) await symlink(join(parent, name), join(home, 'cluster'))
  return join(parent, name)
}

/** Writes our settings and who may connect: by password, over the loopback address. */
export async function writeSettings(cluster: string, isThrowaway: boolean): Promise<void> {
  const own = isThrowaway ? throwawaySettings : { ...settings, shared_buffers: sharedBuffers(usableMemory()) }
  const lines = Object.entries(own).map(([name, value]) => `${name} = '${value}'`)
  await writeOwned(join(cluster, 'postgresql.conf'), `${lines.join('\n')}\n`)
  await writeOwned(join(cluster, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n')
}

async function writeOwned(file: string, text: string): Promise<void> {
  const before = await stat(file)
  await writeFile(`${file}.new`, text, { mode: 0o600 })
  if (process.getuid?.() === 0) await chown(`${file}.new`, before.uid, before.gid)
  await rename(`${file}.new`, file)
}
