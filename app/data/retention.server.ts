/** How long the clinic keeps a record, and which it has kept long enough: derived whenever it is asked, erased by nobody. */
import { z } from 'zod'
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import type { Refusal } from '~/domain/refusal'
import { leastYears, maySetRetention, mostYears, type RecordStanding } from '~/domain/retention'
import type { Acting } from './acting.server'
import { command, type Outcome } from './command.server'
import { firstId, newId } from './id.server'
import { commandKey, typedWhole } from './typed-text.server'

export function retentionForm() {
  return z.object({ key: commandKey, years: typedWhole(leastYears, mostYears) })
}

export const fieldOfRetention: Partial<Record<Refusal, string>> = { 'retention-out-of-range': 'years' }

/** `years` null: not decided. */
export function setRetention(
  member: Acting,
  { key, years, at }: { key: string; years: number | null; at: Date },
): Promise<Outcome> {
  return command(member, { key, name: 'clinic:retention', body: { years } }, async (tx): Promise<Outcome> => {
    if (!member.roles.includes('admin')) return { ok: false, why: 'not-your-role' }
    const may = maySetRetention({ years })
    if (!may.ok) return may
    const { clinicId, memberId: decidedBy } = member
    await tx.retention.create({
      data: { clinicId, id: newId(), years, decidedBy, occurredAt: at },
      select: { id: true },
    })
    return { ok: true }
  })
}

export type Retention = { years: number | null; decided: { by: string; at: Date } | null }

export async function findRetention(query: Query): Promise<Retention> {
  const [found] = await query<{ years: number | null; by: string; at: Date }>({
    name: 'retention',
    text: `select r.years, m.name as "by", r.occurred_at as "at"
           from retentions r join members m on m.clinic_id = r.clinic_id and m.id = r.decided_by
           where r.clinic_id = current_clinic() order by r.seq desc limit 1`,
    values: [],
  })
  return found ? { years: found.years, decided: { by: found.by, at: found.at } } : { years: null, decided: null }
}

/** What stands of a client's record at this time; null for a client who is not in the clinic. */
export async function findRecordStanding(query: Query, clientId: string, at: Date): Promise<RecordStanding | null> {
  const [found] = await query<RecordStanding>({
    name: 'record-standing',
    text: `select exists (select 1 from erasures e where e.clinic_id = c.clinic_id and e.client_id = c.id) as "isErased",
             (select count(*) from programs p where p.clinic_id = c.clinic_id and p.client_id = c.id
               and p.status not in ('completed', 'stopped')) as "openPrograms",
             record_last_active(c.id) + make_interval(years => retention_years()) <= $2::timestamptz as "isPast"
           from clients c where c.clinic_id = current_clinic() and c.id = $1::uuid`,
    values: [clientId, at],
  })
  return found ?? null
}

export type PastRecord = {
  id: string
  givenName: string
  familyName: string
  recordNumber: string
  lastActiveOn: CalendarDay
  keptUntil: CalendarDay
  openPrograms: number
}

export type PastPage = { rows: PastRecord[]; after: string | null }

const pageSize = 50

// In the order in which clients were added: whoever came after the time that is kept is none of them, so the walk along
// the key ends there, and of each client it looks at one row of the chain.
const text = `
select c.id, c.given_name as "givenName", c.family_name as "familyName", c.record_number as "recordNumber",
  clinic_day(last.active_at)::text as "lastActiveOn",
  clinic_day(last.active_at + make_interval(years => kept.years))::text as "keptUntil",
  (select count(*) from programs p where p.clinic_id = c.clinic_id and p.client_id = c.id
    and p.status not in ('completed', 'stopped')) as "openPrograms"
from (select retention_years() as years) kept
join clients c on c.clinic_id = current_clinic() and c.id > $1::uuid
cross join lateral (select record_last_active(c.id) as active_at) last
where kept.years is not null and c.recorded_at + make_interval(years => kept.years) <= $2::timestamptz
  and last.active_at + make_interval(years => kept.years) <= $2::timestamptz
  and not exists (select 1 from erasures e where e.clinic_id = c.clinic_id and e.client_id = c.id)
order by c.id limit ${pageSize + 1}`

/** Clients whose record was kept as long as the clinic keeps one, who came first first; `after` is the id of the last seen. */
export async function listPastRecords(query: Query, asked: { after: string | null; at: Date }): Promise<PastPage> {
  const found = await query<PastRecord>({ name: 'past-records', text, values: [asked.after ?? firstId, asked.at] })
  const rows = found.slice(0, pageSize)
  return { rows, after: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null }
}

/** The client with exactly this record number, for an admin who has it before them on paper; null where there is none. */
export async function findByRecordNumber(query: Query, recordNumber: string): Promise<string | null> {
  const [found] = await query<{ id: string }>({
    name: 'client-by-record-number',
    text: `select c.id from clients c where c.clinic_id = current_clinic() and c.record_number = $1`,
    values: [recordNumber],
  })
  return found?.id ?? null
}
