/** A server as a process of its own, its output in a file: what it writes costs it the same, and costs the bench nothing. */
import { spawn } from 'node:child_process'
import { openSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type Child = { port: number; pid: number; stop: () => Promise<void> }

/** Resolves when it says that it is listening; throws with what it said when it ends before that. */
export async function startChild(
  name: string,
  args: readonly string[],
  env: Partial<NodeJS.ProcessEnv>,
): Promise<Child> {
  const file = join('.cache/bench', `${name}-${process.pid}.log`)
  await mkdir(dirname(file), { recursive: true })
  const output = openSync(file, 'w')
  const own = { ...process.env, PORT: '0', ...env, NODE_ENV: 'production' as const }
  const child = spawn(process.execPath, args, { env: own, stdio: ['ignore', output, output] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  for (;;) {
    const said = await readFile(file, 'utf8')
    const port = /listening on http:\/\/[^:]+:(\d+)/.exec(said)?.[1]
    if (port) return { port: Number(port), pid: child.pid ?? 0, stop: () => stop(child, ended) }
    if (child.exitCode !== null) throw new Error(`${name} ended: ${said}`)
    await sleep(20)
  }
}

async function stop(child: ReturnType<typeof spawn>, ended: Promise<void>): Promise<void> {
  child.kill('SIGTERM')
  const tooLong = setTimeout(() => child.kill('SIGKILL'), 10_000)
  await ended
  clearTimeout(tooLong)
}
