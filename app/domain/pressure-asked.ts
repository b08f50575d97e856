/** Whether a client's blood pressure is taken before each session: what the newest screening found of heart, vessels and pressure. */
import { type BloodPressure, raisedPressure, reaches } from './blood-pressure'
import type { ConditionCode } from './conditions'
import type { Citation } from './rule-book/sources'

/** High blood pressure, and every condition of heart or vessels that the screening asks for. */
export const conditionsAskingPressure = [
  'hypertension',
  'unstable-angina',
  'infarction-recent',
  'infarction-old',
  'heart-failure-nyha-3-4',
  'heart-failure-nyha-1-2',
  'heart-failure-class-unknown',
  'arrhythmia-uncontrolled',
  'arrhythmia-controlled',
  'aortic-aneurysm',
  'heart-disease-other',
  'vascular-disease',
  'stroke-or-tia',
  'peripheral-arterial-disease',
  'poor-circulation',
  'varicose-veins',
] as const satisfies readonly ConditionCode[]

const asking: readonly ConditionCode[] = conditionsAskingPressure

/** What is done with the reading is sourced with the screening; that it is taken before each session is not. */
export const pressureBefore: Citation = {
  source: 'House rule; from 130 or 80 on it is stage 1 (ACC/AHA 2017, secondary)',
  standing: 'house',
}

/** Any reading of the screening counts, a first one that fell after rest as well. */
export function asksPressure(screened: {
  conditions: readonly { code: ConditionCode }[]
  bloodPressures: readonly BloodPressure[]
}): boolean {
  return (
    screened.conditions.some(({ code }) => asking.includes(code)) ||
    screened.bloodPressures.some((reading) => reaches(reading, raisedPressure))
  )
}
