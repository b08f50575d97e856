/** `npm run enforce` as a process of its own, on the database of a test. */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import type { TestDatabase } from '../database-template'

const root = join(import.meta.dirname, '..', '..')

type Urls = Pick<TestDatabase['urls'], 'app' | 'jobs'>
export type Ended = { code: number | null; said: string }

export function startEnforcer(
  { app, jobs }: Urls,
  args: string[] = [],
  env: Partial<NodeJS.ProcessEnv> = {},
): ChildProcess {
  const command = ['--import', 'tsx', join(root, 'prisma', 'enforce.ts'), ...args]
  const own = { DATABASE_URL: app, CLEARWAY_JOBS_URL: jobs, ...env }
  return spawn(process.execPath, command, {
    cwd: root,
    env: { ...process.env, ...own },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

export async function ended(child: ChildProcess): Promise<Ended> {
  let said = ''
  child.stdout?.on('data', (text) => (said += text))
  child.stderr?.on('data', (text) => (said += text))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, said }
}
