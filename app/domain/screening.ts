/** A screening: answers in, outcome out, with the reasons and who must decide. */
import type { Limb } from './limb'

export const screeningOutcomes = ['standard', 'precaution', 'elevated', 'no-restriction', 'no-exercise'] as const
/** In rising severity; `no-restriction` and `no-exercise` are the two kinds of prohibited. */
export type ScreeningOutcome = (typeof screeningOutcomes)[number]

/** Fractions occur in records; a reading needs both numbers. mmHg. */
export type BloodPressure = { systolic: number; diastolic: number }
