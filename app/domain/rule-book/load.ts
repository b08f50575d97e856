/** The load of a BFR resistance line: a share of this limb's tested 1RM. */
import { isLoadRise, isOneRmJump } from '../strength'
import type { Prescription } from '../prescription'
import type { Facts, LineRule, OneRmOnRecord, Ruling } from './rule'
import {
  inUnits,
  isWithin,
  type Outside,
  type Range,
  rangeInWords,
  trackOf,
  unmeasured,
  unmeasuredTrackOf,
  within,
} from './ruling'
import { also, house, issa } from './sources'

export const loadRangePercent: Range = { low: 20, high: 40, unit: '% of 1RM', max: 60 }
const loadStopPercent = 50

const tooHeavy: Outside = { verdict: 'stop', says: `above ${loadStopPercent} % of 1RM` }
const notMeasured: Outside = { verdict: 'justify', says: 'load not measured' }

export const loadRange: LineRule = {
  id: 'load-range',
  group: 'dose',
  sentence: "The load is 20-40 % of this limb's tested 1RM.",
  outside: 'justify; above 50 %: stop; in kg or by RPE, not measured: justify; 1RM not tested yet: advise',
  severity: 'stop',
  ...also(issa, 'Patterson et al. 2019 via VALD (secondary); another guide says 20-50'),
  check: (line, facts) => {
    if (line.mode !== 'bfr-resistance') return null
    const { load } = line
    const tested = oneRmOf(line, facts)
    if (load.kind === 'percent-1rm') return ofPercent(load.percent, tested)
    if (load.kind === 'kg') return ofKilograms(load.loadG, tested)
    const value = load.kind === 'rpe' ? `RPE ${load.ceiling} at most` : 'no load'
    return unmeasured(value, rangeInWords(loadRangePercent), notMeasured)
  },
}

/** Shown when it happens, silent when not: it says nothing about the dose. */
export const loadJump: LineRule = {
  id: 'load-jump',
  group: 'dose',
  sentence:
    'A 1RM more than 20 % off the last one, or a load in kg more than 20 % above the last session, is confirmed.',
  outside: 'confirm; shown to the clinician',
  severity: 'advise',
  ...house,
  check: (line, facts) => {
    const { load } = line
    if (load.kind === 'percent-1rm') return ofOneRms(oneRmOf(line, facts))
    if (load.kind !== 'kg') return null
    const last = facts.lastLoads.find((done) => isOf(line, done))
    return last && isLoadRise(last.loadG, load.loadG) ? ofRise(last.loadG, load.loadG, 'last session') : null
  },
}

/** The latest tested 1RM of this exercise and this limb; another limb's is none. */
function oneRmOf(line: Prescription, facts: Facts): OneRmOnRecord | null {
  return facts.oneRms.find((tested) => isOf(line, tested)) ?? null
}

function isOf(line: Prescription, record: Pick<OneRmOnRecord, 'exercise' | 'limb'>): boolean {
  return record.exercise === line.exercise && record.limb === line.limb
}

function ofPercent(percent: number, tested: OneRmOnRecord | null): Ruling {
  const shown = {
    value: inUnits(percent, loadRangePercent.unit),
    range: rangeInWords(loadRangePercent),
    track: trackOf(percent, loadRangePercent),
  }
  if (!(percent <= loadStopPercent)) return { ...shown, ...tooHeavy }
  if (!isWithin(percent, loadRangePercent)) {
    return { ...shown, verdict: 'justify', says: `outside ${rangeInWords(loadRangePercent)}` }
  }
  if (tested) return { ...shown, ...within }
  const track = unmeasuredTrackOf(percent, loadRangePercent)
  return { ...shown, verdict: 'advise', says: '1RM of this limb not tested yet', track }
}

/** A load in kg is held against the 1RM where there is one, for the stop alone. */
function ofKilograms(loadG: number, tested: OneRmOnRecord | null): Ruling {
  const percent = tested ? (loadG / tested.loadG) * 100 : 0
  const share = tested ? ` (${inUnits(percent, loadRangePercent.unit)})` : ''
  const answer = percent <= loadStopPercent ? notMeasured : tooHeavy
  return unmeasured(`${inUnits(loadG / 1000, 'kg')}${share}`, rangeInWords(loadRangePercent), answer)
}

function ofOneRms(tested: OneRmOnRecord | null): Ruling | null {
  if (!tested || tested.previousLoadG === null) return null
  const isJump = isOneRmJump(tested.previousLoadG, tested.loadG)
  return isJump ? ofRise(tested.previousLoadG, tested.loadG, '1RM before') : null
}

function ofRise(fromG: number, toG: number, from: string): Ruling {
  const value = `${inUnits(toG / 1000, 'kg')}, ${from} ${inUnits(fromG / 1000, 'kg')}`
  return unmeasured(value, '20 % at most', { verdict: 'advise', says: 'a jump of more than 20 %: confirm it' })
}
