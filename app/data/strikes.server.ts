/** The line through an entry: who drew it, why, and what replaces it; in the transaction of what replaces it. */
import type { Tx } from '~/database/client.server'
import { mayCorrect } from '~/domain/correction'
import type { Verdict } from '~/domain/refusal'
import type { Acting } from './acting.server'

export type Subject = 'session' | 'set' | 'measurement' | 'import'

export type Entry = { subject: Subject; subjectId: string; clientId: string; loggedBy: string; isInCareTeam: boolean }

/** As is_struck() has it of a session, written out: a call of a function for each row costs more than the row. */
export const notStruckSession = (session: string) =>
  `not exists (select 1 from strikes k where k.clinic_id = current_clinic() and k.subject = 'session' and k.subject_id = ${session})`

/** Whether this member may strike the entry through now. */
export async function mayStrike(tx: Tx, member: Acting, entry: Entry, reason: string): Promise<Verdict> {
  const { subject, subjectId, loggedBy, isInCareTeam } = entry
  const found = await tx.strike.count({ where: { clinicId: member.clinicId, subject, subjectId } })
  return mayCorrect({ loggedBy, isInCareTeam, isStruck: found > 0 }, member, reason)
}

type Strike = { reason: string; replacedBy: string | null; at: Date }

export async function strike(
  tx: Tx,
  member: Acting,
  { subject, subjectId, clientId }: Entry,
  { reason, replacedBy, at }: Strike,
): Promise<void> {
  await tx.strike.create({
    data: {
      clinicId: member.clinicId,
      subject,
      subjectId,
      clientId,
      reason: reason.trim(),
      replacedBy,
      struckBy: member.memberId,
      occurredAt: at,
    },
    select: { subjectId: true },
  })
}
