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

/** `beside`: checks of the same subject that are within. `finding`: as it was stored when the version was submitted. */
export type ReviewRow = {
  subject: string
  /** The first row of its subject. */
  isLead: boolean
  check: Check
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

/** What was found at submission and is within by now keeps its row: it is answered all the same. */
function rowsOf(checks: readonly Check[], findings: readonly StoredFinding[], changes: readonly Change[]): ReviewRow[] {
  return subjects.flatMap(({ name, rules, fields }) => {
    const own = rules.flatMap((rule) => checks.filter(({ ruleId }) => ruleId === rule))
    const isOutside = (check: Check) =>
      check.verdict !== 'within' ||
      findings.some(({ ruleId, severity }) => ruleId === check.ruleId && severity !== 'advise')
    const led = own.filter((check, index) => index === 0 || isOutside(check))
    return led.map((check, index) => ({
      subject: name,
      isLead: index === 0,
      check,
      beside: index === 0 ? own.filter((each) => !led.includes(each)) : [],
      finding: findings.find(({ ruleId }) => ruleId === check.ruleId) ?? null,
      changes: index === 0 ? changes.filter(({ field }) => fields.some((each) => each === field)) : [],
    }))
  })
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
