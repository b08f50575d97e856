/** How long the windows of a clinic are, when they begin to close, and how long a breach waits before admins hear of it. */
import { maySetWindow, type WindowSettings } from '~/domain/rehab-window'
import type { Acting } from './acting.server'
import { command, type Outcome } from './command.server'

/** The days of all running windows follow in the same transaction, by trigger. */
export function setWindow(member: Acting, { key, ...asked }: WindowSettings & { key: string }): Promise<Outcome> {
  return command(member, { key, name: 'clinic:window', body: asked }, async (tx): Promise<Outcome> => {
    if (!member.roles.includes('admin')) return { ok: false, why: 'not-your-role' }
    const may = maySetWindow(asked)
    if (!may.ok) return may
    await tx.clinic.update({ where: { id: member.clinicId }, data: asked, select: { id: true } })
    return { ok: true }
  })
}
