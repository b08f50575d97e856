/** What a change of settings does to what is there: how many of what, or what is worked out otherwise from then on. */
import { estimateOneRm, type Formula } from './strength'
import { inUnit, type LoadUnit, parseLoad } from './units'

export type SettingEffectKind =
  | 'screenings-stale'
  | 'screenings-count-again'
  | 'decisions-late'
  | 'decisions-for-doctors'
  | 'decisions-for-all'
  | 'windows-past'
  | 'red-flags-escalate'
  | 'factors-missing'
export type CountedEffect = { kind: SettingEffectKind; count: number }
export type FormulaEffect = { kind: 'formula-changes'; from: Formula; to: Formula }
export type SettingEffect = CountedEffect | FormulaEffect

/** What was read and agreed to, as it comes back with the form: other numbers are read again. */
export function agreementOf(effects: readonly SettingEffect[]): string {
  const what = (effect: SettingEffect) => ('count' in effect ? effect.count : `${effect.from}-${effect.to}`)
  return effects.map((effect) => `${effect.kind}=${what(effect)}`).join(' ')
}

/** A set of a test as one is done in a clinic, to show what a formula makes of it. */
export const sampleSet = { reps: 8, load: { kg: '80', lb: '175' } } as const

/** What a formula makes of the sample, in the unit it is given in, to one decimal. */
export function sampleEstimate(formula: Formula, unit: LoadUnit): number {
  const loadG = parseLoad(sampleSet.load[unit], unit)?.loadG ?? null
  const estimate = estimateOneRm({ loadG, reps: sampleSet.reps, isRestricted: false, isTestOrRpe9: true, formula })
  return estimate.ok ? Math.round(inUnit(estimate.loadG, unit) * 10) / 10 : 0
}
