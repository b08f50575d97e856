/** How the rows of a review read: a value with what it was before, and what was measured under it. */
import { daysBetween } from '~/domain/calendar-day'
import { prescribedLoad } from '~/domain/dose'
import type { Prescription } from '~/domain/prescription'
import type { ReviewRow } from '~/domain/review-line'
import { type LopStanding, lopFor } from '~/domain/rule-book/occlusion'
import type { Check, Facts } from '~/domain/rule-book/rule'
import { type ClinicFormat, formatLoad, formatPercent, formatSeconds, formatShortDay } from '../format'
import { ruleName } from '../rule-checks'

/** What was measured, and the step of the clinic's plates: the load shown is the one that will be put on. */
export type OnRecord = Pick<Facts, 'oneRms' | 'lops' | 'lopValidDays' | 'today'> & { plateStepG: number }

/** What a row rests on: "= 9 kg, of 30 kg tested on 19 Nov", or that it was not measured; null where nothing hangs on it. */
export function measuredWords(
  line: Prescription | null,
  { subject }: Pick<ReviewRow, 'subject'>,
  onRecord: OnRecord,
  format: ClinicFormat,
): string | null {
  if (!line) return null
  if (subject === 'Load') return loadOnRecord(line, onRecord, format)
  if (subject !== 'Pressure' || !line.restriction) return null
  return `${lopWords(lopFor(line, onRecord), format)}, ${line.restriction.cuffWidthCm} cm cuff`
}

/** In kg, of a share of the 1RM; null for a load that is none. */
export function loadOnRecord(
  line: Prescription,
  { oneRms, plateStepG }: OnRecord,
  format: ClinicFormat,
): string | null {
  if (line.load.kind !== 'percent-1rm') return null
  const tested = oneRms.find(({ exercise, limb }) => exercise === line.exercise && limb === line.limb)
  const prescribed = tested && prescribedLoad(line, tested.loadG, plateStepG)
  if (!tested || !prescribed) return '1RM of this limb never tested: not known in kg'
  return `= ${formatLoad(prescribed.loadG, format)}, of ${formatLoad(tested.loadG, format)} tested on ${formatShortDay(tested.testedOn, format)}`
}

/** An old one, an estimate, or one of another cuff or limb is named as what it is, never as measured. */
function lopWords(standing: LopStanding, format: ClinicFormat): string {
  switch (standing.is) {
    case 'measured':
      return `LOP ${standing.lop.mmhg} mmHg, ${formatShortDay(standing.lop.measuredOn, format)}`
    case 'too-old':
      return `LOP of ${formatShortDay(standing.lop.measuredOn, format)} is too old`
    case 'estimate':
      return 'LOP only estimated'
    case 'other-cuff':
      return `LOP of a ${standing.lop.cuffWidthCm} cm cuff only`
    case 'other-limb':
      return 'LOP of another limb only'
    case 'none':
      return 'LOP not measured'
  }
}

/** The value before, on the same scale; undefined where it did not change or was of another kind. */
export function wasValue({ changes, check }: Pick<ReviewRow, 'changes' | 'check'>): number | undefined {
  const change = changes.find(({ field }) => field === 'Load' || field === 'Pressure')
  if (!change?.before || !change.after || !check?.track) return undefined
  const unitOf = (text: string) => text.replace(/^[\d.]+\s*/, '')
  return unitOf(change.before) === unitOf(change.after) ? Number.parseFloat(change.before) : undefined
}

/** What a rule is about, where its subject has several: each has a row of its own once it is not within. */
const ownNames: Record<string, string> = {
  'pressure-measured': 'LOP',
  'cuff-width': 'Cuff',
  'rest-between-sets': 'Rest',
  'rep-tempo': 'Tempo',
  reperfusion: 'Cuff off',
  'bfr-aerobic-minutes': 'Minutes',
}

export function rowName({ subject, ruleId }: Pick<ReviewRow, 'subject' | 'ruleId'>): string {
  return ownNames[ruleId] ?? (subject === ruleId ? ruleName(ruleId) : subject)
}

/** What is within beside the leading value of its row; null where that says it already. */
export function besideWords({ ruleId, value }: Check): string | null {
  if (ruleId === 'rest-between-sets') return `rest ${value}`
  if (ruleId === 'rep-tempo') return `${value} a rep`
  if (ruleId === 'reperfusion') return `then ${value}`
  return ruleId === 'bfr-aerobic-minutes' || ruleId === 'bfr-passive' ? value : null
}

/** Where the rules come from that are within beside the leading one, as far as that does not cite the same. */
export function besideSources({ check, beside }: Pick<ReviewRow, 'check' | 'beside'>): string[] {
  const others = beside.filter(({ citation }) => !check?.citation.includes(citation))
  return others.map(({ ruleId, citation }) => `${ownNames[ruleId] ?? ruleName(ruleId)}: ${citation}`)
}

/** The dose of a line as it is asked for, in a few words. */
export function doseWords(
  { load, reps, restSeconds, restriction, aerobic }: Prescription,
  format: ClinicFormat,
): string {
  const loads =
    load.kind === 'percent-1rm'
      ? `${formatPercent(load.percent, format)} of 1RM`
      : load.kind === 'kg'
        ? formatLoad(load.loadG, format)
        : load.kind === 'rpe'
          ? `RPE ${load.ceiling} at most`
          : 'no load'
  const rest = restSeconds === null ? [] : [`rest ${restSeconds} s`]
  const how = aerobic ? [`${aerobic.intensityPercent} % of VO2max or HRR, ${aerobic.minutes} min`] : []
  return [loads, ...how, ...(reps.length > 0 ? [reps.join('-')] : []), ...rest, ...cuffWords(restriction)].join(', ')
}

function cuffWords(restriction: Prescription['restriction']): string[] {
  if (!restriction) return []
  const { pressure, cuffWidthCm, restrictionMinutes, reperfusionSeconds } = restriction
  const inflated = pressure.kind === 'mmhg' ? `${pressure.mmhg} mmHg` : `${pressure.percent} % of LOP`
  return [
    `cuff ${cuffWidthCm} cm at ${inflated}`,
    `on ${restrictionMinutes} min`,
    `off ${formatSeconds(reperfusionSeconds)}`,
  ]
}

export function ageWords(on: string, today: string): string {
  const days = daysBetween(on, today)
  if (days <= 0) return 'today'
  return days === 1 ? '1 day old' : `${days} days old`
}
