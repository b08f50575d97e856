/** Passive work with a cuff: how long on, and how long off. The pressure of its cuff is under `pressure`. */
import type { LineRule } from './rule'
import { inUnits, isWithin, type Range, within } from './ruling'
import { secondary } from './sources'

const on: Range = { low: 5, high: 5, unit: 'min on', max: 10 }
const off: Range = { low: 180, high: 300, unit: 's', max: 600 }

export const bfrPassive: LineRule = {
  id: 'bfr-passive',
  group: 'modes',
  sentence: 'Passive BFR: 5 minutes on, 3-5 minutes off, never full occlusion.',
  outside: 'justify; full occlusion: see pressure',
  severity: 'justify',
  ...secondary,
  check: ({ mode, restriction }) => {
    if (mode !== 'bfr-passive' || !restriction) return null
    const { restrictionMinutes, reperfusionSeconds } = restriction
    const isRight = isWithin(restrictionMinutes, on) && isWithin(reperfusionSeconds, off)
    const answer = isRight ? within : ({ verdict: 'justify', says: 'not 5 min on and 3-5 min off' } as const)
    const value = `${inUnits(restrictionMinutes, 'min on')}, ${inUnits(reperfusionSeconds / 60, 'min off')}`
    return { ...answer, value, range: '5 min on, 3-5 min off', track: null }
  },
}
