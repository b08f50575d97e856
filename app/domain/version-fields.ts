/** How each field of a version and of its lines reads, and which rules of the rule book look at it. */
import type { Limb } from './limb'
import { isBfr, type Load, type Mode, type Prescription, type Pressure } from './prescription'
import { inUnit, type LoadUnit } from './units'
import type { VersionContent } from './version'

/** `show` gives null where a version or a line has no such field. */
export type VersionField = {
  name: string
  show: (version: VersionContent) => string | null
  ruleIds: readonly string[]
}

/** `withCuff` are the rules for every mode with a cuff, `byMode` those for one mode alone. */
export type LineField = {
  name: string
  show: (line: Prescription, unit: LoadUnit) => string | null
  withCuff: readonly string[]
  byMode: Partial<Record<Mode, readonly string[]>>
}

export const versionFields: readonly VersionField[] = [
  { name: 'Goal', show: ({ goal }) => words(goal), ruleIds: [] },
  { name: 'Diagnosis', show: ({ diagnosis }) => diagnosis, ruleIds: [] },
  { name: 'Procedure', show: ({ procedure }) => procedure && dated(procedure.name, procedure.on), ruleIds: [] },
  { name: 'Range', show: ({ restrictions }) => restrictions.range, ruleIds: [] },
  { name: 'Weight-bearing', show: ({ restrictions }) => restrictions.weightBearing, ruleIds: [] },
  { name: 'No maximal test before', show: ({ restrictions }) => restrictions.noMaximalTestBefore, ruleIds: [] },
  { name: 'Sessions a week', show: ({ schedule }) => `${schedule.sessionsPerWeek}`, ruleIds: ['frequency', 'window'] },
  { name: 'Sessions a day', show: ({ schedule }) => `${schedule.sessionsPerDay}`, ruleIds: ['frequency'] },
  { name: 'Weeks', show: ({ schedule }) => `${schedule.weeks}`, ruleIds: ['frequency', 'window'] },
  { name: 'Extension', show: ({ extensionDays }) => amount(extensionDays, 'days'), ruleIds: ['window'] },
]

export const lineFields: readonly LineField[] = [
  { name: 'Order', show: ({ position }) => `${position}`, withCuff: [], byMode: {} },
  { name: 'Exercise', show: ({ exercise }) => exercise, withCuff: [], byMode: {} },
  { name: 'Mode', show: ({ mode }) => modeNames[mode], withCuff: [], byMode: {} },
  {
    name: 'Limb',
    show: ({ limb }) => limb && limbNames[limb],
    withCuff: ['restriction-ceiling', 'cuff-width'],
    byMode: {},
  },
  {
    name: 'Load',
    show: ({ load }, unit) => loadText(load, unit),
    withCuff: [],
    byMode: { 'bfr-resistance': ['load-range', 'load-jump'] },
  },
  {
    name: 'Sets and reps',
    show: ({ reps }) => (reps.length > 0 ? reps.join('-') : null),
    withCuff: [],
    byMode: { 'bfr-resistance': ['set-count'] },
  },
  {
    name: 'Rest between sets',
    show: ({ restSeconds }) => amount(restSeconds, 's'),
    withCuff: [],
    byMode: { 'bfr-resistance': ['rest-between-sets'] },
  },
  {
    name: 'Tempo',
    show: ({ tempoSeconds }) => amount(tempoSeconds, 's a rep'),
    withCuff: [],
    byMode: { 'bfr-resistance': ['rep-tempo'] },
  },
  {
    name: 'Pressure',
    show: ({ restriction }) => restriction && pressureText(restriction.pressure),
    withCuff: ['pressure', 'pressure-measured'],
    byMode: { 'bfr-aerobic': ['bfr-aerobic'], 'bfr-passive': ['bfr-passive'] },
  },
  {
    name: 'Cuff width',
    show: ({ restriction }) => amount(restriction?.cuffWidthCm, 'cm'),
    withCuff: ['cuff-width', 'pressure-measured'],
    byMode: {},
  },
  {
    name: 'Restriction time',
    show: ({ restriction }) => amount(restriction?.restrictionMinutes, 'min'),
    withCuff: ['restriction-ceiling'],
    byMode: { 'bfr-resistance': ['restriction-time'], 'bfr-passive': ['bfr-passive'] },
  },
  {
    name: 'Reperfusion',
    show: ({ restriction }) => amount(restriction?.reperfusionSeconds, 's'),
    withCuff: ['reperfusion'],
    byMode: { 'bfr-passive': ['bfr-passive'] },
  },
  {
    name: 'Intensity',
    show: ({ aerobic }) => amount(aerobic?.intensityPercent, '% of VO2max or heart-rate reserve'),
    withCuff: [],
    byMode: { 'bfr-aerobic': ['bfr-aerobic'] },
  },
  {
    name: 'Minutes',
    show: ({ aerobic }) => amount(aerobic?.minutes, 'min'),
    withCuff: [],
    byMode: { 'bfr-aerobic': ['bfr-aerobic-minutes'] },
  },
]

const modeNames: Record<Mode, string> = {
  'bfr-resistance': 'BFR resistance',
  'bfr-aerobic': 'BFR aerobic',
  'bfr-passive': 'BFR passive',
  strength: 'Strength',
  'strength-test': 'Strength test',
}

const limbNames: Record<Limb, string> = {
  'left-arm': 'left arm',
  'right-arm': 'right arm',
  'left-leg': 'left leg',
  'right-leg': 'right leg',
}

/** `Leg press, right leg`; a line for trunk or whole body goes by its exercise alone. */
export function nameOfLine({ exercise, limb }: Pick<Prescription, 'exercise' | 'limb'>): string {
  return limb ? `${exercise}, ${limbNames[limb]}` : exercise
}

/** The rules that look at this field of a line done in these modes, each once. */
export function rulesOnField(field: LineField, inModes: readonly Mode[]): string[] {
  const found = inModes.flatMap((mode) => [...(isBfr(mode) ? field.withCuff : []), ...(field.byMode[mode] ?? [])])
  return [...new Set(found)]
}

function loadText(load: Load, unit: LoadUnit): string | null {
  if (load.kind === 'percent-1rm') return `${load.percent} % of 1RM`
  if (load.kind === 'kg') return `${inUnit(load.loadG, unit)} ${unit}`
  return load.kind === 'rpe' ? `RPE ${load.ceiling} at most` : null
}

function pressureText(pressure: Pressure): string {
  return pressure.kind === 'percent-lop' ? `${pressure.percent} % LOP` : `${pressure.mmhg} mmHg`
}

function amount(value: number | null | undefined, unit: string): string | null {
  return value === null || value === undefined ? null : `${value} ${unit}`
}

function dated(name: string, on: string | null): string {
  return on ? `${name}, ${on}` : name
}

function words(kebab: string): string {
  return kebab.replaceAll('-', ' ')
}
