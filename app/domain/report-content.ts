/** A report of progress as it is signed and kept: one text that holds all it says, and is read back alone. */
import type { CalendarDay } from './calendar-day'
import type { ClinicianRole } from './member'
import type { StrengthPoint, StrengthSeries } from './progress'
import type { AxisMark } from './progress-marks'
import type { PainAnswer, PainPoint } from './progress-pain'
import type { Range } from './progress-range'
import type { Involved, WorkWeek } from './progress-shown'
import type { SymmetryAnswer, SymmetryPoint } from './progress-symmetry'
import type { StrengthAnswer, Writing } from './progress-words'
import type { MeasuredSeries } from './report-measured'
import type { Goal } from './version'

export const reportFormat = 'progress-report-1'

export type ReportedClient = {
  id: string
  givenName: string
  familyName: string
  birthDate: CalendarDay
  recordNumber: string
}

/** The newest program, as far as another practice needs to know it. */
export type ReportedProgram = {
  name: string
  status: 'not-started' | 'active' | 'on-hold' | 'completed' | 'stopped'
  goal: Goal
  diagnosis: string
  procedureName: string | null
  procedureOn: CalendarDay | null
  rangeRestriction: string | null
  weightBearing: string | null
  startedOn: CalendarDay | null
  endedOn: CalendarDay | null
}

export type ReportedDecision = {
  on: CalendarDay
  outcome: 'cleared' | 'cleared-with-limits' | 'revoked'
  program: string
  by: string
  signedAs: ClinicianRole
}

/** Who took measurements of one kind and subject, with what. `isImported`: from a file they brought in. */
export type MeasuredBy = {
  kind: string
  subject: string
  by: string
  isImported: boolean
  count: number
  devices: string[]
}

/** Two points that compare: tests where there are two, else the first and the last of all. `percent` of like with like. */
export type StrengthChange = { first: StrengthPoint; last: StrengthPoint; percent: number | null }

export type ReportedStrength = StrengthSeries & {
  answer: StrengthAnswer
  change: StrengthChange | null
  goalG: number | null
}

export type ReportedExercise = {
  exercise: string
  involved: Involved | null
  strength: ReportedStrength[]
  symmetry: SymmetryAnswer & { points: SymmetryPoint[] }
}

export type ReportFacts = {
  format: typeof reportFormat
  clinic: string
  writing: Writing & { timeZone: string }
  period: { range: Range; from: CalendarDay | null; until: CalendarDay }
  client: ReportedClient
  program: ReportedProgram | null
  /** Signed in the period, oldest first; the newest before it where there is none. */
  decisions: ReportedDecision[]
  /** What stands on the time axis within the period. */
  marks: AxisMark[]
  adverseEvents: number
  exercises: ReportedExercise[]
  measured: MeasuredSeries[]
  pain: PainAnswer & { points: PainPoint[]; goal: number | null }
  work: { sentence: string | null; weeks: WorkWeek[] }
  measuredBy: MeasuredBy[]
}

export type ReportContent = ReportFacts & {
  addressee: { name: string; practice: string }
  /** The clinician's own words. */
  summary: string
  /** What the signature says, in the signer's voice (21 CFR 11.50). */
  meaning: string
}

/** The text that is signed: the same facts and words make the same text. */
export function reportText(content: ReportContent): string {
  return JSON.stringify(content)
}

/** What was signed, read back from the text alone; null for a text of no format known here, as after an erasure. */
export function readReport(text: string): ReportContent | null {
  try {
    const read: unknown = JSON.parse(text)
    return isReport(read) ? read : null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

const parts: { [part in keyof ReportContent]: 'object' | 'array' | 'string' | 'number' | 'any' } = {
  format: 'string',
  clinic: 'string',
  writing: 'object',
  period: 'object',
  client: 'object',
  program: 'any',
  decisions: 'array',
  marks: 'array',
  adverseEvents: 'number',
  exercises: 'array',
  measured: 'array',
  pain: 'object',
  work: 'object',
  measuredBy: 'array',
  addressee: 'object',
  summary: 'string',
  meaning: 'string',
}

function isReport(read: unknown): read is ReportContent {
  if (typeof read !== 'object' || read === null || !('format' in read) || read.format !== reportFormat) return false
  const given: Partial<Record<string, unknown>> = { ...read }
  return Object.entries(parts).every(([part, kind]) => {
    const value = given[part]
    if (kind === 'array') return Array.isArray(value)
    if (kind === 'object') return typeof value === 'object' && value !== null
    return kind === 'any' ? value !== undefined : typeof value === kind
  })
}
