/** The two ends of a program: completed by its trainer, or stopped with a reason. */
import { moveProgram, partiesOf } from '~/domain/program'
import type { Acting } from './acting.server'
import { command, type Outcome } from './command.server'
import { getProgram } from './programs.server'

type End = { key: string; programId: string; move: 'complete' | 'stop'; reason: string; at: Date }

export function endProgram(member: Acting, { key, at, ...asked }: End): Promise<Outcome<{ status: string }>> {
  const { move, reason } = asked
  return command<{ status: string }>(member, { key, name: `program:${move}`, body: asked }, async (tx) => {
    const program = await getProgram(tx, member, asked.programId, `program:${move}`)
    const facts = { status: program.status, openHolds: 0, isClearanceInForce: program.inForceVersionId !== null }
    const moved = moveProgram(facts, move, partiesOf(member.roles))
    if (!moved.ok) return moved
    if (move === 'stop' && !reason.trim()) return { ok: false, why: 'reason-missing' }
    await tx.program.update({
      where: { clinicId_id: { clinicId: member.clinicId, id: program.id } },
      data: { status: moved.to, endedAt: at, endReason: reason.trim() || null },
      select: { id: true },
    })
    return { ok: true, status: moved.to }
  })
}
