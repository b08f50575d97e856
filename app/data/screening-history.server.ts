/** Screenings as they are read again: the newest first, each with its outcomes, reasons and answers. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import type { ScopedOutcome, ScreeningReason } from '~/domain/screening'
import { lastSeq } from './id.server'
import { type KeptAnswers, wholeAnswers } from './screening-facts.server'

export type PastScreening = {
  id: string
  seq: number
  screenedOn: CalendarDay
  /** ISO. */
  occurredAt: string
  screenedBy: string
  systolic: number
  diastolic: number
  reasons: ScreeningReason[]
  outcomes: ScopedOutcome[]
}

export type HistoryPage = { rows: PastScreening[]; before: number | null; isOutdated: boolean }

const pageSize = 20

const columns = `s.id, s.seq, s.screened_on::text as "screenedOn", to_json(s.occurred_at) as "occurredAt", m.name as "screenedBy", s.systolic, s.diastolic, s.reasons,
  (select json_agg(json_build_object('scope', o.scope, 'bfr', o.bfr, 'plain', o.plain) order by o.scope)
     from screening_outcomes o where o.clinic_id = s.clinic_id and o.screening_id = s.id) as "outcomes"`
const from = 'from screenings s join members m on m.clinic_id = s.clinic_id and m.id = s.screened_by'

/** `before` is the number of the last one of the page before. */
export async function listScreenings(query: Query, clientId: string, before: number | null): Promise<HistoryPage> {
  const found = await query<PastScreening & { isOutdated: boolean }>({
    name: 'screenings',
    text: `select ${columns}, screening_is_outdated($1::uuid) as "isOutdated" ${from}
           where s.clinic_id = current_clinic() and s.client_id = $1::uuid and s.seq < $2::bigint
           order by s.seq desc limit $3`,
    values: [clientId, before ?? lastSeq, pageSize + 1],
  })
  const rows = found.slice(0, pageSize).map(({ isOutdated, ...row }) => row)
  const isMore = found.length > pageSize
  return { rows, before: isMore ? (rows.at(-1)?.seq ?? null) : null, isOutdated: found[0]?.isOutdated ?? false }
}

export type WholeScreening = PastScreening & {
  note: string | null
  answers: KeptAnswers
  isNewest: boolean
  isOutdated: boolean
  validDays: number
  /** The programs that this screening put on hold. */
  held: { id: string; name: string }[]
}

/** Null where the client has no such screening. */
export async function findScreening(query: Query, clientId: string, id: string): Promise<WholeScreening | null> {
  const [row] = await query<WholeScreening>({
    name: 'screening',
    text: `select ${columns}, s.note, s.answers,
             not exists (select 1 from screenings n where n.clinic_id = s.clinic_id and n.client_id = s.client_id
               and n.seq > s.seq) as "isNewest",
             screening_is_outdated(s.client_id) as "isOutdated",
             (select c.screening_valid_days from clinics c where c.id = s.clinic_id) as "validDays",
             coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name) order by p.id)
               from holds h join programs p on p.clinic_id = h.clinic_id and p.id = h.program_id
               where h.clinic_id = s.clinic_id and p.client_id = s.client_id and h.cause = 'screening'
                 and h.placed_by = s.screened_by and h.occurred_at = s.occurred_at), '[]') as "held"
           ${from} where s.clinic_id = current_clinic() and s.client_id = $1::uuid and s.id = $2::uuid`,
    values: [clientId, id],
  })
  return row ? { ...row, answers: wholeAnswers(row.answers) } : null
}
