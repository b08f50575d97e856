/** How often and how long: 2-3 times a week, or at high frequency for as long as the window is open. */
import { isExtensionInRange, standardSessionsPerWeek, windowDays } from '../rehab-window'
import { sessionsADay } from '../session'
import type { Schedule, VersionContent } from '../version'
import { wearsCuff } from './restriction'
import type { Facts, Ruling, VersionRule, WindowOnRecord } from './rule'
import { inUnits, type Outside, type Range, rangeInWords, trackOf, within } from './ruling'
import { issa } from './sources'

const aWeek: Range = { low: 2, high: standardSessionsPerWeek, unit: 'sessions a week', max: 14 }
const aDay: Range = { low: 1, high: sessionsADay, unit: 'sessions a day', max: 4 }
const days: Range = { low: 0, high: windowDays, unit: 'days', max: 42 }
const range = '2-3 sessions a week, or 1-2 a day for up to 3 weeks'

const pastThreeWeeks: Outside = { verdict: 'justify', says: 'past the three weeks in the literature' }
const rare: Outside = { verdict: 'advise', says: `fewer than ${rangeInWords(aWeek)}` }
const tooLong: Outside = { verdict: 'stop', says: 'high frequency past the three weeks in the literature' }

export const frequency: VersionRule = {
  id: 'frequency',
  group: 'frequency',
  sentence: 'BFR is done 2-3 times a week; or, in rehab, once or twice a day for up to 3 weeks.',
  outside:
    'more than 2 a day: stop; high frequency past the window: stop, except in an extension: justify; below 2 a week: advise',
  severity: 'stop',
  ...issa,
  check: (facts) => {
    const { schedule, prescriptions } = facts.version
    if (!prescriptions.some(wearsCuff)) return null
    const value = inUnits(schedule.sessionsPerWeek, aWeek.unit)
    if (!(sessionsPerDay(schedule) <= sessionsADay)) return tooOften(schedule)
    if (isHighFrequency(schedule)) return ofHighFrequency(facts, value)
    const track = trackOf(schedule.sessionsPerWeek, aWeek)
    const isRare = schedule.sessionsPerWeek < aWeek.low
    return { ...(isRare ? rare : within), value, range, track }
  },
}

export const rehabWindow: VersionRule = {
  id: 'window',
  group: 'frequency',
  sentence: 'High-frequency BFR lasts 21 days at most; an extension of any program goes past them.',
  outside: 'see the rehab window: breach or review due; extension: justify',
  severity: 'justify',
  ...issa,
  check: (facts) => {
    const { kind, schedule, prescriptions } = facts.version
    const isHigh = prescriptions.some(wearsCuff) && isHighFrequency(schedule)
    const plan = planOf(facts)
    const shown = {
      value: inUnits(plan.lastDay, days.unit),
      range: `${windowDays} days`,
      track: trackOf(plan.lastDay, days),
    }
    // Past it, the frequency has spoken: one finding, not two.
    if (isHigh) return plan.lastDay <= windowDays ? { ...shown, ...within } : null
    return kind === 'extension' ? { ...shown, ...pastThreeWeeks } : null
  },
}

/** More than 3 sessions planned in 7 days. */
export function isHighFrequency({ sessionsPerWeek }: Pick<Schedule, 'sessionsPerWeek'>): boolean {
  return !(sessionsPerWeek <= standardSessionsPerWeek)
}

/** As planned for a day, or as many as the week needs. */
function sessionsPerDay({ sessionsPerDay, sessionsPerWeek }: Schedule): number {
  return Math.max(sessionsPerDay, Math.ceil(sessionsPerWeek / 7))
}

function tooOften(schedule: Schedule): Ruling {
  const perDay = sessionsPerDay(schedule)
  const says = `more than ${sessionsADay} sessions a day`
  return { verdict: 'stop', says, value: inUnits(perDay, aDay.unit), range, track: trackOf(perDay, aDay) }
}

function ofHighFrequency(facts: Facts, value: string): Ruling {
  const { lastDay, allowedDays } = planOf(facts)
  if (lastDay <= windowDays) {
    return { ...within, value, range, track: trackOf(sessionsPerDay(facts.version.schedule), aDay) }
  }
  const answer = lastDay <= allowedDays ? pastThreeWeeks : tooLong
  return { ...answer, value: `${value}, to day ${lastDay}`, range, track: trackOf(lastDay, days) }
}

type Plan = { lastDay: number; allowedDays: number }
type OpenWindow = Omit<WindowOnRecord, 'limb'>
const unopened: OpenWindow = { day: 0, planFromDay: 1, grantedDays: 0 }

/** The last day of the window this version would reach, and the last one it may: of all its limbs, the worst. */
function planOf({ version, windows }: Facts): Plan {
  const worn = version.prescriptions.filter(wearsCuff).flatMap(({ limb }) => limb ?? [])
  const open = worn.map((limb) => windows.find((window) => window.limb === limb) ?? unopened)
  const plans = (open.length > 0 ? open : [unopened]).map((window) => planIn(version, window))
  return plans.reduce((a, b) => (b.lastDay - b.allowedDays > a.lastDay - a.allowedDays ? b : a))
}

/** An extension counts from the end of what was granted before, whenever it is signed; out of range it grants nothing. */
function planIn({ kind, schedule, extensionDays }: VersionContent, window: OpenWindow): Plan {
  const granted = windowDays + window.grantedDays
  if (kind !== 'extension') {
    return { lastDay: Math.max(window.day, window.planFromDay - 1 + schedule.weeks * 7), allowedDays: granted }
  }
  const asked = extensionDays ?? 0
  const allowedDays = isExtensionInRange(asked) ? granted + asked : granted
  return { lastDay: Math.max(window.day, granted + asked), allowedDays }
}
