/** The witness file: heads of the audit chains, added line by line outside the database, never rewritten. */
import { createReadStream } from 'node:fs'
import { mkdir, open, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'

const Witnessed = z.object({
  clinic: z.uuid(),
  seq: z.int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
})

/** `hash` in hexadecimal; `at` when it was written down. */
export type Witnessed = z.infer<typeof Witnessed>

/** CLEARWAY_AUDIT_WITNESS, or audit-witness.log in the data folder. */
export function witnessPath(env: NodeJS.ProcessEnv = process.env): string {
  return env.CLEARWAY_AUDIT_WITNESS || join(env.CLEARWAY_DATA || 'data', 'audit-witness.log')
}

/** Adds the heads and returns once they are on the disk. Any number of processes may add to one file. */
export async function appendWitness(path: string, heads: Witnessed[]): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const file = await open(path, 'a+', 0o600)
  try {
    const { size } = await file.stat()
    const last = size > 0 ? (await file.read(Buffer.alloc(1), 0, 1, size - 1)).buffer.toString() : '\n'
    // A line torn off by a full disk stays by itself: the next begins on a line of its own.
    const lines = heads.map((head) => `${JSON.stringify(head)}\n`).join('')
    await file.appendFile(last === '\n' ? lines : `\n${lines}`)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** How many bytes the file has; 0 when there is none. */
export async function witnessSize(path: string): Promise<number> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return { size: 0 }
    throw error
  })
  return found.size
}

/** The first `bytes` of the file, line by line in the order they were written; null for a line nobody can read. */
export async function* readWitness(path: string, bytes: number): AsyncGenerator<Witnessed | null> {
  if (bytes === 0) return
  const lines = createInterface({
    input: createReadStream(path, { end: bytes - 1 }),
    crlfDelay: Number.POSITIVE_INFINITY,
  })
  for await (const line of lines) if (line !== '') yield witnessedOf(line)
}

const block = 64 * 1024
const farthest = 64 * block

/**
 * The newest head of one chain, read from the end of the file; null when it is not in its last 4 MiB, which is some
 * two weeks of one clinic, or half a day of thirty.
 */
export async function newestWitnessed(path: string, clinicId: string): Promise<Witnessed | null> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (!file) return null
  try {
    const { size } = await file.stat()
    let torn = ''
    for (let end = size; end > Math.max(0, size - farthest); end -= block) {
      const begin = Math.max(0, end - block)
      const { buffer } = await file.read(Buffer.alloc(end - begin), 0, end - begin, begin)
      const lines = (buffer.toString('latin1') + torn).split('\n')
      torn = begin > 0 ? (lines.shift() ?? '') : ''
      const line = lines.findLast((one) => one.includes(clinicId) && witnessedOf(one)?.clinic === clinicId)
      if (line) return witnessedOf(line)
    }
    return null
  } finally {
    await file.close()
  }
}

function witnessedOf(line: string): Witnessed | null {
  try {
    return Witnessed.safeParse(JSON.parse(line)).data ?? null
  } catch {
    return null
  }
}
