/** The rehab window enforcer: flags what went past, however late it runs and however many replicas run it. */
import { type Due, type Enforced, enforceClinic, findDue } from '~/data/enforcement.server'
import { ClinicBusy } from '~/database/refused.server'

/** `busy`: clinics whose lock was not free; the next run finds them again. */
export type Run = Enforced & { clinics: number; busy: number }

/** Clinics do not wait for each other; more at a time would leave the other jobs no connection. */
const atATime = 2

/** One run. `at` null: the database's own clock. A clinic is written in a transaction of its own. */
export async function enforce(at: Date | null = null): Promise<Run> {
  const run: Run = { clinics: 0, flags: 0, notices: 0, mails: 0, expired: 0, busy: 0 }
  const left = (await findDue(at)).values()
  const workers = Array.from({ length: atATime }, async () => {
    for (const { clinicId } of left) add(run, await enforceUnlessBusy(clinicId, at))
  })
  for (const worker of await Promise.allSettled(workers)) if (worker.status === 'rejected') throw worker.reason
  return run
}

/** Null: its lock was not free. */
async function enforceUnlessBusy(clinicId: string, at: Date | null): Promise<Enforced | null> {
  try {
    return await enforceClinic(clinicId, at)
  } catch (error) {
    if (error instanceof ClinicBusy) return null
    throw error
  }
}

function add(run: Run, done: Enforced | null): void {
  if (done === null) {
    run.busy += 1
    return
  }
  run.clinics += 1
  run.flags += done.flags
  run.notices += done.notices
  run.mails += done.mails
  run.expired += done.expired
}

/** What a run would do, written nowhere. */
export function rehearse(at: Date | null = null): Promise<Due[]> {
  return findDue(at)
}
