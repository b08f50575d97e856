/** Which LOP a line may rest on: measured on this limb, with this cuff, and not too long ago. */
import { daysBetween } from '../calendar-day'
import type { Prescription } from '../prescription'
import type { Facts, LopOnRecord } from './rule'

/** No clinic takes an older one (house rule). */
export const longestLopValidDays = 14

export type LopStanding =
  | { is: 'measured'; lop: LopOnRecord; ageDays: number }
  | { is: 'too-old' | 'estimate' | 'other-cuff'; lop: LopOnRecord }
  | { is: 'other-limb' | 'none' }

type Worn = Pick<Prescription, 'limb' | 'restriction'>

/** The LOP this line rests on, or the nearest thing on record and why it is none. */
export function lopFor(
  { limb, restriction }: Worn,
  facts: Pick<Facts, 'lops' | 'lopValidDays' | 'today'>,
): LopStanding {
  const past = facts.lops.filter((lop) => daysBetween(lop.measuredOn, facts.today) >= 0)
  const here = past.filter((lop) => lop.limb === limb).sort((a, b) => b.measuredOn.localeCompare(a.measuredOn))
  const withCuff = here.filter((lop) => restriction && isSameCuff(lop.cuffWidthCm, restriction.cuffWidthCm))
  const measured = withCuff.find((lop) => !lop.isEstimate)
  if (measured && isFresh(measured, facts)) {
    return { is: 'measured', lop: measured, ageDays: daysBetween(measured.measuredOn, facts.today) }
  }
  const otherCuff = here.find((lop) => !withCuff.includes(lop) && isFresh(lop, facts))
  if (otherCuff) return { is: 'other-cuff', lop: otherCuff }
  if (measured) return { is: 'too-old', lop: measured }
  const estimate = withCuff[0]
  if (estimate) return { is: 'estimate', lop: estimate }
  return { is: past.some((lop) => lop.limb !== limb) ? 'other-limb' : 'none' }
}

function isFresh(lop: LopOnRecord, facts: Pick<Facts, 'lopValidDays' | 'today'>): boolean {
  return daysBetween(lop.measuredOn, facts.today) <= Math.min(facts.lopValidDays, longestLopValidDays)
}

/** To half a millimetre. */
function isSameCuff(oneCm: number, otherCm: number): boolean {
  return Math.abs(oneCm - otherCm) < 0.05
}
