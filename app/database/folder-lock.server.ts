/** A lock in a folder: of all processes on this machine one holds it, and one that died does not hold it for ever. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const beatMs = 1_000
const silentMs = 15_000

/**
 * Runs `work` while holding `<folder>/lock`. Waits for its turn; throws after `patienceMs` (milliseconds).
 * A lock is dropped when its process is gone or has not touched it for 15 seconds.
 */
export async function withFolderLock<T>(folder: string, work: () => Promise<T>, patienceMs = 120_000): Promise<T> {
  const lock = join(folder, 'lock')
  const mine = join(folder, `lock.${process.pid}.${randomUUID()}`)
  await writeFile(mine, String(process.pid))
  try {
    const giveUpAt = Date.now() + patienceMs
    while (!(await taken(mine, lock))) {
      if (Date.now() > giveUpAt) throw new Error(`Another process holds ${lock} for too long.`)
      await dropIfDead(lock)
      await sleep(50)
    }
    const beat = setInterval(() => void utimes(lock, new Date(), new Date()).catch(() => undefined), beatMs)
    try {
      return await work()
    } finally {
      clearInterval(beat)
      await rm(lock, { force: true })
    }
  } finally {
    await rm(mine, { force: true })
  }
}

/** Whether a process with this id runs on this machine; one that ended and waits to be collected does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux' || !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

async function taken(mine: string, lock: string): Promise<boolean> {
  try {
    await utimes(mine, new Date(), new Date())
    await link(mine, lock)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

// Moved away before it is removed, so that of several who see a dead lock only one takes it down;
// a lock that turned out to be a living one is put back.
async function dropIfDead(lock: string): Promise<void> {
  if (!(await isDead(lock))) return
  const aside = `${lock}.${process.pid}.${randomUUID()}`
  try {
    await rename(lock, aside)
  } catch {
    return
  }
  if (!(await isDead(aside))) await link(aside, lock).catch(() => undefined)
  await rm(aside, { force: true })
}

async function isDead(lock: string): Promise<boolean> {
  try {
    const pid = Number(await readFile(lock, 'utf8'))
    const { mtimeMs } = await stat(lock)
    return !isAlive(pid) || Date.now() - mtimeMs > silentMs
  } catch {
    return false
  }
}
