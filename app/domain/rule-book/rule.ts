/** What a rule of the rule book is, what it is held against, and what it answers. */
import type { CalendarDay } from '../calendar-day'
import type { Limb } from '../limb'
import type { Prescription } from '../prescription'
import type { ScopedOutcome } from '../screening'
import type { VersionContent } from '../version'
import type { Citation } from './sources'

export const severities = ['stop', 'justify', 'advise'] as const
/** Stop: cannot be submitted. Justify: needs a clinician's written reason. Advise: is shown. */
export type Severity = (typeof severities)[number]

export const ruleGroups = ['dose', 'restriction', 'pressure', 'modes', 'frequency', 'people', 'screening'] as const
export type RuleGroup = (typeof ruleGroups)[number]

export type Rule = Citation & {
  id: string
  group: RuleGroup
  /** What a trainer reads. */
  sentence: string
  /** What follows outside it, step by step. */
  outside: string
  /** The gravest it can give. */
  severity: Severity
}

/**
 * A value against its range, on a scale from `min` to `max`. `isUnmeasured`: what it is a share of was never measured, or
 * only estimated, so the value asked for is known and what it comes to is not.
 */
export type Track = {
  value: number
  low: number
  high: number
  min: number
  max: number
  unit: string
  isUnmeasured?: true
}

export type Ruling = {
  verdict: 'within' | Severity
  value: string
  range: string
  says: string
  track: Track | null
}

/** Null: the rule does not hold for this line, or for this version. */
export type LineRule = Rule & { check: (line: Prescription, facts: Facts) => Ruling | null }
export type VersionRule = Rule & { check: (facts: Facts) => Ruling | null }

/** At most one a rule and line; `prescriptionId` is null for what concerns the whole version. */
export type Check = {
  ruleId: string
  prescriptionId: string | null
  verdict: 'within' | Severity | 'no-rule'
  value: string
  range: string
  says: string
  citation: string
  track: Track | null
}

/** An edition with its rules, in the order they are shown. */
export type RuleBook = { edition: string; lineRules: readonly LineRule[]; versionRules: readonly VersionRule[] }

/** A check that is not within; `track` lets a limit be held against it. */
export type Finding = {
  ruleId: string
  prescriptionId: string | null
  severity: Severity
  value: string
  range: string
  says: string
  track: Track | null
}

/** One LOP on record; an estimate never passes as measured. */
export type LopOnRecord = {
  limb: Limb
  cuffWidthCm: number
  mmhg: number
  measuredOn: CalendarDay
  isEstimate: boolean
}

/** The latest tested 1RM of an exercise and limb, and the one before it; grams. `limb` null: whole body or trunk. */
export type OneRmOnRecord = {
  exercise: string
  limb: Limb | null
  loadG: number
  previousLoadG: number | null
  testedOn: CalendarDay
}

/** The load last used for an exercise and limb, in grams. */
export type LastLoad = { exercise: string; limb: Limb | null; loadG: number }

/**
 * A BFR window that stands open on a limb. `day` is its day today; `planFromDay` the day of it from which the weeks of
 * the version count: today's for a new program, that of the program's own first session for an amendment.
 * `grantedDays`: by extensions cleared before, past the 21.
 */
export type WindowOnRecord = { limb: Limb; day: number; planFromDay: number; grantedDays: number }

/** All a version is held against, loaded beforehand; plain data, so the builder checks the same in the browser. */
export type Facts = {
  version: VersionContent
  today: CalendarDay
  /** The outcomes of the client's newest confirmed screening; null: there is none. */
  screening: ScopedOutcome[] | null
  oneRms: OneRmOnRecord[]
  lops: LopOnRecord[]
  /** A clinic setting, 14 at most. */
  lopValidDays: number
  lastLoads: LastLoad[]
  windows: WindowOnRecord[]
  /** Who raised it: holds a BFR credential in date, or named a supervising member who does. */
  raiser: { isBfrTrained: boolean; hasTrainedSupervisor: boolean }
}
