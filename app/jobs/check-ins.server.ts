/** Tells the clinicians of check-ins that nobody answered in time; each once, by any number of replicas. */
import { listClinicsWithMissed, writeMissedCheckIns } from '~/data/missed-check-ins.server'
import { ClinicBusy } from '~/database/refused.server'

/** Returns how many were told. `at` null: the database's own clock. A busy clinic waits for the next run. */
export async function tellMissedCheckIns(at: Date | null = null): Promise<number> {
  let told = 0
  for (const clinicId of await listClinicsWithMissed(at)) {
    try {
      told += await writeMissedCheckIns(clinicId, at)
    } catch (error) {
      if (!(error instanceof ClinicBusy)) throw error
    }
  }
  return told
}
