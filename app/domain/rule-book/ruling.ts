/** How a rule answers: values in words, and a value against its range. */
import type { Check, Ruling, Severity, Track } from './rule'

/** Both ends are within; `max` is where the scale ends. */
export type Range = { low: number; high: number; unit: string /** Where the scale ends. */; max: number }

/** What stands outside a range; `says` is the reason. */
export type Outside = { verdict: Severity; says: string }

/** Both ends are within; what is no number never is. */
export function isWithin(value: number, { low, high }: Pick<Range, 'low' | 'high'>): boolean {
  return value >= low && value <= high
}

/** A value on the scale of its range; the scale grows with a value beyond it. */
export function trackOf(value: number, { low, high, unit, max }: Range): Track {
  return { value, low, high, min: 0, max: Math.max(max, value), unit }
}

/** The same where the measurement it rests on is missing: it never passes as one that lies within. */
export function unmeasuredTrackOf(value: number, range: Range): Track {
  return { ...trackOf(value, range), isUnmeasured: true }
}

/** How a value lies on its track. On an end of the range it is outside where its rule says so. */
export function placeOn(track: Track, verdict: Check['verdict']): 'within' | 'outside' | 'unknown' {
  const { value, low, high, isUnmeasured } = track
  if (!isWithin(value, track)) return 'outside'
  if (isUnmeasured) return 'unknown'
  const isAtAnEnd = value === low || value === high
  return verdict !== 'within' && isAtAnEnd ? 'outside' : 'within'
}

/** Within the range, or what stands outside it. */
export function held(value: number, range: Range, outside: Outside): Ruling {
  const answer: Pick<Ruling, 'verdict' | 'says'> = isWithin(value, range) ? within : outside
  return { ...answer, value: inUnits(value, range.unit), range: rangeInWords(range), track: trackOf(value, range) }
}

/** A value that was not given, or not measured: it passes no check. */
export function unmeasured(value: string, range: string, outside: Outside): Ruling {
  return { ...outside, value, range, track: null }
}

export const within = { verdict: 'within', says: 'within' } as const

export function rangeInWords({ low, high, unit }: Range): string {
  return inUnits(`${low}-${high}`, unit)
}

/** One decimal at most. */
export function inUnits(value: number | string, unit: string): string {
  return `${typeof value === 'number' ? Math.round(value * 10) / 10 : value} ${unit}`
}
