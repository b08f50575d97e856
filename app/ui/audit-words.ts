/** Events of the audit as people say them: "changed a program", "status: not started → active". */
import type { Setting } from '~/domain/clinic-settings'
import { type ClinicFormat, formatDay, formatInstant, shortHash } from './format'
import { changeWords, settingOfColumn } from './setting-words'

const things: Record<string, string> = {
  clients: 'a client',
  care_team: 'a place in a care team',
  hand_overs: 'clients handed over',
  emergency_accesses: 'an emergency access',
  emergency_access_ends: 'the end of an emergency access',
  emergency_access_reviews: 'a look at an emergency access',
  client_archives: 'an archiving of a client',
  roster_mappings: 'how a list of clients is read',
  exercise_names: 'what an exercise of a file is called',
  imports: 'an import',
  record_entries: 'an entry of a record',
  screenings: 'a screening',
  screening_outcomes: 'the outcome of a screening',
  client_events: 'a note of an event',
  red_flags: 'a red flag',
  red_flag_acknowledgements: 'an acknowledgement of a red flag',
  red_flag_escalations: 'the escalation of a red flag',
  red_flag_details: 'a detail of a red flag',
  adverse_events: 'an adverse event',
  lop_measurements: 'an LOP measurement',
  programs: 'a program',
  versions: 'a version',
  prescriptions: 'an exercise line',
  findings: 'a finding of the rule book',
  finding_answers: 'an answer to a finding',
  line_comments: 'a comment on a line',
  consents: 'a consent',
  templates: 'a template',
  holds: 'a hold',
  hold_lifts: 'the lift of a hold',
  training_sessions: 'a session',
  sets: 'a set',
  inflations: 'the time of a cuff',
  deviations: 'a deviation',
  measurements: 'a measurement',
  goals: 'a goal',
  strikes: 'a strike-through',
  session_checks: 'a check before a session',
  pressure_readings: 'a blood pressure',
  check_ins: 'a check-in',
  check_in_misses: 'a missed check-in',
  deviation_reviews: 'a look at deviations',
  window_flags: 'a flag on a rehab window',
  window_notices: 'a notice of a rehab window',
  flag_acknowledgements: 'an acknowledgement of a flag',
  window_reviews: 'a review of a rehab window',
  clinics: 'the clinic’s settings',
  members: 'a member',
  member_roles: 'a role of a member',
  member_changes: 'a change of a member',
  invitations: 'an invitation',
  lapse_notices: 'a notice that something lapses',
  accounts: 'an account',
  second_factors: 'a second factor',
  second_factor_resets: 'the reset of a second factor',
  absences: 'an absence',
  absence_ends: 'the end of an absence',
  clearance_audits: 'a sample of clearances',
  clearance_audit_items: 'a clearance of a sample',
  clearance_audit_findings: 'a finding on a sampled clearance',
  register_exports: 'an export of the register',
  record_exports: 'an export of a record',
  progress_reports: 'a signed report of progress',
  retentions: 'how long records are kept',
  erasures: 'an erasure of a record',
  audit_verifications: 'a check of this log',
}

const verbs: Record<string, string> = { insert: 'added', update: 'changed', delete: 'removed' }
const whole: Record<string, string> = {
  'sign_in_changes.insert': 'changed how people sign in',
  'login.opened': 'signed in',
  'login.ended': 'signed out',
  'password.changed': 'changed their password',
  'password.reset': 'chose a new password by a link from a mail',
  'access.sealed': 'sealed readings into the chain',
}

/** What somebody did, after their name: `training_sessions.insert` reads "added a session". */
export function deedWords(kind: string): string {
  const [noun = '', verb = ''] = kind.split('.')
  const plain = verb.replaceAll('-', ' ')
  if (whole[kind]) return whole[kind]
  if (noun === 'decision') return `signed a decision: ${plain}`
  if (noun === 'clearance-audit') return `audited a clearance: ${plain}`
  if (noun === 'export') return `exported: ${plain}`
  return `${verbs[verb] ?? plain} ${things[noun] ?? noun.replaceAll('_', ' ')}`
}

