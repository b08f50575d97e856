/** The witness: writes down the newest link of every chain outside the database, so that a cut or rewritten chain shows. */
import { listAuditHeads } from '~/data/audit.server'
import { appendWitness } from '~/data/audit-witness-file.server'

/**
 * A witness for the file at `path`, to be called at least once a minute with the time it is. Each call adds the heads
 * that moved since the last, fsynced, and returns how many.
 */
export function auditWitness(path: string): (at: Date) => Promise<number> {
  const seen = new Map<string, number>()
  return async (at) => {
    const moved = (await listAuditHeads()).filter(({ clinicId, seq }) => seen.get(clinicId) !== seq)
    if (moved.length === 0) return 0
    await appendWitness(
      path,
      moved.map(({ clinicId, seq, hash }) => ({ clinic: clinicId, seq, hash, at: at.toISOString() })),
    )
    for (const { clinicId, seq } of moved) seen.set(clinicId, seq)
    return moved.length
  }
}
