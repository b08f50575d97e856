/** Consent to a program: who explained it, when, and under 18 which guardian said yes. */
import { isFinished } from '~/domain/program'
import type { Acting } from './acting.server'
import { command, type Outcome } from './command.server'
import { newId } from './id.server'
import { getProgram } from './programs.server'

export function recordConsent(
  member: Acting,
  { key, at, ...asked }: { key: string; programId: string; guardianName: string | null; at: Date },
): Promise<Outcome<{ consentId: string }>> {
  return command<{ consentId: string }>(member, { key, name: 'consent:record', body: asked }, async (tx) => {
    const program = await getProgram(tx, member, asked.programId, 'consent:record')
    if (isFinished(program.status)) return { ok: false, why: 'program-finished' }
    const consentId = newId()
    await tx.consent.create({
      data: {
        clinicId: member.clinicId,
        id: consentId,
        programId: program.id,
        explainedBy: member.memberId,
        guardianName: asked.guardianName,
        occurredAt: at,
      },
    })
    return { ok: true, consentId }
  })
}
