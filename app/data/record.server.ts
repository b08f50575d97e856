/** What a client's imported record says: shown as it came, and as much of it as a screening is drafted from. */
import type { Query } from '~/database/query.server'
import type { CalendarDay } from '~/domain/calendar-day'
import type { RecordForDraft } from '~/domain/screening-draft'
import { conditionOfEntry, type EntryRow, medicationOfEntry } from './record-rows.server'

const columns = `e.kind, e.label, e.code, e.status, e.started_on::text as "startedOn", e.ended_on::text as "endedOn",
  e.is_current as "isCurrent", e.is_history_that_counts as "isHistoryThatCounts", e.suggests, e.systolic, e.diastolic,
  e.amount, e.unit`

/** Lines of one kind that a page shows; there may be more, and it says so. */
const shownOfAKind = 100

export type ImportedFile = {
  importedAt: string
  importedBy: string
  taken: number
  skipped: number
  refused: number
  /** Kinds of resources that are not read, and how many there were. */
  notRead: { what: string; count: number }[]
  /** Lines that are still to come: the import broke off, and the same file goes on with it. */
  missing: number
}

export type RecordPage = { entries: EntryRow[]; total: Record<string, number>; files: ImportedFile[] }

/** The newest lines of each kind, newest first. */
export async function findRecord(query: Query, clientId: string): Promise<RecordPage> {
  const [row] = await query<{ entries: EntryRow[]; total: Record<string, number> | null; files: ImportedFile[] }>({
    name: 'record-page',
    text: recordText,
    values: [clientId, shownOfAKind],
  })
  return { entries: row?.entries ?? [], total: row?.total ?? {}, files: row?.files ?? [] }
}

const recordText = `
with mine as (
  select ${columns}, row_number() over (partition by e.kind order by e.is_current desc, e.started_on desc nulls last, e.id) as place
  from record_entries e where e.clinic_id = current_clinic() and e.client_id = $1::uuid
)
select
  coalesce((select json_agg(m order by m.kind, m.place) from mine m where m.place <= $2::integer), '[]') as "entries",
  (select json_object_agg(k.kind, k.lines) from (select kind, count(*) as lines from mine group by kind) k) as "total",
  coalesce((select json_agg(json_build_object('importedAt', i.occurred_at, 'importedBy', m.name,
      'taken', i.rows_taken, 'skipped', i.rows_skipped, 'refused', i.rows_refused,
      'notRead', (select coalesce(jsonb_agg(n), '[]') from jsonb_array_elements(i.not_taken) n where n ? 'count'),
      'missing', i.rows_taken - 1 + i.rows_refused - (select count(*) from record_entries e
         where e.clinic_id = i.clinic_id and e.import_id = i.id and e.client_id = i.client_id)) order by i.id desc)
    from imports i join members m on m.clinic_id = i.clinic_id and m.id = i.imported_by
    where i.clinic_id = current_clinic() and i.client_id = $1::uuid and i.kind = 'fhir'), '[]') as "files"`

/** All of the record that a draft needs; the conditions in the order of their beginning, of the rest the latest. */
export async function recordForDraft(
  query: Query,
  { clientId, birthDate }: { clientId: string; birthDate: CalendarDay },
): Promise<RecordForDraft> {
  const rows = await query<EntryRow>({
    name: 'record-for-draft',
    text: `select ${columns} from record_entries e where e.clinic_id = current_clinic() and e.client_id = $1::uuid
           order by e.started_on nulls last, e.id`,
    values: [clientId],
  })
  const of = (kind: string) => rows.filter((row) => row.kind === kind)
  const bmi = of('bmi').at(-1)
  return {
    birthDate,
    conditions: of('condition').map(conditionOfEntry),
    bloodPressures: of('blood-pressure').flatMap(({ systolic, diastolic, startedOn }) =>
      systolic !== null && diastolic !== null && startedOn ? [{ systolic, diastolic, measuredOn: startedOn }] : [],
    ),
    body: { bmi: bmi?.amount && bmi.startedOn ? { value: bmi.amount, measuredOn: bmi.startedOn } : null },
    medications: of('medication').map(medicationOfEntry),
    notUnderstood: of('not-understood').map(({ label, status }) => ({ what: label, why: status ?? '' })),
  }
}
