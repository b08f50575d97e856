/** Lines and versions as the demo's trainers write them. */
import { randomUUID } from 'node:crypto'
import type { Limb } from '~/domain/limb'
import type { Load, Prescription } from '~/domain/prescription'
import type { Goal, VersionContent } from '~/domain/version'

/** The one cuff of the demo's clinics. */
export const cuffWidthMm = 115

type Cuffed = {
  load?: Load
  reps?: number[]
  restSeconds?: number
  /** Percent of LOP. */
  pressure?: number
  minutes?: number
}

/** 30-15-15-15 at 30 % of 1RM under 60 % of LOP, where nothing else is said. */
export function cuffedLine(exercise: string, limb: Limb, asked: Cuffed = {}): Prescription {
  const { load = { kind: 'percent-1rm', percent: 30 }, reps = [30, 15, 15, 15], restSeconds = 45 } = asked
  const { pressure = 60, minutes = 8 } = asked
  return {
    ...bare(exercise, limb),
    mode: 'bfr-resistance',
    load,
    reps,
    restSeconds,
    restriction: {
      pressure: { kind: 'percent-lop', percent: pressure },
      cuffWidthCm: cuffWidthMm / 10,
      restrictionMinutes: minutes,
      reperfusionSeconds: 120,
    },
  }
}

export function plainLine(
  exercise: string,
  limb: Limb | null,
  load: Load,
  reps: number[] = [10, 10, 10],
): Prescription {
  return { ...bare(exercise, limb), mode: 'strength', load, reps, restSeconds: 90 }
}

/** A maximal test: one repetition, as heavy as it goes. */
export function testLine(exercise: string, limb: Limb): Prescription {
  return { ...bare(exercise, limb), mode: 'strength-test', reps: [1], restSeconds: 180 }
}

export function walkingLine(limb: Limb): Prescription {
  const { restriction } = cuffedLine('Walking on a treadmill', limb, { minutes: 12 })
  return {
    ...bare('Walking on a treadmill', limb),
    mode: 'bfr-aerobic',
    restriction,
    aerobic: { intensityPercent: 40, minutes: 12 },
  }
}

function bare(exercise: string, limb: Limb | null): Prescription {
  return {
    id: randomUUID(),
    position: 1,
    exercise,
    mode: 'strength',
    limb,
    load: { kind: 'none' },
    reps: [],
    restSeconds: null,
    tempoSeconds: null,
    restriction: null,
    aerobic: null,
  }
}

type Written = Partial<Pick<VersionContent, 'goal' | 'procedure' | 'restrictions'>> & {
  perWeek?: number
  weeks?: number
}

/** A new program, three times a week for three weeks where nothing else is said. */
export function version(diagnosis: string, lines: Prescription[], written: Written = {}): VersionContent {
  const { goal = 'return-from-injury' as Goal, perWeek = 3, weeks = 3, procedure = null } = written
  return {
    kind: 'new',
    goal,
    diagnosis,
    procedure,
    restrictions: written.restrictions ?? { range: null, weightBearing: null, noMaximalTestBefore: null },
    schedule: { sessionsPerWeek: perWeek, sessionsPerDay: 1, weeks },
    extensionDays: null,
    prescriptions: lines.map((line, index) => ({ ...line, position: index + 1 })),
  }
}
