/** Passwords that nobody chose: made once, kept in the data folder, readable by its owner alone. */
import { randomBytes, randomUUID } from 'node:crypto'
import { chown, link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The password `name` of `folder` (URL-safe, 192 bits), the same for whoever asks first and for all after. */
export async function keptSecret(folder: string, name: string): Promise<string> {
  const secrets = join(folder, 'secrets')
  const file = join(secrets, name)
  await mkdir(secrets, { recursive: true, mode: 0o700 })
  const part = `${file}.${randomUUID()}`
  await writeFile(part, randomBytes(24).toString('base64url'), { mode: 0o600 })
  const owner = await stat(folder)
  if (process.getuid?.() === 0) for (const path of [secrets, part]) await chown(path, owner.uid, owner.gid)
  await link(part, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(part)
  return readFile(file, 'utf8')
}