/** How values are said: in the clinic's format, and members by their names where the id is one's. */
export type DetailWords = { format: ClinicFormat; members: readonly { id: string; name: string }[] }

/** One column of an event's detail; `before` is there for a change alone. */
export type DetailFact = { term: string; before?: string; after: string }

/** A detail as facts in words: what changed, or what was added. Null for a text that is no such detail. */
export function detailFacts(kind: string, detail: string, words: DetailWords): DetailFact[] | null {
  const told = parsed(detail)
  if (!told) return null
  const isChange = kind.endsWith('.update')
  // The state of a thing says the most of what changed.
  const entries = Object.entries(told).sort(([a], [b]) => Number(b === 'status') - Number(a === 'status'))
  return entries.flatMap(([column, value]) => {
    const setting = kind.startsWith('clinics.') ? settingOfColumn(column) : null
    if (setting) return settingFact(setting, value, isChange, words)
    const term = columnWords(column)
    if (isChange && Array.isArray(value) && value.length === 2) {
      return { term, before: valueWords(value[0], words), after: valueWords(value[1], words) }
    }
    return value === null ? [] : { term, after: valueWords(value, words) }
  })
}

/** An event as a list says it, worked out where the words are: what was done, and for a change what became of what. */
export type ToldEvent = { deed: string; isErased: boolean; changed: DetailFact[] }

export function toldEvent({ kind, detail }: { kind: string; detail: string | null }, words: DetailWords): ToldEvent {
  const isChange = detail !== null && kind.endsWith('.update')
  const changed = isChange ? (detailFacts(kind, detail, words) ?? []) : []
  return { deed: deedWords(kind), isErased: detail === null, changed }
}

/** A setting of the clinic as its page says it: "Idle time: 15 minutes → 10 minutes". */
function settingFact(setting: Setting, value: unknown, isChange: boolean, { format }: DetailWords): DetailFact {
  const isPair = isChange && Array.isArray(value) && value.length === 2
  const [before, after] = (isPair ? value : [null, value]).map((one) => (isSaid(one) ? one : null))
  const { term, ...said } = changeWords({ setting, before: before ?? null, after: after ?? null }, format.units)
  return isPair ? { term, ...said } : { term, after: said.after }
}

function isSaid(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}

function parsed(detail: string): Record<string, unknown> | null {
  try {
    const told: unknown = JSON.parse(detail)
    return told !== null && typeof told === 'object' && !Array.isArray(told) ? { ...told } : null
  } catch {
    return null
  }
}

const units: [RegExp, string][] = [
  [/_mmhg$/, ' (mmHg)'],
  [/_mm$/, ' (mm)'],
  [/_g$/, ' (g)'],
  [/_percent$/, ' (%)'],
  [/_seconds$/, ' (s)'],
  [/_minutes$/, ' (min)'],
]

/** `load_percent` reads "load (%)", `in_force_version_id` "in force version", `lastSeq` of an export "last seq". */
function columnWords(column: string): string {
  const spaced = column.replaceAll(/[a-z][A-Z]/g, ([before, after]) => `${before}_${after?.toLowerCase()}`)
  const [end, unit] = units.find(([end]) => end.test(spaced)) ?? [/_id$/, '']
  const words = spaced.replace(end, '').replaceAll('_', ' ')
  return words.replaceAll(/\b(bfr|lop|nrs|rpe)\b/g, (short) => short.toUpperCase()) + unit
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const sha256 = /^[0-9a-f]{64}$/
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
const day = /^\d{4}-\d\d-\d\d$/
const kebab = /^[a-z]+(-[a-z]+)+$/

function valueWords(value: unknown, words: DetailWords): string {
  const { format, members } = words
  if (value === null || value === '') return 'none'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.length > 0 ? value.map((one) => valueWords(one, words)).join(', ') : 'none'
  if (typeof value !== 'string') return JSON.stringify(value)
  if (uuid.test(value)) return members.find(({ id }) => id === value)?.name ?? `…${value.slice(-12)}`
  if (sha256.test(value)) return shortHash(value)
  if (instant.test(value)) return formatInstant(value, format)
  if (day.test(value)) return formatDay(value, format)
  return kebab.test(value) ? value.replaceAll('-', ' ') : value
}
