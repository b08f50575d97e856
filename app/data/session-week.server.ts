/** How many sessions of a program took place in the week of a day, and how many are cleared for one. */
import type { Query } from '~/database/query.server'
import type { SessionWeek } from '~/domain/session-week'
import { notStruckSession } from './strikes.server'

/** Of a program `p` and the day of `$2`: its sessions of that week, and the lower of its version `v` and the limit. */
export const weekSql = `(select count(*) from training_sessions s where s.clinic_id = p.clinic_id and s.program_id = p.id
     and ${notStruckSession('s.id')} and s.day >= date_trunc('week', (select clinic_day($2::timestamptz)))::date
     and s.day < date_trunc('week', (select clinic_day($2::timestamptz)))::date + 7)::integer as "doneThisWeek",
  least(v.sessions_per_week, (select d.max_sessions_per_week from decisions d where d.clinic_id = v.clinic_id and d.version_id = v.id
     and d.outcome = 'cleared-with-limits' order by d.seq desc limit 1)) as "sessionsPerWeek"`

const text = `
select ${weekSql}
from programs p join lateral (select x.* from versions x where x.clinic_id = p.clinic_id and x.program_id = p.id
  order by (x.id = coalesce($3::uuid, p.in_force_version_id)) desc nulls last, x.number desc limit 1) v on true
where p.clinic_id = current_clinic() and p.id = $1::uuid`

/** `versionId` null: the version in force, else the newest. */
export async function sessionWeek(
  query: Query,
  { programId, versionId, at }: { programId: string; versionId: string | null; at: Date },
): Promise<SessionWeek> {
  const [row] = await query<{ doneThisWeek: number; sessionsPerWeek: number }>({
    name: 'session-week',
    text,
    values: [programId, at, versionId],
  })
  if (!row) throw new Error('A program that was found has a version.')
  return { done: row.doneThisWeek, most: row.sessionsPerWeek }
}
