/** Aerobic work with a cuff: how hard, and how long. The pressure of its cuff is under `pressure`. */
import type { LineRule } from './rule'
import { held, type Range, rangeInWords, trackOf, unmeasured, within } from './ruling'
import { notVerified, secondary } from './sources'

const intensityBelow = 50
const minutes: Range = { low: 5, high: 20, unit: 'min', max: 40 }

export const bfrAerobic: LineRule = {
  id: 'bfr-aerobic',
  group: 'modes',
  sentence: 'Aerobic BFR: 40-80 % of LOP, below 50 % of VO2max or heart-rate reserve.',
  outside: 'justify; the pressure: see pressure',
  severity: 'justify',
  ...secondary,
  check: ({ mode, aerobic }) => {
    if (mode !== 'bfr-aerobic') return null
    const range = `below ${intensityBelow} % of VO2max or HRR`
    if (!aerobic) return unmeasured('no intensity given', range, { verdict: 'justify', says: 'intensity not given' })
    const percent = aerobic.intensityPercent
    const answer =
      percent < intensityBelow ? within : ({ verdict: 'justify', says: `${intensityBelow} % or harder` } as const)
    const track = trackOf(percent, { low: 0, high: intensityBelow, unit: '%', max: 100 })
    return { ...answer, value: `${percent} % of VO2max or HRR`, range, track }
  },
}

export const bfrAerobicMinutes: LineRule = {
  id: 'bfr-aerobic-minutes',
  group: 'modes',
  sentence: 'Aerobic BFR lasts 5-20 minutes.',
  outside: 'advise only',
  severity: 'advise',
  ...notVerified,
  check: ({ mode, aerobic }) => {
    if (mode !== 'bfr-aerobic' || !aerobic) return null
    return held(aerobic.minutes, minutes, { verdict: 'advise', says: `not ${rangeInWords(minutes)}` })
  },
}
