/** What the check before a session shows and asks: today's pressures, each cuff's LOP by its age, and open check-ins. */
import type { Query } from '~/database/query.server'
import { type BloodPressure, reaches, stopPressure } from '~/domain/blood-pressure'
import type { Limb } from '~/domain/limb'
import { beyondWeek, type SessionWeek } from '~/domain/session-week'
import type { Acting } from './acting.server'
import type { CheckNeeds } from './check-form.server'
import { type CheckInDue, checkInsOfClient } from './check-ins.server'
import { sessionWeek } from './session-week.server'

/** `lop` null: never measured on this limb with this cuff. */
export type Cuff = {
  limb: Limb
  cuffWidthMm: number
  lop: { pressureMmhg: number; ageDays: number; position: string } | null
}

export type CheckAsked = CheckNeeds & {
  /** Of today, in the order taken; times as ISO text. */
  pressures: (BloodPressure & { at: string })[]
  asksPressure: boolean
  cuffs: Cuff[]
  lopValidDays: number
  checkIns: CheckInDue[]
  week: SessionWeek
}

type Row = Pick<CheckAsked, 'pressures' | 'asksPressure' | 'cuffs'>

const text = `
select asks_pressure(p.client_id) as "asksPressure",
  coalesce((select json_agg(json_build_object('systolic', r.systolic, 'diastolic', r.diastolic, 'at', r.taken_at) order by r.place)
    from pressures_of_day(p.client_id, clinic_day($2::timestamptz)) r), '[]') as "pressures",
  coalesce((select json_agg(json_build_object('limb', w.limb, 'cuffWidthMm', w.cuff_width_mm, 'lop', m.lop) order by w.limb, w.cuff_width_mm)
    from (select distinct l.limb, l.cuff_width_mm from prescriptions l where l.clinic_id = p.clinic_id
        and l.version_id = (version_to_run(p.id)).id and l.pressure_kind is not null and l.limb is not null) w
    left join lateral (select json_build_object('pressureMmhg', o.pressure_mmhg, 'position', o.position,
        'ageDays', clinic_day($2::timestamptz) - o.measured_on) as lop
      from lop_measurements o where o.clinic_id = p.clinic_id and o.client_id = p.client_id and o.limb = w.limb
        and o.cuff_width_mm = w.cuff_width_mm order by o.occurred_at desc limit 1) m on true), '[]') as "cuffs"
from programs p where p.clinic_id = current_clinic() and p.id = $1::uuid`

export async function checkAsked(
  query: Query,
  member: Acting,
  { programId, clientId, at }: { programId: string; clientId: string; at: Date },
): Promise<CheckAsked> {
  const [row] = await query<Row>({ name: 'check-asked', text, values: [programId, at] })
  if (!row) throw new Error('A program that was found is there.')
  const last = row.pressures.at(-1)
  const checkIns = await checkInsOfClient(query, { memberId: member.memberId, clientId, at })
  const week = await sessionWeek(query, { programId, versionId: null, at })
  return {
    ...row,
    week,
    isBeyondWeek: beyondWeek(week) !== null,
    lopValidDays: member.clinic.lopValidDays,
    checkIns,
    // After one at a stop value another is waited for, whether or not the screening asks.
    needsPressure: last ? reaches(last, stopPressure) : row.asksPressure,
    needsAfter: checkIns.length > 0,
  }
}
