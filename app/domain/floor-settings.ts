/** What a clinic sets for its gym floor: who is called, how soon everybody is, its plates, and how old an LOP may be. */
import type { Verdict } from './refusal'

export type FloorSettings = {
  redFlagEscalationMinutes: number
  /** Grams. */
  plateStepG: number
  lopValidDays: number
  emergencyNumber: string
  onCallNumber: string
}

type Bounded = 'redFlagEscalationMinutes' | 'plateStepG' | 'lopValidDays'

/** Of the escalation and the LOP the longest is the safety limit: a clinic may tighten it, never loosen it. */
export const floorBounds: Record<Bounded, { least: number; most: number }> = {
  redFlagEscalationMinutes: { least: 5, most: 30 },
  plateStepG: { least: 100, most: 20_000 },
  lopValidDays: { least: 1, most: 14 },
}

/** Whether a clinic may set its floor so. */
export function maySetFloor(asked: FloorSettings): Verdict {
  const isWithin = (setting: Bounded) => {
    const { least, most } = floorBounds[setting]
    return Number.isInteger(asked[setting]) && asked[setting] >= least && asked[setting] <= most
  }
  if (!isWithin('redFlagEscalationMinutes')) return { ok: false, why: 'red-flag-escalation-out-of-range' }
  if (!isWithin('plateStepG')) return { ok: false, why: 'plate-step-out-of-range' }
  if (!isWithin('lopValidDays')) return { ok: false, why: 'lop-days-out-of-range' }
  if (!canBeCalled(asked.emergencyNumber)) return { ok: false, why: 'emergency-number-missing' }
  return canBeCalled(asked.onCallNumber) ? { ok: true } : { ok: false, why: 'on-call-number-missing' }
}

/** 2 to 40 signs, two digits at least: `112`, `+49 30 5550100`, `555 0100 ext. 7`. */
function canBeCalled(number: string): boolean {
  return number.length >= 2 && number.length <= 40 && number.replaceAll(/\D/g, '').length >= 2
}
