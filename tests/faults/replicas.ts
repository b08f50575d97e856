/** Replicas of the enforcer, to be started at the same moment and killed at any. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Counts } from '~/data/job-runs.server'
import type { TestDatabase } from '../database-template'

export type Replica = {
  process: ChildProcess
  /** Runs once; null where the run failed, or the process ended before it answered. */
  run: (job?: 'enforcer' | 'outbox') => Promise<Counts | null>
  end: () => Promise<void>
  /** Resolves when the process is no more. */
  gone: Promise<unknown>
}

type Started = { urls: Pick<TestDatabase['urls'], 'app' | 'jobs'>; skewMs?: number }

/** Resolves when the replica is connected and waits. */
export async function startReplica({ urls, skewMs = 0 }: Started): Promise<Replica> {
  const env = { ...process.env, DATABASE_URL: urls.app, CLEARWAY_JOBS_URL: urls.jobs, CLEARWAY_SKEW_MS: String(skewMs) }
  const script = join(import.meta.dirname, 'replica.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script], { env, stdio: ['pipe', 'pipe', 'inherit'] })
  const closed = once(child, 'close').then(() => null)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const nextLine = () => Promise.race([lines.next().then(({ value }) => value ?? null), closed])
  if ((await nextLine()) !== 'ready') throw new Error('The replica ended before it was ready.')
  return {
    process: child,
    gone: closed,
    run: async (job = 'enforcer') => {
      child.stdin.write(`${job}\n`)
      return JSON.parse((await nextLine()) ?? 'null')
    },
    end: async () => {
      child.stdin.end()
      await closed
    },
  }
}
