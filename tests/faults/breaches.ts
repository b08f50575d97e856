/** Windows that went past while nobody enforced, and what was written of them. */
import type { Clinic } from '../builders'
import { type Built, buildCleared, train } from '../builders-program'

const dayMs = 86_400_000

/** One breach a day of `daysPast` (0: today is day 22), trained five times a week since. */
export async function buildBreaches(clinic: Clinic, daysPast: number[]): Promise<Built[]> {
  const built: Built[] = []
  for (const days of daysPast) {
    const at = new Date(Date.now() - (21 + days) * dayMs)
    const program = await buildCleared(clinic, { sessionsPerWeek: 5, at })
    await train(clinic, program, { at })
    built.push(program)
  }
  return built
}

export type Written = {
  programId: string
  flags: number
  told: number
  mails: number
  people: string[]
  audited: number
}

/** Of each breach: its flags, and of all of them the notices, the mails, who gets one, and the events that remember them. */
export function readWritten(clinic: Clinic, breaches: Built[]): Promise<Written[]> {
  return clinic.sql<Written>(
    clinic.admin,
    `select p.id as "programId", count(distinct f.id)::int as flags,
       (select count(*)::int from notifications n where n.clinic_id = p.clinic_id and n.kind = 'window-past'
          and n.subject_id = any (array_agg(f.id))) as told,
       (select count(*)::int from outbox o where o.clinic_id = p.clinic_id and o.kind = 'window-breach'
          and o.subject_id = any (array_agg(f.id))) as mails,
       (select array_agg(distinct m.name) from outbox o join members m on m.clinic_id = o.clinic_id and m.id = o.member_id
        where o.clinic_id = p.clinic_id and o.kind = 'window-breach' and o.subject_id = any (array_agg(f.id))) as people,
       (select count(*)::int from audit_events e where e.clinic_id = p.clinic_id and e.table_name = 'window_flags'
          and e.row_id = any (array_agg(f.id::text))) as audited
     from programs p left join window_flags f on f.clinic_id = p.clinic_id and f.program_id = p.id
     where p.id = any ($1::uuid[]) group by p.clinic_id, p.id order by p.id`,
    [breaches.map(({ programId }) => programId)],
  )
}

/** What has to be there of each: one flag, told and mailed once to the trainer who raised it and the therapist who cleared it. */
export function once(breaches: Built[]): Written[] {
  const ids = breaches.map(({ programId }) => programId).sort()
  return ids.map((programId) => ({
    programId,
    flags: 1,
    told: 2,
    mails: 2,
    people: ['Lin Chen', 'Maya Ruiz'],
    audited: 1,
  }))
}
