/** A client's whole record as it leaves the house: which tables it is made of, and why the others are not in it. */

/** In this order. Each row comes with its columns as they are, and with the rows that hang on it alone. */
export const recordTables = [
  'clients',
  'imports',
  'record_entries',
  'screenings',
  'client_events',
  'red_flags',
  'adverse_events',
  'lop_measurements',
  'programs',
  'versions',
  'prescriptions',
  'findings',
  'decisions',
  'consents',
  'holds',
  'training_sessions',
  'session_checks',
  'pressure_readings',
  'sets',
  'inflations',
  'deviations',
  'deviation_reviews',
  'check_ins',
  'check_in_misses',
  'measurements',
  'goals',
  'window_flags',
  'window_reviews',
  'window_notices',
  'progress_reports',
  'record_exports',
] as const
export type RecordTable = (typeof recordTables)[number]

/** Rows that come inside the row they hang on, by the name they have there. */
export const hangingTables = {
  care_team: 'clients',
  screening_outcomes: 'screenings',
  red_flag_details: 'red_flags',
  red_flag_acknowledgements: 'red_flags',
  red_flag_escalations: 'red_flags',
  withdrawals: 'versions',
  finding_answers: 'findings',
  line_comments: 'decisions',
  hold_lifts: 'holds',
  flag_acknowledgements: 'window_flags',
  strikes: 'the struck entry',
} as const

/** Tables with something of a client that are not part of what is handed out, and why. */
export const notHandedOut: Record<string, string> = {
  access_events: 'who read the record: the audit log of the clinic answers that',
  audit_subjects: 'an index of the audit chain',
  clearance_audit_items: 'the clinic’s oversight of its clinicians',
  clearance_audit_findings: 'the clinic’s oversight of its clinicians',
  history_files: 'a file on its way in, of its writer alone: its rows are in the record once they are taken',
  kept_forms: 'typed and not saved: of its writer alone, and nobody’s record yet',
  notifications: 'what a member was told of, by ids of what is in the record itself',
  unanswered_red_flags: 'follows from red flags',
  limbs_in_use: 'follows from programs and versions',
  rehab_windows: 'follows from sessions and decisions',
  sessions_to_review: 'follows from deviations and reviews',
  register_lists: 'follows from decisions',
  program_lists: 'follows from programs, versions and clients',
  session_tickets: 'a login of a member',
  templates: 'the clinic’s own, and nobody’s record',
  client_archives: 'the clinic’s own order: when a record was put away, and brought back',
  client_search_keys: 'follows from clients',
  emergency_accesses: 'who opened the record: the audit log of the clinic answers that',
  emergency_access_ends: 'who opened the record: the audit log of the clinic answers that',
  emergency_access_reviews: 'the clinic’s oversight of who opened the record',
  erasures: 'what is erased is not handed out',
}

export type RecordRow = { [column: string]: unknown }

/** Who is named in a record: the clinic's members, with their licences. */
export type RecordMember = {
  id: string
  name: string
  roles: string[]
  licenceNumber: string | null
  licenceState: string | null
  licenceValidUntil: string | null
  isActive: boolean
}

export const exportFormats = ['fhir', 'pdf'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** A record as it was asked for: by whom, for whom, why, and where the audit chain stood. */
export type RecordExport = {
  id: string
  clientId: string
  clinicId: string
  clinicName: string
  format: ExportFormat
  recipient: string
  reason: string
  by: string
  byId: string
  at: Date
  timeZone: string
  chainSeq: number
  chainHash: string
}

/** Columns that name a member of the clinic. */
const memberColumns = /^(\w+_by|author_id|member_id|told_member_id)$/

/** Whether a column names a member; who assessed a client is named in words. */
export function namesMember(column: string): boolean {
  return memberColumns.test(column) && !['assessed_by', 'replaced_by', 'review_by'].includes(column)
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The ids of all members a row names, in what hangs on it too. */
export function membersIn(row: RecordRow): string[] {
  return Object.entries(row).flatMap(([column, value]) => {
    if (Array.isArray(value)) return value.flatMap((one) => membersIn(isRow(one) ? one : { [column]: one }))
    if (isRow(value)) return membersIn(value)
    return namesMember(column) && typeof value === 'string' && uuid.test(value) ? [value] : []
  })
}

export function isRow(value: unknown): value is RecordRow {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function rowsIn(row: RecordRow, name: string): RecordRow[] {
  const value = row[name]
  return Array.isArray(value) ? value.filter(isRow) : []
}

/** A text with something in it; else null. */
export function wordsIn(row: RecordRow, column: string): string | null {
  const value = row[column]
  return typeof value === 'string' && value.trim() ? value : null
}

export function numberIn(row: RecordRow, column: string): number | null {
  const value = row[column]
  return typeof value === 'number' ? value : null
}
