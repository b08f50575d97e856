/** How long a cuff stays on, and how long it is off after. */
import { isArm, type Limb } from '../limb'
import { isBfr, type Prescription } from '../prescription'
import type { LineRule, Ruling } from './rule'
import { held, inUnits, type Range, trackOf, unmeasured, within } from './ruling'
import { issa, secondary, vald } from './sources'

const minutes: Range = { low: 5, high: 10, unit: 'min', max: 20 }

/** At this many minutes of one inflation the cuff has been on too long. */
const ceilingMinutes = { arm: 15, leg: 20 } as const
/** Off longer than this before the next exercise. */
export const reperfusionMoreThanSeconds = 60
/** Off at least this long once a ceiling was reached. */
export const reperfusionAfterCeilingSeconds = 180

/** Every mode with a cuff, and whatever else names one. */
export function wearsCuff(line: Pick<Prescription, 'mode' | 'restriction'>): boolean {
  return isBfr(line.mode) || line.restriction !== null
}

/** The ceiling of one inflation on this limb, in minutes; the stricter one where no limb is named. */
export function ceilingOf(limb: Limb | null): number {
  return limb && !isArm(limb) ? ceilingMinutes.leg : ceilingMinutes.arm
}

export const restrictionTime: LineRule = {
  id: 'restriction-time',
  group: 'restriction',
  sentence: 'The cuff is on for 5-10 minutes an exercise, then deflated.',
  outside: 'above 10 minutes: justify; below 5: advise',
  severity: 'justify',
  ...issa,
  check: ({ mode, restriction }) => {
    if (mode !== 'bfr-resistance' || !restriction) return null
    const on = restriction.restrictionMinutes
    const isShort = on < minutes.low
    return held(on, minutes, {
      verdict: isShort ? 'advise' : 'justify',
      says: isShort ? 'cuff on for less than 5 min' : 'cuff on for more than 10 min',
    })
  },
}

export const restrictionCeiling: LineRule = {
  id: 'restriction-ceiling',
  group: 'restriction',
  sentence: 'One inflation stays under 15 minutes on an arm and under 20 minutes on a leg, whatever the exercise.',
  outside: 'stop',
  severity: 'stop',
  ...vald,
  check: (line) => {
    if (!wearsCuff(line)) return null
    const ceiling = ceilingOf(line.limb)
    const range = `under ${ceiling} min`
    const on = line.restriction?.restrictionMinutes
    if (on === undefined) return unmeasured('no time given', range, { verdict: 'stop', says: 'cuff time not given' })
    const track = trackOf(on, { low: 0, high: ceiling, unit: 'min', max: ceiling + 10 })
    const isUnder = on < ceiling
    const answer = isUnder ? within : ({ verdict: 'stop', says: `${ceiling} min of one inflation, or longer` } as const)
    return { ...answer, value: inUnits(on, 'min'), range, track }
  },
}

export const reperfusion: LineRule = {
  id: 'reperfusion',
  group: 'restriction',
  sentence: 'Between exercises the cuff is off for more than 1 minute, and for 3 minutes after a ceiling.',
  outside: 'justify',
  severity: 'justify',
  ...secondary,
  check: ({ limb, restriction }) => {
    if (!restriction) return null
    const isAtCeiling = restriction.restrictionMinutes >= ceilingOf(limb)
    return isAtCeiling ? afterCeiling(restriction.reperfusionSeconds) : betweenExercises(restriction.reperfusionSeconds)
  },
}

function betweenExercises(seconds: number): Ruling {
  const isLonger = seconds > reperfusionMoreThanSeconds
  const answer = isLonger ? within : ({ verdict: 'justify', says: 'cuff off for 1 min or less' } as const)
  return { ...answer, value: inUnits(seconds, 's off'), range: 'more than 60 s off', track: offTrack(seconds, 60) }
}

function afterCeiling(seconds: number): Ruling {
  const isLong = seconds >= reperfusionAfterCeilingSeconds
  const answer = isLong
    ? within
    : ({ verdict: 'justify', says: 'cuff off for less than 3 min after a ceiling' } as const)
  return { ...answer, value: inUnits(seconds, 's off'), range: '180 s off or more', track: offTrack(seconds, 180) }
}

function offTrack(seconds: number, low: number): Ruling['track'] {
  return trackOf(seconds, { low, high: 600, unit: 's', max: 600 })
}
