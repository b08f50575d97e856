/** A version that is within every rule, and what it is held against: each test changes the one thing it is about. */
import type { Prescription, Restriction } from '../prescription'
import type { Schedule, VersionContent } from '../version'
import { checks } from './findings'
import type { Check, Facts } from './rule'

const today = '2026-11-22'

export const restriction: Restriction = {
  pressure: { kind: 'percent-lop', percent: 60 },
  cuffWidthCm: 11.5,
  restrictionMinutes: 8,
  reperfusionSeconds: 180,
}

/** Leg extensions, left, 30-15-15-15 at 30 % of 1RM and 60 % of LOP. */
export const bfrLine: Prescription = {
  id: 'line-1',
  position: 1,
  exercise: 'Leg extension',
  mode: 'bfr-resistance',
  limb: 'left-leg',
  load: { kind: 'percent-1rm', percent: 30 },
  reps: [30, 15, 15, 15],
  restSeconds: 45,
  tempoSeconds: 2,
  restriction,
  aerobic: null,
}

export const plainLine: Prescription = {
  ...bfrLine,
  id: 'line-2',
  mode: 'strength',
  load: { kind: 'percent-1rm', percent: 70 },
  restriction: null,
}

export const aerobicLine: Prescription = {
  ...bfrLine,
  mode: 'bfr-aerobic',
  exercise: 'Walking',
  load: { kind: 'none' },
  reps: [],
  restSeconds: null,
  tempoSeconds: null,
  aerobic: { intensityPercent: 40, minutes: 15 },
}

export const passiveLine: Prescription = {
  ...aerobicLine,
  mode: 'bfr-passive',
  aerobic: null,
  restriction: { ...restriction, restrictionMinutes: 5, reperfusionSeconds: 240 },
}

export const version: VersionContent = {
  kind: 'new',
  goal: 'keep-muscle-while-limited',
  diagnosis: 'Knee, after meniscus repair',
  procedure: null,
  restrictions: { range: null, weightBearing: null, noMaximalTestBefore: null },
  schedule: { sessionsPerWeek: 3, sessionsPerDay: 1, weeks: 6 },
  extensionDays: null,
  prescriptions: [bfrLine],
}

export const facts: Facts = {
  version,
  today,
  screening: [{ scope: 'all', bfr: 'standard', plain: 'standard' }],
  oneRms: [
    { exercise: 'Leg extension', limb: 'left-leg', loadG: 30_000, previousLoadG: 28_000, testedOn: '2026-11-17' },
  ],
  lops: [{ limb: 'left-leg', cuffWidthCm: 11.5, mmhg: 168, measuredOn: '2026-11-19', isEstimate: false }],
  lopValidDays: 14,
  lastLoads: [],
  windows: [],
  raiser: { isBfrTrained: true, hasTrainedSupervisor: false },
}

export function ofLine(line: Partial<Prescription>, more: Partial<Facts> = {}): Facts {
  return { ...facts, ...more, version: { ...version, prescriptions: [{ ...bfrLine, ...line }] } }
}

export function ofCuff(cuff: Partial<Restriction>, line: Partial<Prescription> = {}): Facts {
  return ofLine({ ...line, restriction: { ...restriction, ...cuff } })
}

export function ofSchedule(schedule: Partial<Schedule>, content: Partial<VersionContent> = {}): Facts {
  return { ...facts, version: { ...version, ...content, schedule: { ...version.schedule, ...schedule } } }
}

/** The one check of this rule; undefined where the rule does not hold. */
export function checkOf(ruleId: string, held: Facts): Check | undefined {
  return checks(held).find((check) => check.ruleId === ruleId)
}

export function verdictOf(ruleId: string, held: Facts): Check['verdict'] | undefined {
  return checkOf(ruleId, held)?.verdict
}
