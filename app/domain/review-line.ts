/** A version against the rule book as a clinician reads it: line by line, what belongs together in one row. */
import type { StoredFinding } from './decision-record'
import type { Prescription } from './prescription'
import type { Check } from './rule-book/rule'
import type { Change } from './version-diff'

/** The subjects of a row, each with its rules: the first leads, the others are said beside it while they are within. */
const subjects = [
  { name: 'Load', rules: ['load-range', 'load-jump'], fields: ['Load'] },
  { name: 'Pressure', rules: ['pressure', 'pressure-measured', 'cuff-width'], fields: ['Pressure', 'Cuff width'] },
  {
    name: 'Sets',
    rules: ['set-count', 'rest-between-sets', 'rep-tempo'],
    fields: ['Sets and reps', 'Rest between sets', 'Tempo'],
  },
  {
    name: 'Restriction',
    rules: ['restriction-time', 'restriction-ceiling', 'reperfusion', 'bfr-passive'],
    fields: ['Restriction time', 'Reperfusion'],
  },
  { name: 'Aerobic', rules: ['bfr-aerobic', 'bfr-aerobic-minutes'], fields: ['Intensity', 'Minutes'] },
  { name: 'Frequency', rules: ['frequency'], fields: ['Sessions a week', 'Sessions a day', 'Weeks'] },
  { name: 'Rehab window', rules: ['window'], fields: ['Extension'] },
  { name: 'Trainer', rules: ['bfr-credential'], fields: [] },
  { name: 'Screening', rules: ['screening-outcome'], fields: [] },
] as const

/**
 * `finding`: as it was stored when the version was submitted; it stands, whatever is found now. `check`: what is found
 * now; null where today's rule book has nothing to say. One of the two is there. `beside`: checks of the same subject
 * that are within, and were.
 */
export type ReviewRow = {
  /** Of a rule that has none here: the rule's own id. */
  subject: string
  /** The first row of its subject. */
  isLead: boolean
  ruleId: string
  check: Check | null
  beside: Check[]
  finding: StoredFinding | null
  changes: Change[]
}

/** `line` null: the version as a whole. */
export type ReviewLine = { line: Prescription | null; rows: ReviewRow[]; isUncovered: boolean }

type Reviewed = {
  lines: readonly Prescription[]
  checks: readonly Check[]
  findings: readonly StoredFinding[]
  changes: readonly Change[]
}

export function reviewLines({ lines, ...all }: Reviewed): ReviewLine[] {
  return [...lines, null].map((line) => {
    const lineId = line?.id ?? null
    const checks = all.checks.filter(({ prescriptionId }) => prescriptionId === lineId)
    return {
      line,
      isUncovered: checks.some(({ verdict }) => verdict === 'no-rule'),
      rows: rowsOf(
        checks.filter(({ verdict }) => verdict !== 'no-rule'),
        all.findings.filter(({ prescriptionId }) => prescriptionId === lineId),
        all.changes.filter((change) => change.lineId === lineId && change.kind === 'changed'),
      ),
    }
  })
}

/** What was found at submission keeps its row, though it is within by now, or its rule is gone from the book. */
function rowsOf(checks: readonly Check[], findings: readonly StoredFinding[], changes: readonly Change[]): ReviewRow[] {
  const known = subjects.flatMap(({ name, rules, fields }) => {
    const found = rules.flatMap((rule) => pairOf(rule, checks, findings) ?? [])
    const led = found.filter((each, index) => index === 0 || each.finding || each.check?.verdict !== 'within')
    const beside = found.flatMap((each) => (led.includes(each) ? [] : (each.check ?? [])))
    return led.map((each, index) => ({
      ...each,
      subject: name,
      isLead: index === 0,
      beside: index === 0 ? beside : [],
      changes: index === 0 ? changes.filter(({ field }) => fields.some((each) => each === field)) : [],
    }))
  })
  return [...known, ...rowsOfOtherRules(findings)]
}

type Pair = Pick<ReviewRow, 'ruleId' | 'check' | 'finding'>

function pairOf(ruleId: string, checks: readonly Check[], findings: readonly StoredFinding[]): Pair | null {
  const check = checks.find((each) => each.ruleId === ruleId) ?? null
  const finding = findings.find((each) => each.ruleId === ruleId) ?? null
  return check || finding ? { ruleId, check, finding } : null
}

/** Of an edition that had rules of other names. */
function rowsOfOtherRules(findings: readonly StoredFinding[]): ReviewRow[] {
  const named: readonly string[] = subjects.flatMap(({ rules }) => [...rules])
  return findings
    .filter(({ ruleId }) => !named.includes(ruleId))
    .map((finding) => ({
      subject: finding.ruleId,
      isLead: true,
      ruleId: finding.ruleId,
      check: null,
      beside: [],
      finding,
      changes: [],
    }))
}

/** The findings to justify, with the check that stands now: its track shows what a limit would cure. */
export function toJustify(
  findings: readonly StoredFinding[],
  checks: readonly Check[],
): { finding: StoredFinding; check: Check | null }[] {
  return findings
    .filter(({ severity }) => severity === 'justify')
    .map((finding) => ({
      finding,
      check:
        checks.find(
          ({ ruleId, prescriptionId }) => ruleId === finding.ruleId && prescriptionId === finding.prescriptionId,
        ) ?? null,
    }))
}
