/** What Prometheus reads of the processes that serve: requests, statements, connections, memory and the event loop; never of whom. */
import cluster from 'node:cluster'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { countConnections } from '~/database/pools.server'
import { watchStatements } from '~/database/statements.server'
import type { Log } from './log.server'
import { metricsOfAll, tellMetrics } from './metrics-of-all.server'

const registry = new Registry()
const registers = [registry]

export const requestSeconds = new Histogram({
  name: 'clearway_http_request_seconds',
  help: 'How long requests took, by what was asked for and the first digit of the answer.',
  labelNames: ['kind', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers,
})

const statementCount = new Counter({
  name: 'clearway_statements_total',
  help: 'Statements asked of the database, by name.',
  labelNames: ['name'],
  registers,
})

const statementSeconds = new Counter({
  name: 'clearway_statement_seconds_total',
  help: 'How long they took together, by name.',
  labelNames: ['name'],
  registers,
})

new Gauge({
  name: 'clearway_connections',
  help: 'Connections to the database, by pool; waiting: work that waits for one.',
  labelNames: ['pool', 'state'],
  registers,
  collect() {
    for (const { pool, open, idle, waiting } of countConnections()) {
      this.set({ pool, state: 'busy' }, open - idle)
      this.set({ pool, state: 'idle' }, idle)
      this.set({ pool, state: 'waiting' }, waiting)
    }
  },
})

new Gauge({
  name: 'clearway_processes',
  help: 'How many processes serve on this port.',
  registers,
  collect() {
    this.set(1)
  },
})

/** One of few words, whatever a stranger asks for. */
export function kindOf(path: string): 'asset' | 'watch' | 'data' | 'page' {
  if (path.startsWith('/assets/')) return 'asset'
  if (path.startsWith('/health/') || path === '/metrics') return 'watch'
  return path.endsWith('.data') ? 'data' : 'page'
}

/**
 * Counts this process and its statements from now on, and writes down the name of each that takes `slowMs` or longer, and
 * nothing of what it was asked with; 0: none.
 */
export function measureProcess({ log, slowMs }: { log: Log; slowMs: number }): void {
  collectDefaultMetrics({ register: registry })
  if (cluster.isWorker) tellMetrics(registry)
  watchStatements(({ name, milliseconds, request }) => {
    statementCount.inc({ name })
    statementSeconds.inc({ name }, milliseconds / 1000)
    if (slowMs > 0 && milliseconds >= slowMs) {
      log({ level: 'info', kind: 'slow-statement', name, milliseconds: Math.round(milliseconds), request })
    }
  })
}

/** In Prometheus's text, of all processes that serve together, with what `others` hold. */
export async function metricsText(others: Registry): Promise<string> {
  if (!cluster.isWorker) return Registry.merge([registry, others]).metrics()
  return `${await metricsOfAll()}\n${await others.metrics()}`
}
