/** Red flags that go to everybody: once each, however late this runs and however many replicas run it. */
import { escalateRedFlagsOf, listClinicsToEscalate } from '~/data/red-flag-escalations.server'
import { ClinicBusy } from '~/database/refused.server'

/** `busy`: clinics whose lock was not free; the next run finds them again. */
export type Run = { escalated: number; busy: number }

/** One run. `at` null: the database's own clock. A clinic is written in a transaction of its own. */
export async function escalateRedFlags(at: Date | null = null): Promise<Run> {
  const run: Run = { escalated: 0, busy: 0 }
  for (const clinicId of await listClinicsToEscalate(at)) {
    try {
      run.escalated += await escalateRedFlagsOf(clinicId, at)
    } catch (error) {
      if (!(error instanceof ClinicBusy)) throw error
      run.busy += 1
    }
  }
  return run
}
