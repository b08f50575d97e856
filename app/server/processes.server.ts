/**
 * The pages served by several processes on one port, because one uses no more than one core. Each is a whole server, as a
 * replica on another machine would be. The one that leads serves nothing: it starts the others, and another for one that ended.
 */
import cluster from 'node:cluster'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { log } from './log.server'
import { addUpMetrics } from './metrics-of-all.server'
import { onceAskedToStop } from './shutdown.server'

const pauseMs = 1_000

const running = () => Object.values(cluster.workers ?? {}).flatMap((each) => each ?? [])

/**
 * Starts one, and the others once it listens: what is wrong with the settings or the database is said once. `told` is what
 * comes later of where the database is.
 */
export async function leadProcesses(count: number, told: Promise<Record<string, string>>): Promise<void> {
  let isStopping = false
  addUpMetrics()
  onceAskedToStop(async () => {
    isStopping = true
    const gone = running().map((each) => once(each, 'exit'))
    for (const each of running()) each.process.kill('SIGTERM')
    await Promise.all(gone)
    process.exit(0)
  })
  let isServing = false
  const begin = (place: number) => {
    const one = cluster.fork({ [placeName]: String(place) })
    one.once('exit', async (code) => {
      if (isStopping) return
      // What the first cannot do, no other can.
      if (!isServing) process.exit(code || 1)
      log({ level: 'error', kind: 'process-ended', code })
      await sleep(pauseMs)
      if (!isStopping) begin(place)
    })
    return one
  }
  const first = begin(1)
  first.once('listening', () => {
    isServing = true
    for (let place = 2; place <= count; place += 1) begin(place)
  })
  first.send(await told)
}

const placeName = 'CLEARWAY_PLACE'

/** Whether this process is the one of those on its port that does what is to be done once a machine. */
export function isFirstOfMachine(): boolean {
  return (process.env[placeName] ?? '1') === '1'
}
