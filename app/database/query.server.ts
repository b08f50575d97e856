/** Statements over pg for hot reads: named once, prepared once a connection, values always apart from the text. */
import type { Writable } from 'node:stream'
import pg from 'pg'

/** A statement with a name of its own: the same name always has the same text. */
export type Named = { name: string; text: string; values: unknown[] }

/**
 * Rows as objects keyed by column. timestamptz is a Date, date is 'YYYY-MM-DD', bigint and count are numbers,
 * numeric is text, json is parsed.
 */
export type Query = <Row extends object>(named: Named) => Promise<Row[]>

// A date is a day of a calendar: as a Date it would move with the zone of this machine.
const asText = new Set<number>([pg.types.builtins.DATE, pg.types.builtins.TIMESTAMP, pg.types.builtins.NUMERIC])

const types: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (asText.has(oid)) return (text: string) => text
    if (oid === pg.types.builtins.INT8) return wholeNumber
    return pg.types.getTypeParser(oid, format)
  },
}

/** Queries by way of a pool or of one of its connections. */
export function pgQuery(client: pg.Pool | pg.PoolClient): Query {
  return async <Row extends object>({ name, text, values }: Named) => {
    const { rows } = await client.query<Row & pg.QueryResultRow>({ name, text, values, types })
    return rows
  }
}

type Context = { clinicId: string; memberId: string }

/** A transaction with the context set in the trip of its BEGIN. The ids must be uuids or empty: they are part of the text. */
export function readTransaction<T>(pool: pg.Pool, context: Context, work: (query: Query) => Promise<T>): Promise<T> {
  return transaction(pool, `begin; ${enter(context)}`, work)
}

/**
 * The same, with the clinic's lock taken in that trip: what is read after it sees what the one before us committed.
 * A plan is made once for any value, since work is not worth the planning of all of it clinic by clinic.
 */
export function lockedTransaction<T>(pool: pg.Pool, context: Context, work: (query: Query) => Promise<T>): Promise<T> {
  return transaction(pool, lockedBegin(context), work)
}

function lockedBegin(context: Context): string {
  const lock = `select pg_advisory_xact_lock(hashtextextended('${context.clinicId}', 0))`
  const anyValue = "set_config('plan_cache_mode', 'force_generic_plan', true)"
  return `begin; ${enter(context)}, ${anyValue}; ${lock}`
}

/** Sends a write without waiting for its answer, which nobody reads: the transaction fails where it did. */
export type Save = (named: Named) => void

/**
 * As lockedTransaction, of connections that send each statement behind the one before it without waiting: the context, the
 * lock and what `work` asks first go in one trip, and so do what it saves and the COMMIT. `committing` is called when that
 * was sent. Throws what went wrong first: what was sent behind it only says that the transaction is over.
 */
export async function pipelinedTransaction<T>(
  pool: pg.Pool,
  context: Context,
  work: (query: Query, save: Save) => Promise<T>,
  committing: () => void,
): Promise<T> {
  const client = await pool.connect()
  const sent: Promise<unknown>[] = []
  const send = <Answer>(asking: () => Promise<Answer>): Promise<Answer> => {
    gather(client)
    const answer = asking()
    // What fails is found among all that was sent.
    answer.catch(() => undefined)
    sent.push(answer)
    return answer
  }
  const ask = pgQuery(client)
  try {
    void send(() => client.query(lockedBegin(context)))
    const result = await work(
      (named) => send(() => ask(named)),
      (named) => void send(() => ask(named)),
    )
    void send(() => client.query('commit'))
    committing()
    await Promise.all(sent)
    client.release()
    return result
  } catch (error) {
    const answers = await Promise.allSettled([...sent, client.query('rollback')])
    const rolledBack = answers.at(-1)
    client.release(rolledBack?.status === 'rejected' ? (rolledBack.reason as Error) : undefined)
    throw answers.find((answer) => answer.status === 'rejected')?.reason ?? error
  }
}

/** What is sent in one turn leaves in one write, and PostgreSQL is woken once for it. */
function gather(client: pg.PoolClient): void {
  const { stream } = (client as pg.PoolClient & { connection: { stream: Writable } }).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
}

const enter = ({ clinicId, memberId }: Context) =>
  `select set_config('clearway.clinic', '${clinicId}', true), set_config('clearway.member', '${memberId}', true)`

async function transaction<T>(pool: pg.Pool, begin: string, work: (query: Query) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query(begin)
    const result = await work(pgQuery(client))
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    const broken = await client.query('rollback').then(
      () => undefined,
      (lost: Error) => lost,
    )
    client.release(broken)
    throw error
  }
}

function wholeNumber(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new Error('A whole number of the database is too large to be exact.')
  return value
}
