/** The doors to the database: whoever comes in acts in one clinic as one member, and a clinic's changes happen one after another. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Tx } from './client.server'
import { inTurn } from './clinic-queue.server'
import { pools } from './pools.server'
import {
  lockedTransaction,
  pgQuery,
  pipelinedTransaction,
  type Query,
  readTransaction,
  type Save,
} from './query.server'
import { asOurs, isRetryable } from './refused.server'

export type Actor = { clinicId: string; memberId: string }

const inside = new AsyncLocalStorage<true>()
const tries = 4

/**
 * Commands: one READ COMMITTED transaction with the clinic's and the member's context, under the clinic's lock.
 * Throws Refused when a trigger refuses, ClinicBusy when the lock is not free within 3 s; a deadlock or a
 * serialization failure is tried again 3 times, so `work` must do nothing but write to `tx`.
 */
export function inClinic<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  return throughDoor(() => commandIn(pools().commands, actor, work))
}

/** The same where it is hot: statements that are named, planned once a connection, and sent without waiting for each other. */
export function queryInClinic<T>(actor: Actor, work: (query: Query, save: Save) => Promise<T>): Promise<T> {
  return throughDoor(() => {
    const entering = context(actor)
    return inTurn(entering.clinicId, (committing) => pipelinedTransaction(pools().writes, entering, work, committing))
  })
}

/**
 * Reads, the one access event of a page, and what a member keeps for themselves: own pool, READ COMMITTED, context set
 * in the trip of BEGIN, no lock.
 */
export function readClinic<T>(actor: Actor, work: (query: Query) => Promise<T>): Promise<T> {
  return throughDoor(() => readTransaction(pools().reads, context(actor), work))
}

/** One statement as the app without a clinic: for the SECURITY DEFINER functions of login and invitation. */
export const queryInstallation: Query = (named) => throughDoor(() => pgQuery(pools().reads)(named))

/** What is due, across clinics, as the role of the enforcer; it sees what its policies show. */
export function asJobs<T>(work: (query: Query) => Promise<T>): Promise<T> {
  return throughDoor(() => readTransaction(jobs().pool, { clinicId: '', memberId: '' }, work))
}

/** A change by the enforcer in one clinic, under that clinic's lock, as nobody's member. */
export function asJobsInClinic<T>(clinicId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return throughDoor(() => commandIn(jobs().client, { clinicId, memberId: null }, work))
}

/** The same where it is hot: statements that are named and planned once a connection, for any value. */
export function queryAsJobsInClinic<T>(clinicId: string, work: (query: Query) => Promise<T>): Promise<T> {
  const actor = context({ clinicId, memberId: null })
  return throughDoor(() => inTurn(actor.clinicId, () => lockedTransaction(jobs().pool, actor, work)))
}

function jobs() {
  const open = pools().jobs
  if (!open) throw new Error('The jobs pool is not open: CLEARWAY_JOBS_URL is missing.')
  return open
}

function throughDoor<T>(work: () => Promise<T>): Promise<T> {
  if (inside.getStore())
    return Promise.reject(new Error('A door inside a door: pass the open transaction down instead.'))
  return inside.run(true, async () => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work()
      } catch (error) {
        if (attempt === tries || !isRetryable(error)) throw asOurs(error)
      }
    }
  })
}

type CommandActor = { clinicId: string; memberId: string | null }

function commandIn<T>(client: ReturnType<typeof pools>['commands'], actor: CommandActor, work: (tx: Tx) => Promise<T>) {
  const { clinicId, memberId } = context(actor)
  const transaction = async (tx: Tx) => {
    await tx.$executeRaw`select set_config('clearway.clinic', ${clinicId}, true),
      set_config('clearway.member', ${memberId}, true), set_config('lock_timeout', '3s', true)`
    // A statement of its own: what is read after it sees what the one before us in this clinic committed.
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${clinicId}, 0))`
    return work(tx)
  }
  return inTurn(clinicId, () => client.$transaction(transaction))
}

// The lock's key is the text of the uuid as PostgreSQL writes it, which is in small letters.
function context({ clinicId, memberId }: CommandActor): Actor {
  const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
  for (const id of [clinicId, memberId ?? clinicId])
    if (!uuid.test(id)) throw new Error('A door needs ids that are uuids.')
  return { clinicId: clinicId.toLowerCase(), memberId: memberId?.toLowerCase() ?? '' }
}
