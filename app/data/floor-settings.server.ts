/** What a clinic sets for its gym floor. */
import type { Query } from '~/database/query.server'
import { type FloorSettings, maySetFloor } from '~/domain/floor-settings'
import type { Acting } from './acting.server'
import { command, type Outcome } from './command.server'

export async function floorSettings(query: Query): Promise<FloorSettings> {
  const [settings] = await query<FloorSettings>({
    name: 'floor-settings',
    text: `select red_flag_escalation_minutes as "redFlagEscalationMinutes", plate_step_g as "plateStepG",
             lop_valid_days as "lopValidDays", emergency_number as "emergencyNumber", on_call_number as "onCallNumber"
           from clinics where id = current_clinic()`,
    values: [],
  })
  if (!settings) throw new Error('A member has a clinic.')
  return settings
}

/** What is saved holds at once, for flags that are unanswered already among the rest. */
export function setFloor(member: Acting, { key, ...asked }: FloorSettings & { key: string }): Promise<Outcome> {
  return command(member, { key, name: 'clinic:floor', body: asked }, async (tx): Promise<Outcome> => {
    if (!member.roles.includes('admin')) return { ok: false, why: 'not-your-role' }
    const may = maySetFloor(asked)
    if (!may.ok) return may
    await tx.clinic.update({ where: { id: member.clinicId }, data: asked, select: { id: true } })
    return { ok: true }
  })
}
