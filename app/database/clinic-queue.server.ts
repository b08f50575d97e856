/** Commands of one clinic wait for each other here, not each on a connection: a busy clinic leaves the others theirs. */
import { ClinicBusy } from './refused.server'

const patienceMs = 3_000
const tails = new Map<string, Promise<void>>()

/**
 * Runs `work` when all that came before it for this clinic, in this process, is done; throws ClinicBusy after 3 s of waiting.
 * Work that has nothing left but its COMMIT may say so: the next goes to the database, and waits there for the lock.
 */
export async function inTurn<T>(clinicId: string, work: (committing: () => void) => Promise<T>): Promise<T> {
  const before = tails.get(clinicId)
  let isDone: () => void = () => undefined
  const mine = new Promise<void>((resolve) => {
    isDone = resolve
  })
  // Who gives up lets nobody past: the next still waits for what came before both.
  const tail = before !== undefined ? before.then(() => mine) : mine
  tails.set(clinicId, tail)
  try {
    if (before !== undefined) await inTime(before)
    return await work(isDone)
  } finally {
    isDone()
    void tail.then(() => tails.get(clinicId) === tail && tails.delete(clinicId))
  }
}

function inTime(before: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = setTimeout(() => reject(new ClinicBusy()), patienceMs)
    void before.then(() => {
      clearTimeout(giveUp)
      resolve()
    })
  })
}
