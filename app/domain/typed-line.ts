/** One exercise line as a form has it, all text, and as a prescription. */
import { limbs } from './limb'
import { isBfr, type Load, modes, type Prescription, type Pressure, type Restriction } from './prescription'
import { type Mistake, Reading, type Typed } from './typed-values'
import { type LoadUnit, parseLoad } from './units'

export const lineFields = [
  'exercise',
  'mode',
  'limb',
  'loadKind',
  'load',
  'reps',
  'restSeconds',
  'tempoSeconds',
  'pressureKind',
  'pressure',
  'cuffWidthCm',
  'restrictionMinutes',
  'reperfusionSeconds',
  'aerobicPercent',
  'aerobicMinutes',
] as const
export type LineField = (typeof lineFields)[number]
export type TypedLine = Typed<LineField>

const loadKinds = ['percent-1rm', 'kg', 'rpe', 'none'] as const satisfies readonly Load['kind'][]
const pressureKinds = ['percent-lop', 'mmhg'] as const satisfies readonly Pressure['kind'][]

/** What a new line starts from: the usual scheme and the middle of each range (clinical-rules, "Dose"). */
export const usualLine: TypedLine = {
  mode: 'bfr-resistance',
  loadKind: 'percent-1rm',
  load: '30',
  reps: '30-15-15-15',
  restSeconds: '45',
  pressureKind: 'percent-lop',
  pressure: '60',
  restrictionMinutes: '8',
  reperfusionSeconds: '180',
}

/** The same for a client who must not wear a cuff; its dose is the trainer's to choose. */
export const usualPlainLine: TypedLine = { mode: 'strength', loadKind: 'percent-1rm', reps: '10-10-10' }

/** One repetition as heavy as it goes: what a test of the 1RM is, before there is a 1RM to take a percentage of. */
export const usualTestLine: TypedLine = {
  mode: 'strength-test',
  loadKind: 'rpe',
  load: '10',
  reps: '1',
  restSeconds: '180',
}

type LineRead = { line: Prescription | null; mistakes: Mistake[] }

/** `position` counts from 1; a load without a unit of its own is in `unit`. A line with any mistake is null. */
export function readLine(typed: TypedLine, position: number, unit: LoadUnit): LineRead {
  const read = new Reading(typed)
  const mode = read.choice('mode', modes, 'Choose how it is done.') ?? 'strength'
  const hasSets = mode !== 'bfr-aerobic' && mode !== 'bfr-passive'
  const line: Prescription = {
    id: lineId(position),
    position,
    exercise: read.text('exercise', 120, 'Name the exercise.'),
    mode,
    limb: read.choice('limb', limbs, isBfr(mode) ? 'Choose the limb that wears the cuff.' : undefined),
    load: hasSets ? readLoad(read, unit) : { kind: 'none' },
    reps: hasSets ? readRepsOf(read) : [],
    restSeconds: hasSets ? read.number('restSeconds', { least: 0, most: 1800 }) : null,
    tempoSeconds: hasSets ? read.number('tempoSeconds', { least: 0.5, most: 60, decimals: 1 }) : null,
    restriction: isBfr(mode) ? readRestriction(read) : null,
    aerobic: mode === 'bfr-aerobic' ? readAerobic(read) : null,
  }
  return { line: read.mistakes.length === 0 ? line : null, mistakes: read.mistakes }
}

/** By which a check finds a line that is not saved yet. */
function lineId(position: number): string {
  return `line-${position}`
}

/** `30-15-15-15`, `30, 15, 15` or `3x10`; null: not understood, no set, more than 20, or a set beyond 200. */
export function readReps(text: string): number[] | null {
  const parts = text
    .trim()
    .replaceAll(/\s*[x×]\s*/gi, 'x')
    .split(/[-–,/+\s]+/)
  const reps = parts.flatMap((part) => {
    const [, times = '1', count = ''] = /^(?:(\d{1,2})x)?(\d{1,3})$/.exec(part) ?? []
    return count ? Array.from({ length: Number(times) }, () => Number(count)) : [Number.NaN]
  })
  return reps.length >= 1 && reps.length <= 20 && reps.every((count) => count >= 1 && count <= 200) ? reps : null
}

function readRepsOf(read: Reading<LineField>): number[] {
  const text = read.typedAs('reps')
  const reps = readReps(text)
  if (!reps) {
    const example = 'one number a set, like 30-15-15-15'
    read.wrong('reps', text ? `Type ${example}; 20 sets of 200 at most.` : `Type the sets: ${example}.`)
  }
  return reps ?? []
}

function readLoad(read: Reading<LineField>, unit: LoadUnit): Load {
  const kind = read.choice('loadKind', loadKinds, 'Choose how the load is given.')
  if (kind === 'percent-1rm') {
    const bounds = { least: 1, most: 150, decimals: 1, missing: 'Type the percent of the tested 1RM.' }
    return { kind, percent: read.number('load', bounds) ?? 0 }
  }
  if (kind === 'rpe') {
    const bounds = { least: 1, most: 10, decimals: 1, missing: 'Type the highest RPE, 1 to 10.' }
    return { kind, ceiling: read.number('load', bounds) ?? 0 }
  }
  return kind === 'kg' ? readWeight(read, unit) : { kind: 'none' }
}

function readWeight(read: Reading<LineField>, unit: LoadUnit): Load {
  const entered = parseLoad(read.typedAs('load'), unit)
  if (!entered) read.wrong('load', `Type a load in ${unit}, like 8.5; two tonnes at most.`)
  return { kind: 'kg', loadG: entered?.loadG ?? 0 }
}

function readRestriction(read: Reading<LineField>): Restriction {
  return {
    pressure: readPressure(read),
    cuffWidthCm:
      read.number('cuffWidthCm', { least: 3, most: 25, decimals: 1, missing: 'Type the width of the cuff.' }) ?? 0,
    restrictionMinutes:
      read.number('restrictionMinutes', { least: 0.5, most: 60, decimals: 1, missing: 'Type the minutes on.' }) ?? 0,
    reperfusionSeconds:
      read.number('reperfusionSeconds', { least: 0, most: 3600, missing: 'Type the seconds off.' }) ?? 0,
  }
}

function readPressure(read: Reading<LineField>): Pressure {
  const kind = read.choice('pressureKind', pressureKinds, 'Choose how the pressure is given.')
  const missing = 'Type the pressure of the cuff.'
  if (kind === 'mmhg') return { kind, mmhg: read.number('pressure', { least: 1, most: 400, missing }) ?? 0 }
  return { kind: 'percent-lop', percent: read.number('pressure', { least: 1, most: 200, missing }) ?? 0 }
}

function readAerobic(read: Reading<LineField>): Prescription['aerobic'] {
  const intensityPercent = read.number('aerobicPercent', { least: 1, most: 100, missing: 'Type how hard.' }) ?? 0
  const minutes = read.number('aerobicMinutes', { least: 1, most: 180, missing: 'Type how long.' }) ?? 0
  return { intensityPercent, minutes }
}
