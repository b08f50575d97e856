/** The text that was signed, read back into what a clinician reads: from the text alone, so that it proves what was signed. */
import type { CalendarDay } from './calendar-day'
import { type Limb, limbs } from './limb'
import { type Load, modes, type Prescription, type Restriction } from './prescription'
import { type Goal, goals, type VersionContent, type VersionKind, versionKinds } from './version'

/** A finding as it stands in the signed text; `lineId` null: of the version as a whole. */
export type SignedFinding = {
  id: string
  ruleId: string
  lineId: string | null
  severity: string
  value: string
  range: string
  /** Null in format 1, which did not sign it. */
  says: string | null
  why: string
}

export type SignedContent = {
  programName: string
  number: number
  content: VersionContent
  extensionReason: string | null
  ruleEdition: string | null
  findings: SignedFinding[]
}

type Json = Record<string, unknown>

/** 2 added what each finding says. */
const formats: unknown[] = ['1', '2']

class NotThisFormat extends Error {}

/** Null for a text that is not whole in a format known here: half of what was signed proves nothing. */
export function readSigned(text: string): SignedContent | null {
  try {
    const signed: unknown = JSON.parse(text)
    return isObject(signed) && formats.includes(signed.format) ? contentOf(signed) : null
  } catch (error) {
    if (error instanceof NotThisFormat || error instanceof SyntaxError) return null
    throw error
  }
}

function contentOf(signed: Json): SignedContent {
  const procedure = words(signed, 'procedure')
  return {
    programName: word(signed, 'name'),
    number: count(signed, 'number'),
    extensionReason: words(signed, 'extensionReason'),
    ruleEdition: words(signed, 'ruleEdition'),
    findings: objects(signed, 'findings').map((finding) => findingOf(finding, signed.format)),
    content: {
      kind: oneOf<VersionKind>(signed, 'kind', versionKinds),
      goal: oneOf<Goal>(signed, 'goal', goals),
      diagnosis: word(signed, 'diagnosis'),
      procedure: procedure === null ? null : { name: procedure, on: day(signed, 'procedureOn') },
      restrictions: {
        range: words(signed, 'range'),
        weightBearing: words(signed, 'weightBearing'),
        noMaximalTestBefore: day(signed, 'noMaximalTestBefore'),
      },
      schedule: {
        sessionsPerWeek: count(signed, 'sessionsPerWeek'),
        sessionsPerDay: count(signed, 'sessionsPerDay'),
        weeks: count(signed, 'weeks'),
      },
      extensionDays: amount(signed, 'extensionDays'),
      prescriptions: objects(signed, 'lines').map(lineOf),
    },
  }
}

function findingOf(finding: Json, format: unknown): SignedFinding {
  return {
    id: word(finding, 'finding'),
    ruleId: word(finding, 'rule'),
    lineId: words(finding, 'line'),
    severity: word(finding, 'severity'),
    value: word(finding, 'value'),
    range: word(finding, 'range'),
    says: format === '1' ? null : word(finding, 'says'),
    why: words(finding, 'why') ?? '',
  }
}

function lineOf(line: Json): Prescription {
  const percent = amount(line, 'aerobicPercent')
  const minutes = amount(line, 'aerobicMinutes')
  return {
    id: word(line, 'line'),
    position: count(line, 'position'),
    exercise: word(line, 'exercise'),
    mode: oneOf(line, 'mode', modes),
    limb: words(line, 'limb') === null ? null : oneOf<Limb>(line, 'limb', limbs),
    load: loadOf(line),
    reps: repsOf(line),
    restSeconds: amount(line, 'restSeconds'),
    tempoSeconds: amount(line, 'tempoSeconds'),
    restriction: restrictionOf(line),
    aerobic: percent === null || minutes === null ? null : { intensityPercent: percent, minutes },
  }
}

function loadOf(line: Json): Load {
  const kind = oneOf(line, 'loadKind', ['percent-1rm', 'kg', 'rpe', 'none'])
  if (kind === 'percent-1rm') return { kind, percent: count(line, 'loadPercent') }
  if (kind === 'kg') return { kind, loadG: count(line, 'loadG') }
  return kind === 'rpe' ? { kind, ceiling: count(line, 'rpeCeiling') } : { kind: 'none' }
}

function restrictionOf(line: Json): Restriction | null {
  if (words(line, 'pressureKind') === null) return null
  const kind = oneOf(line, 'pressureKind', ['percent-lop', 'mmhg'])
  return {
    pressure:
      kind === 'mmhg' ? { kind, mmhg: count(line, 'pressureMmhg') } : { kind, percent: count(line, 'pressurePercent') },
    cuffWidthCm: count(line, 'cuffWidthMm') / 10,
    restrictionMinutes: count(line, 'restrictionMinutes'),
    reperfusionSeconds: count(line, 'reperfusionSeconds'),
  }
}

function repsOf({ reps }: Json): number[] {
  if (!Array.isArray(reps) || !reps.every((each) => typeof each === 'number')) throw new NotThisFormat()
  return reps
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function objects(of: Json, field: string): Json[] {
  const value = of[field]
  if (!Array.isArray(value) || !value.every(isObject)) throw new NotThisFormat()
  return value
}

/** A field that is missing is not the same as one that is null: every format writes each of its fields. */
function words(of: Json, field: string): string | null {
  const value = of[field]
  if (value !== null && typeof value !== 'string') throw new NotThisFormat()
  return value
}

function word(of: Json, field: string): string {
  const value = words(of, field)
  if (value === null) throw new NotThisFormat()
  return value
}

function amount(of: Json, field: string): number | null {
  const value = of[field]
  if (value !== null && typeof value !== 'number') throw new NotThisFormat()
  return value
}

function count(of: Json, field: string): number {
  const value = amount(of, field)
  if (value === null) throw new NotThisFormat()
  return value
}

function day(of: Json, field: string): CalendarDay | null {
  return words(of, field)
}

function oneOf<Choice extends string>(of: Json, field: string, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === of[field])
  if (found === undefined) throw new NotThisFormat()
  return found
}
