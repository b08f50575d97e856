/** What a new program may start from: an earlier one of the same client, or a template, which carries nobody with it. */
import { oppositeLimb, sideOf } from './limb'
import type { Prescription } from './prescription'
import type { TypedLine } from './typed-line'
import { type TypedProgram, typeProgram } from './typed-program'
import type { LoadUnit } from './units'
import type { Goal, Schedule, VersionContent } from './version'

export const injuredSides = ['left', 'right'] as const
export type InjuredSide = (typeof injuredSides)[number]

/** What a template is: nothing else of the version it was made of is read. */
export type TemplateContent = { goal: Goal; schedule: Schedule; prescriptions: Prescription[] }

/** All of an earlier version but what belongs to its own window: its extension. */
export function startFromVersion(content: VersionContent, name: string, unit: LoadUnit): TypedProgram {
  return { ...typeProgram({ ...content, kind: 'new', extensionDays: null }, unit), name }
}

/**
 * Goal, schedule and lines. A load in kg and a pressure in mmHg were somebody's own measure, so they are left to be
 * typed anew. `side` is this client's: where the first limb is on the other one, all change sides; null leaves them.
 */
export function startFromTemplate(content: TemplateContent, side: InjuredSide | null, unit: LoadUnit): TypedProgram {
  const first = content.prescriptions.find(({ limb }) => limb)?.limb
  const isOtherSide = side !== null && first != null && sideOf(first) !== side
  const prescriptions = isOtherSide ? content.prescriptions.map(mirrored) : content.prescriptions
  const version: VersionContent = { ...unsaid, ...content, prescriptions }
  const { goal, rhythm, sessionsPerWeek, sessionsPerDay, weeks, lines } = typeProgram(version, unit)
  return { goal, rhythm, sessionsPerWeek, sessionsPerDay, weeks, lines: lines.map(ofNobody) }
}

function mirrored(line: Prescription): Prescription {
  return { ...line, limb: line.limb && oppositeLimb(line.limb) }
}

function ofNobody(line: TypedLine): TypedLine {
  return {
    ...line,
    load: line.loadKind === 'kg' ? undefined : line.load,
    pressure: line.pressureKind === 'mmhg' ? undefined : line.pressure,
  }
}

const unsaid = {
  kind: 'new',
  diagnosis: '',
  procedure: null,
  restrictions: { range: null, weightBearing: null, noMaximalTestBefore: null },
  extensionDays: null,
} as const
