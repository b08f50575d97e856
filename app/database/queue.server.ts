/** The queue: pg-boss on the same PostgreSQL. Whatever is in it may be lost: every job finds its work by itself. */
import type pg from 'pg'
import PgBoss from 'pg-boss'

export const queueSchema = 'pgboss'

/** Where pg-boss passes a job on from its timetable: a queue like the others, which only the owner can make. */
export const relayQueue = '__pgboss__send-it'

const pollingIntervalSeconds = 10
const patienceMs = 5_000

export type Ticking = { name: string; everySeconds: number }
export type Queue = { stop: () => Promise<void> }

/**
 * Works every job of `ticking`, one run a tick however many processes do the same; the first at once, where this tick
 * has had none. `work` must not throw: what it throws would be kept in the queue. Rejects when the queue was not made
 * by the migration, or is of another edition. `stop` waits 5 seconds for what is under way.
 */
export async function startQueue(
  pool: pg.Pool,
  ticking: Ticking[],
  work: (name: string) => Promise<void>,
  onError: (error: unknown) => void,
): Promise<Queue> {
  const db = tolerant(pool, onError)
  const boss = new PgBoss({ db, schema: queueSchema, migrate: false })
  boss.on('error', onError)
  try {
    await boss.start()
    db.isUp = true
    for (const { name, everySeconds } of ticking) {
      await boss.send(name, {}, { singletonSeconds: everySeconds })
      await boss.work(name, { pollingIntervalSeconds }, () => work(name))
    }
  } catch (error) {
    await boss.stop({ graceful: false })
    throw error
  }
  return { stop: () => boss.stop({ timeout: patienceMs }) }
}

// pg-boss does not wait for all of its statements: once it is up, one that fails must be told, and not thrown.
function tolerant(pool: pg.Pool, onError: (error: unknown) => void) {
  const ask = async (text: string, values?: unknown[]) => {
    const client = await pool.connect()
    try {
      const result = await client.query<Record<string, unknown>>(text, values)
      client.release()
      return result
    } catch (error) {
      // It may have stopped in the middle of a transaction of its own.
      client.release(true)
      throw error
    }
  }
  const db = {
    isUp: false,
    executeSql: async (text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }> => {
      try {
        return await ask(text, values)
      } catch (error) {
        if (!db.isUp) throw error
        onError(error)
        return { rows: [] }
      }
    },
  }
  return db
}
