/** Seals who read what into each clinic's chain; run every minute, by any number of replicas. */
import { listUnsealedClinics, sealAccessEvents, sealBatch } from '~/data/access-events.server'
import { ClinicBusy } from '~/database/refused.server'

/** Seals all that is committed, clinic by clinic; returns the number of rows sealed. A busy clinic waits for the next run. */
export async function sealAccess(): Promise<number> {
  let total = 0
  for (const clinicId of await listUnsealedClinics()) total += await sealClinic(clinicId)
  return total
}

async function sealClinic(clinicId: string): Promise<number> {
  let total = 0
  try {
    let sealed: number
    do {
      sealed = await sealAccessEvents(clinicId)
      total += sealed
    } while (sealed === sealBatch)
  } catch (error) {
    if (!(error instanceof ClinicBusy)) throw error
  }
  return total
}
