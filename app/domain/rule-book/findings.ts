/** A version against the rule book, line by line, and what of it stands in the way. */
import type { Limits } from '../limits'
import type { Prescription } from '../prescription'
import { ruleBook } from './edition'
import { isHighFrequency } from './frequency'
import { loadRangePercent } from './load'
import { pressureRangePercent } from './pressure'
import type { Check, Facts, Finding, Rule, RuleBook, Ruling, Track } from './rule'
import { isWithin } from './ruling'

/** Every check of every line, in the order of the lines, then those of the whole version. */
export function checks(facts: Facts, book: RuleBook = ruleBook): Check[] {
  const ofLines = facts.version.prescriptions.flatMap((line) => checksOfLine(line, facts, book))
  return [...ofLines, ...book.versionRules.flatMap((rule) => checkBy(rule, rule.check(facts), null))]
}

/** The checks that stop, want a reason, or advise. */
export function findings(facts: Facts): Finding[] {
  return findingsOf(checks(facts))
}

export function findingsOf(checked: readonly Check[]): Finding[] {
  return checked.flatMap(({ verdict, citation, ...check }) =>
    verdict === 'within' || verdict === 'no-rule' ? [] : [{ ...check, severity: verdict }],
  )
}

/** One stop is enough. */
export function blocksSubmission(found: readonly Pick<Finding, 'severity'>[]): boolean {
  return found.some(({ severity }) => severity === 'stop')
}

/**
 * Whether a limit brings load, pressure or frequency into range, and so answers a finding to justify. It cures what is
 * too high by a number, never what was not measured, and never a stop.
 */
export function curedByLimit(finding: Pick<Finding, 'ruleId' | 'severity' | 'track'>, limits: Limits): boolean {
  if (finding.severity !== 'justify') return false
  const { maxLoadPercent, maxPressurePercent, maxSessionsPerWeek } = limits
  switch (finding.ruleId) {
    case 'load-range':
      return isLowered(finding.track, maxLoadPercent, loadRangePercent)
    case 'pressure':
      return isLowered(finding.track, maxPressurePercent, pressureRangePercent)
    case 'frequency':
      return maxSessionsPerWeek !== null && !isHighFrequency({ sessionsPerWeek: maxSessionsPerWeek })
    default:
      return false
  }
}

function isLowered(track: Track | null, limit: number | null, range: { low: number; high: number }): boolean {
  return track !== null && limit !== null && isWithin(Math.min(track.value, limit), range)
}

/** A house rule says nothing about the dose: a line with no other rule has none. */
function checksOfLine(line: Prescription, facts: Facts, { lineRules }: RuleBook): Check[] {
  const made = lineRules.map((rule) => ({ rule, made: checkBy(rule, rule.check(line, facts), line.id) }))
  const isCovered = made.some(({ rule, made }) => made.length > 0 && rule.standing !== 'house')
  return [...made.flatMap(({ made }) => made), ...(isCovered ? [] : [noRule(line.id)])]
}

function checkBy(rule: Rule, ruling: Ruling | null, prescriptionId: string | null): Check[] {
  return ruling ? [{ ruleId: rule.id, prescriptionId, citation: rule.source, ...ruling }] : []
}

function noRule(prescriptionId: string): Check {
  const says = 'no rule for this line'
  return {
    ruleId: 'no-rule',
    prescriptionId,
    verdict: 'no-rule',
    value: '',
    range: '',
    says,
    citation: '',
    track: null,
  }
}
