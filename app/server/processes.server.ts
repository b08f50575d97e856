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
import { readyToBeTold, type Told, toldLaterName } from './told.server'

const pauseMs = 1_000

/** Longer than one of them lets finish what is under way, and shorter than whoever started us waits. */
const patienceMs = 13_000

const placeName = 'CLEARWAY_PLACE'

/** Whether this process is the one of those on its port that does what is to be done once a machine. */
export function isFirstOfMachine(): boolean {
  return (process.env[placeName] ?? '1') === '1'
}

/**
 * Starts one, and the others once it listens: what is wrong with the settings or the database is said once. What is `told`
 * is told on to each, and never stands in an environment.
 */
export function leadProcesses(count: number, told: Promise<Told>): void {
  let isStopping = false
  let isServing = false
  addUpMetrics()
  onceAskedToStop(async () => {
    isStopping = true
    await endAll()
    process.exit(0)
  })
  const begin = (place: number) => {
    const one = cluster.fork({ [placeName]: String(place), [toldLaterName]: 'true' })
    // Whom a message did not reach has ended, and that is heard of below.
    one.on('error', () => undefined)
    one.once('exit', async (code, signal) => {
      if (isStopping) return
      // What the first cannot do, no other can.
      if (!isServing) process.exit(code || 1)
      log({ level: 'error', kind: 'process-ended', ...(signal ? { signal } : { code }) })
      await sleep(pauseMs)
      if (!isStopping) begin(place)
    })
    one.on('message', async (message) => {
      if (message !== readyToBeTold) return
      const known = await told
      if (one.isConnected()) one.send(known)
    })
    return one
  }
  begin(1).once('listening', () => {
    isServing = true
    for (let place = 2; place <= count; place += 1) begin(place)
  })
}

async function endAll(): Promise<void> {
  const all = Object.values(cluster.workers ?? {}).flatMap((one) => (one && !one.isDead() ? one : []))
  const gone = all.map((one) => once(one, 'exit'))
  for (const one of all) one.process.kill('SIGTERM')
  const tooLong = setTimeout(() => {
    for (const one of all) one.process.kill('SIGKILL')
  }, patienceMs)
  await Promise.all(gone)
  clearTimeout(tooLong)
}
