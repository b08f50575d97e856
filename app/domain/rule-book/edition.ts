/** The rule book of this edition: every rule, in the order it is shown. */
import { bfrAerobic, bfrAerobicMinutes } from './aerobic'
import { frequency, rehabWindow } from './frequency'
import { loadJump, loadRange } from './load'
import { bfrPassive } from './passive'
import { bfrCredential } from './people'
import { cuffWidthRecorded, pressure, pressureMeasured } from './pressure'
import { reperfusion, restrictionCeiling, restrictionTime } from './restriction'
import type { LineRule, Rule, RuleBook, VersionRule } from './rule'
import { screeningOutcome } from './screening'
import { repTempo, restBetweenSets, setCount } from './sets'

/** Stored with every version; findings of an older edition stay as they were. */
export const edition = '2026.1'

export const lineRules: readonly LineRule[] = [
  loadRange,
  loadJump,
  setCount,
  restBetweenSets,
  repTempo,
  pressure,
  pressureMeasured,
  cuffWidthRecorded,
  restrictionTime,
  restrictionCeiling,
  reperfusion,
  bfrAerobic,
  bfrAerobicMinutes,
  bfrPassive,
]

export const versionRules: readonly VersionRule[] = [frequency, rehabWindow, bfrCredential, screeningOutcome]

/** What a version is held against today. */
export const ruleBook: RuleBook = { edition, lineRules, versionRules }

export const rules: readonly Rule[] = [...lineRules, ...versionRules]

/** Null for what no rule of this edition is called. */
export function ruleOf(ruleId: string): Rule | null {
  return rules.find(({ id }) => id === ruleId) ?? null
}
