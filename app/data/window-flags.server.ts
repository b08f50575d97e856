/** The flags of a program's windows: when each was raised, who has seen it, and the look that ended it. */
import type { Query } from '~/database/query.server'
import type { FlagRecord } from '~/domain/window-flag'
import type { Acting } from './acting.server'
import { command, type Outcome } from './command.server'
import { getProgram } from './programs.server'

/** Of the program and as of the day that these expressions name. */
export const flagsSql = (programId: string, today: string) => `
select f.id, nullif(f.scope, 'program') as "limb", f.severity, f.opened_on::text as "openedOn", f.occurred_at as "flaggedAt",
  standing_flag(f.program_id, f.scope, ${today}) is not distinct from f.id as "stands",
  coalesce((select json_agg(json_build_object('name', m.name, 'at', k.occurred_at, 'note', k.note, 'isOwn', m.id = current_member())
       order by k.occurred_at)
     from flag_acknowledgements k join members m on m.clinic_id = k.clinic_id and m.id = k.acknowledged_by
     where k.clinic_id = f.clinic_id and k.flag_id = f.id), '[]') as "acknowledgements",
  (select json_build_object('name', m.name, 'at', r.occurred_at, 'reason', r.reason, 'nextOn', r.next_review_on)
   from window_reviews r join members m on m.clinic_id = r.clinic_id and m.id = r.reviewed_by
   where r.clinic_id = f.clinic_id and r.flag_id = f.id) as "review"
from window_flags f where f.clinic_id = current_clinic() and f.program_id = ${programId}
order by f.occurred_at desc, f.id desc limit 50`

const text = flagsSql('$1::uuid', 'clinic_day($2::timestamptz)')

type Row = Omit<FlagRecord, 'flaggedAt'> & { flaggedAt: Date }

/** The newest first. Who may see the program was asked before. */
export async function flagsOf(query: Query, programId: string, at: Date): Promise<FlagRecord[]> {
  const rows = await query<Row>({ name: 'window-flags', text, values: [programId, at] })
  return rows.map((row) => ({ ...row, flaggedAt: new Date(row.flaggedAt).toISOString() }))
}

/** Says who has seen a flag that stands, and when. It resolves nothing. */
export function acknowledgeFlag(
  member: Acting,
  { key, at, ...asked }: { key: string; programId: string; flagId: string; note: string; at: Date },
): Promise<Outcome> {
  return command(member, { key, name: 'window:acknowledge', body: asked }, async (tx): Promise<Outcome> => {
    const { clinicId, memberId } = member
    const program = await getProgram(tx, member, asked.programId, 'window:acknowledge')
    const flag = await tx.windowFlag.findFirst({
      where: { clinicId, id: asked.flagId, programId: program.id },
      select: { flagAcknowledgements: { where: { acknowledgedBy: memberId }, select: { flagId: true } } },
    })
    if (!flag) throw new Response(null, { status: 404 })
    // Seen once is seen.
    if (flag.flagAcknowledgements.length > 0) return { ok: true }
    await tx.flagAcknowledgement.create({
      data: { clinicId, flagId: asked.flagId, acknowledgedBy: memberId, note: asked.note, occurredAt: at },
      select: { flagId: true },
    })
    return { ok: true }
  })
}
