/** Two started at once: one has it, the other learns who; and nobody is locked out by the dead. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { claim, release } from './claim.mjs'

let folder: string
let file: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claim-'))
  file = join(folder, 'running')
})
afterEach(() => rm(folder, { recursive: true }))

const script = `import { claim } from ${JSON.stringify(join(import.meta.dirname, 'claim.mjs'))}
  console.log(await claim(process.argv[1]) ?? 'mine'); setInterval(() => {}, 60_000)`

async function another() {
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = await once(child.stdout, 'data')
  const end = async () => {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return { pid: child.pid, said: String(said).trim(), end }
}

it('of processes that claim at once, one has it and the others are told which', async () => {
  const all = await Promise.all([another(), another(), another(), another()])
  const winners = all.filter(({ said }) => said === 'mine')
  expect(winners).toHaveLength(1)
  const losers = all.filter(({ said }) => said !== 'mine')
  expect(losers.map(({ said }) => said)).toEqual(Array(3).fill(String(winners[0]?.pid)))
  await Promise.all(all.map(({ end }) => end()))
})

it('is free again when its holder was killed', async () => {
  const holder = await another()
  expect(await claim(file)).toBe(holder.pid)
  await holder.end()
  expect(await claim(file)).toBeNull()
})

it('is not held by a process that only carries the number of the holder', async () => {
  await writeFile(file, `${process.ppid} 1`)
  expect(await claim(file)).toBeNull()
  expect(await readFile(file, 'utf8')).toMatch(new RegExp(`^${process.pid}\\b`))
})

it('can be given up, by its holder alone, and leaves nothing lying about', async () => {
  expect(await claim(file)).toBeNull()
  await release(file)
  expect(await readdir(folder)).toEqual([])
  await writeFile(file, '1 2')
  await release(file)
  expect(await readFile(file, 'utf8')).toBe('1 2')
})
