/** A blood pressure of today: its class, and the risk it is of; the worse of the two numbers decides. */

/** Fractions occur in records; a reading needs both numbers. mmHg. */
export type BloodPressure = { systolic: number; diastolic: number }

export const pressureClasses = ['normal', 'elevated', 'stage-1', 'stage-2', 'crisis'] as const
export type PressureClass = (typeof pressureClasses)[number]

/** At or above this: no exercise of any kind. At or above that: only by a doctor (clinical-rules, "Who must not"). */
export const stopPressure: BloodPressure = { systolic: 180, diastolic: 110 }
export const loadedExercisePressure: BloodPressure = { systolic: 160, diastolic: 100 }
export const highPressure: BloodPressure = { systolic: 140, diastolic: 90 }
export const raisedPressure: BloodPressure = { systolic: 130, diastolic: 80 }

/** Whether either number reaches its bound. */
export function reaches(reading: BloodPressure, bound: BloodPressure): boolean {
  return reading.systolic >= bound.systolic || reading.diastolic >= bound.diastolic
}

/** Systolic or diastolic alone is not a measurement. */
export function isMeasurement({ systolic, diastolic }: BloodPressure): boolean {
  return [systolic, diastolic].every((number) => Number.isFinite(number) && number > 0)
}

/** The class to show: ACC/AHA 2017, which calls it a crisis only above 180 or 120. */
export function pressureClass(reading: BloodPressure): PressureClass {
  if (reading.systolic > 180 || reading.diastolic > 120) return 'crisis'
  if (reaches(reading, highPressure)) return 'stage-2'
  if (reaches(reading, raisedPressure)) return 'stage-1'
  return reading.systolic >= 120 ? 'elevated' : 'normal'
}

/** The reading that decides: the last one, as it may be repeated after 5 minutes' rest; null when it is none. */
export function decidingPressure(readings: readonly BloodPressure[]): BloodPressure | null {
  const last = readings.at(-1)
  return last && isMeasurement(last) ? last : null
}
