/** The pressure of a cuff: a share of the measured LOP, of this limb and this cuff. */
import { type LopStanding, longestLopValidDays, lopFor } from './occlusion'
import { wearsCuff } from './restriction'
import type { LineRule, Ruling } from './rule'
import { inUnits, isWithin, type Range, rangeInWords, trackOf, unmeasured, unmeasuredTrackOf, within } from './ruling'
import { also, type Citation } from './sources'

export const pressureRangePercent: Range = { low: 40, high: 80, unit: '% of LOP', max: 100 }
/** That is full occlusion. */
const fullOcclusionPercent = 100

const cuffWidth: Range = { low: 5, high: 18, unit: 'cm', max: 25 }
const ofCuffs: Citation = { source: 'VALD, Fit Cuffs (secondary)', standing: 'secondary' }
const measured: Citation = { source: 'Hunt 2016', standing: 'sourced' }

export const pressure: LineRule = {
  id: 'pressure',
  group: 'pressure',
  sentence: 'The cuff is inflated to 40-80 % of the measured LOP.',
  outside:
    'justify; 100 % and more, full occlusion: stop; in mmHg without a measured LOP: justify; LOP not measured yet: advise',
  severity: 'stop',
  ...ofCuffs,
  check: (line, facts) => {
    if (!wearsCuff(line)) return null
    const range = rangeInWords(pressureRangePercent)
    const asked = line.restriction?.pressure
    if (!asked) return unmeasured('no pressure given', range, { verdict: 'justify', says: 'pressure not given' })
    const standing = lopFor(line, facts)
    if (asked.kind === 'percent-lop') return ofPercent(asked.percent, standing, inUnits(asked.percent, '% of LOP'))
    const value = inUnits(asked.mmhg, 'mmHg')
    if (standing.is !== 'measured') {
      return unmeasured(value, range, { verdict: 'justify', says: 'a pressure in mmHg without a measured LOP' })
    }
    const percent = (asked.mmhg / standing.lop.mmhg) * 100
    return ofPercent(percent, standing, `${value} (${inUnits(percent, '% of LOP')})`)
  },
}

export const pressureMeasured: LineRule = {
  id: 'pressure-measured',
  group: 'pressure',
  sentence: 'The LOP is measured on this limb, with this cuff and in this position, 14 days ago at most.',
  outside:
    'missing at submission: advise; missing at start: no start, unless the clearance names a fixed mmHg; ' +
    'an estimate never passes as measured, and none is computed here',
  severity: 'advise',
  ...also(measured, 'Rolnick 2025 (secondary); 14 days: house rule'),
  check: (line, facts) => {
    if (!wearsCuff(line)) return null
    const days = Math.min(facts.lopValidDays, longestLopValidDays)
    const range = `measured, ${days} days ago at most`
    const standing = lopFor(line, facts)
    if (standing.is !== 'measured') {
      return unmeasured('not measured', range, { verdict: 'advise', says: whyNotMeasured(standing) })
    }
    const value = `${standing.lop.mmhg} mmHg, ${standing.ageDays} days ago`
    return { ...within, value, range, track: trackOf(standing.ageDays, { low: 0, high: days, unit: 'days', max: 28 }) }
  },
}

export const cuffWidthRecorded: LineRule = {
  id: 'cuff-width',
  group: 'pressure',
  sentence:
    'The cuff width (5-18 cm) is recorded with the LOP: a narrow cuff needs far more pressure (235±42 against 144±17 mmHg).',
  outside: 'LOP from another cuff or limb: stop; a width outside 5-18 cm: advise',
  severity: 'stop',
  source: 'Loenneke 2012',
  standing: 'sourced',
  check: (line, facts) => {
    const width = line.restriction?.cuffWidthCm
    if (width === undefined) return null
    const shown = { value: inUnits(width, 'cm'), range: rangeInWords(cuffWidth), track: trackOf(width, cuffWidth) }
    const standing = lopFor(line, facts)
    if (standing.is === 'other-cuff') {
      const says = `the LOP is of a cuff of ${standing.lop.cuffWidthCm} cm: measure it with this one`
      return { ...shown, verdict: 'stop', says }
    }
    const isUsual = isWithin(width, cuffWidth)
    return { ...shown, ...(isUsual ? within : { verdict: 'advise', says: `cuff not ${shown.range} wide` }) }
  },
}

/** Full occlusion is refused whether or not anything was measured. */
function ofPercent(percent: number, standing: LopStanding, value: string): Ruling {
  const range = rangeInWords(pressureRangePercent)
  const shown = { value, range, track: trackOf(percent, pressureRangePercent) }
  if (!(percent < fullOcclusionPercent)) return { ...shown, verdict: 'stop', says: 'full occlusion' }
  if (!isWithin(percent, pressureRangePercent)) return { ...shown, verdict: 'justify', says: `outside ${range}` }
  return standing.is === 'measured'
    ? { ...shown, ...within }
    : { ...shown, verdict: 'advise', says: 'LOP not measured', track: unmeasuredTrackOf(percent, pressureRangePercent) }
}

function whyNotMeasured(standing: Exclude<LopStanding, { is: 'measured' }>): string {
  switch (standing.is) {
    case 'too-old':
      return `the LOP is of ${standing.lop.measuredOn}: measure it again`
    case 'estimate':
      return 'the LOP is an estimate: measure it'
    case 'other-cuff':
      return 'the LOP is of another cuff: measure it with this one'
    case 'other-limb':
      return 'the LOP is of another limb: measure it on this one'
    case 'none':
      return 'no LOP measured yet'
  }
}
