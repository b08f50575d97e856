/** The rehab window enforcer: flags what went past, however late it runs and however many replicas run it. */
import { type Due, type Enforced, enforceClinic, findDue } from '~/data/enforcement.server'
import { ClinicBusy } from '~/database/refused.server'

/** `busy`: clinics whose lock was not free; the next run finds them again. */
export type Run = Enforced & { clinics: number; busy: number }

/** One run. `at` null: the database's own clock. A clinic is written in a transaction of its own. */
export async function enforce(at: Date | null = null): Promise<Run> {
  const run: Run = { clinics: 0, flags: 0, notices: 0, mails: 0, expired: 0, busy: 0 }
  for (const { clinicId } of await findDue(at)) {
    try {
      const done = await enforceClinic(clinicId, at)
      run.clinics += 1
      run.flags += done.flags
      run.notices += done.notices
      run.mails += done.mails
      run.expired += done.expired
    } catch (error) {
      if (!(error instanceof ClinicBusy)) throw error
      run.busy += 1
    }
  }
  return run
}

/** What a run would do, written nowhere. */
export function rehearse(at: Date | null = null): Promise<Due[]> {
  return findDue(at)
}
