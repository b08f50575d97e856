/** Tells of licences and credentials about to lapse: once each, however late this runs and however many replicas run it. */
import { listClinicsWithLapses, writeLapses } from '~/data/lapses.server'
import { ClinicBusy } from '~/database/refused.server'

/** Returns how many were told. `at` null: the database's own clock. A busy clinic waits for the next run. */
export async function tellLapses(at: Date | null = null): Promise<number> {
  let told = 0
  for (const clinicId of await listClinicsWithLapses(at)) {
    try {
      told += await writeLapses(clinicId, at)
    } catch (error) {
      if (!(error instanceof ClinicBusy)) throw error
    }
  }
  return told
}
