/** A client's whole record read to be handed out: table by table, a page of rows at a time, a short transaction each. */
import { type Actor, readClinic } from '~/database/door.server'
import { type RecordMember, type RecordRow, type RecordTable, recordTables } from '~/domain/whole-record'

const pageSize = 500

const programs = 'select p.id from programs p where p.clinic_id = current_clinic() and p.client_id = $1::uuid'
const versions = `select v.id from versions v where v.clinic_id = current_clinic() and v.program_id in (${programs})`
const sessions = 'select s.id from training_sessions s where s.clinic_id = current_clinic() and s.client_id = $1::uuid'

const byClient = 't.client_id = $1::uuid'
const byProgram = `t.program_id in (${programs})`
const byVersion = `t.version_id in (${versions})`
const bySession = `t.session_id in (${sessions})`

/** Rows that hang on `t`, as a list in it. */
const hanging = (table: string, on: string, order: string) =>
  `'${table}', (select coalesce(jsonb_agg(to_jsonb(x) - 'clinic_id' order by ${order}), '[]') from ${table} x
    where x.clinic_id = t.clinic_id and ${on})`
const struck = (subject: string) =>
  `'strikes', (select coalesce(jsonb_agg(to_jsonb(x) - 'clinic_id'), '[]') from strikes x
    where x.clinic_id = t.clinic_id and x.subject = '${subject}' and x.subject_id = t.id)`

/** A row of a file brought in is struck by itself, or with its import; a set of a session with that, too. */
const struckWith = (subject: 'set' | 'measurement', ...more: string[]) =>
  `'strikes', (select coalesce(jsonb_agg(to_jsonb(x) - 'clinic_id'), '[]') from strikes x
    where x.clinic_id = t.clinic_id and ((x.subject = '${subject}' and x.subject_id = t.id)
      or (x.subject = 'import' and x.subject_id = t.import_id)${more.join('')}))`
const withSession = ` or (x.subject = 'session' and x.subject_id = t.session_id)`
const broughtIn = `'rows_in', (select count(*) from sets x where x.clinic_id = t.clinic_id and x.import_id = t.id)
  + (select count(*) from measurements x where x.clinic_id = t.clinic_id and x.import_id = t.id)`

type Reading = { way: string; more?: string[] }

const readings: Record<RecordTable, Reading> = {
  clients: { way: 't.id = $1::uuid', more: [hanging('care_team', 'x.client_id = t.id', 'x.recorded_at')] },
  imports: { way: byClient, more: [struck('import'), broughtIn] },
  record_entries: { way: byClient },
  screenings: {
    way: byClient,
    more: [
      hanging('screening_outcomes', 'x.screening_id = t.id', 'x.scope'),
      `'is_newest', not exists (select 1 from screenings n where n.clinic_id = t.clinic_id and n.client_id = t.client_id and n.seq > t.seq)`,
    ],
  },
  client_events: { way: byClient },
  red_flags: {
    way: byClient,
    more: [
      hanging('red_flag_details', 'x.red_flag_id = t.id', 'x.id'),
      hanging('red_flag_acknowledgements', 'x.red_flag_id = t.id', 'x.id'),
      hanging('red_flag_escalations', 'x.red_flag_id = t.id', 'x.id'),
      `'is_answered', not exists (select 1 from unanswered_red_flags u where u.clinic_id = t.clinic_id and u.red_flag_id = t.id)`,
    ],
  },
  adverse_events: { way: byClient },
  lop_measurements: { way: byClient },
  programs: { way: byClient },
  versions: { way: byProgram, more: [hanging('withdrawals', 'x.version_id = t.id', 'x.recorded_at')] },
  prescriptions: {
    way: byVersion,
    more: [
      `'version_status', (select v.status from versions v where v.clinic_id = t.clinic_id and v.id = t.version_id)`,
    ],
  },
  findings: { way: byVersion, more: [hanging('finding_answers', 'x.finding_id = t.id', 'x.decision_id')] },
  decisions: { way: byProgram, more: [hanging('line_comments', 'x.decision_id = t.id', 'x.prescription_id')] },
  consents: { way: byProgram },
  holds: { way: byProgram, more: [hanging('hold_lifts', 'x.hold_id = t.id', 'x.id')] },
  training_sessions: { way: byClient, more: [struck('session')] },
  session_checks: { way: byClient },
  pressure_readings: { way: byClient },
  sets: { way: byClient, more: [struckWith('set', withSession)] },
  inflations: { way: byClient },
  deviations: { way: bySession },
  deviation_reviews: { way: bySession },
  check_ins: { way: byClient },
  check_in_misses: { way: byClient },
  measurements: { way: byClient, more: [struckWith('measurement')] },
  goals: { way: byClient },
  window_flags: { way: byProgram, more: [hanging('flag_acknowledgements', 'x.flag_id = t.id', 'x.recorded_at')] },
  window_reviews: { way: byProgram },
  window_notices: { way: byProgram },
  progress_reports: { way: byClient },
  record_exports: { way: byClient },
}

function textOf(table: RecordTable, isFirst: boolean): string {
  const { way, more = [] } = readings[table]
  const row = `to_jsonb(t) - 'clinic_id'${more.length > 0 ? ` || jsonb_build_object(${more.join(', ')})` : ''}`
  return `select t.id, ${row} as "row" from ${table} t where t.clinic_id = current_clinic() and ${way}
    ${isFirst ? '' : 'and t.id > $2::uuid'} order by t.id limit ${pageSize}`
}

function readPage(actor: Actor, table: RecordTable, values: string[]): Promise<{ id: string; row: RecordRow }[]> {
  const isFirst = values.length === 1
  const name = `whole-record-${table}-${isFirst ? 'first' : 'next'}`
  return readClinic(actor, (query) => query({ name, text: textOf(table, isFirst), values }))
}

/** The rows of one table in the order of their ids, 500 in memory at a time. */
export async function* recordRows(actor: Actor, clientId: string, table: RecordTable): AsyncGenerator<RecordRow> {
  let values = [clientId]
  for (;;) {
    const page = await readPage(actor, table, values)
    for (const { row } of page) yield row
    const last = page.at(-1)
    if (!last || page.length < pageSize) return
    values = [clientId, last.id]
  }
}

/** All of it, table by table. */
export async function* wholeRecord(
  actor: Actor,
  clientId: string,
): AsyncGenerator<{ table: RecordTable; row: RecordRow }> {
  for (const table of recordTables) {
    for await (const row of recordRows(actor, clientId, table)) yield { table, row }
  }
}

const membersText = `
select m.id, m.name, m.licence_number as "licenceNumber", m.licence_state as "licenceState",
  m.licence_valid_until::text as "licenceValidUntil", m.deactivated_at is null as "isActive",
  coalesce((select json_agg(r.role order by r.role) from member_roles r where r.clinic_id = m.clinic_id
    and r.member_id = m.id), '[]') as "roles"
from members m where m.clinic_id = current_clinic() and ($1::uuid[] is null or m.id = any ($1::uuid[])) order by m.name, m.id`

/** The clinic's members: those of these ids, or all that ever were, where nothing is said. */
export function recordMembers(actor: Actor, ids?: Iterable<string>): Promise<RecordMember[]> {
  return readClinic(actor, (query) =>
    query<RecordMember>({ name: 'whole-record-members', text: membersText, values: [ids ? [...ids] : null] }),
  )
}
