// @ts-check
/** A file that says which process has claimed something; the claim of a process that is gone counts for nothing. */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'

/**
 * Claims `file` for this process until it ends. Resolves with null, or with the id of the process that holds it.
 * @param {string} file
 * @returns {Promise<number | null>}
 */
export async function claim(file) {
  const mine = `${file}.${process.pid}.${randomUUID()}`
  await writeFile(mine, identity(process.pid))
  try {
    for (;;) {
      const isMine = await link(mine, file).then(
        () => true,
        () => false,
      )
      if (isMine) return null
      const holder = await readFile(file, 'utf8').catch(() => '')
      if (holder && isCurrent(holder)) return Number.parseInt(holder, 10)
      await dropDead(file, holder)
    }
  } finally {
    await rm(mine, { force: true })
  }
}

/**
 * Gives up a claim before the process ends.
 * @param {string} file
 */
export async function release(file) {
  const holder = await readFile(file, 'utf8').catch(() => '')
  if (holder === identity(process.pid)) await rm(file, { force: true })
}

// Of several who find a dead claim, each moves away only what it read: a new claim is put back.
/**
 * @param {string} file
 * @param {string} dead
 */
async function dropDead(file, dead) {
  const aside = `${file}.${randomUUID()}`
  const isMoved = await rename(file, aside).then(
    () => true,
    () => false,
  )
  if (!isMoved) return
  if ((await readFile(aside, 'utf8')) !== dead) await link(aside, file).catch(() => undefined)
  await rm(aside, { force: true })
}

/** @param {string} holder */
function isCurrent(holder) {
  return identity(Number.parseInt(holder, 10)) === holder
}

// A process id comes round again; with the moment of its start it does not. Empty for a process that is gone.
/** @param {number} pid */
function identity(pid) {
  if (process.platform !== 'linux') return isAlive(pid) ? `${pid}` : ''
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    return /[ZX]/.test(fields[0] ?? '') ? '' : `${pid} ${fields[19]}`
  } catch {
    return ''
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
