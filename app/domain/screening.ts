/** A screening: answers in, outcome out, with the reasons and who must decide. */
import { decidingPressure } from './blood-pressure'
import { type ConditionCode, conditionOf } from './conditions'
import { type Limb, limbs } from './limb'
import { type Measures, risks } from './measured-risks'
import type { Refusal } from './refusal'

export const screeningOutcomes = ['standard', 'precaution', 'elevated', 'no-restriction', 'no-exercise'] as const
/** In rising severity; `no-restriction` and `no-exercise` are the two kinds of prohibited. */
export type ScreeningOutcome = (typeof screeningOutcomes)[number]

/** `limb` only where the condition sits in one. Blood pressures in the order taken: all are kept, the last decides. */
export type ScreeningAnswers = Measures & { conditions: { code: ConditionCode; limb: Limb | null }[] }

/** `appliesTo`: what the outcome is of; a reason for BFR alone is a precaution for a program without restriction. */
export type ScreeningReason = {
  code: string
  outcome: ScreeningOutcome | 'advise'
  limb: Limb | null
  appliesTo: 'bfr' | 'all'
  says: string
  source: string
}

/** `bfr` for programs with restriction, `plain` for those without. */
export type ScopedOutcome = { scope: 'all' | Limb; bfr: ScreeningOutcome; plain: ScreeningOutcome }

/** The scope 'all' stands first, then each limb in which something sits: what stands there, all reasons together. */
export type ScreeningResult = { reasons: ScreeningReason[]; outcomes: ScopedOutcome[] }

export function screen(answers: ScreeningAnswers): ScreeningResult {
  const reasons = [...answers.conditions.map(ofCondition), ...ofMeasures(answers)]
  const touched = limbs.filter((limb) => reasons.some((reason) => reason.limb === limb))
  const everywhere = reasons.filter((reason) => reason.limb === null)
  return {
    reasons: reasons.sort((a, b) => severityOf(b.outcome) - severityOf(a.outcome)),
    outcomes: [
      scoped('all', everywhere),
      ...touched.map((limb) => scoped(limb, [...everywhere, ...reasons.filter((reason) => reason.limb === limb)])),
    ],
  }
}

/** What keeps a screening from being confirmed: today's blood pressure is never taken from an old record. */
export function missing(answers: Pick<ScreeningAnswers, 'bloodPressures'>): Refusal[] {
  return decidingPressure(answers.bloodPressures) ? [] : ['blood-pressure-missing']
}

/** The worst of the whole client and these limbs. */
export function outcomeFor(
  outcomes: readonly ScopedOutcome[],
  on: { isBfr: boolean; limbs: readonly Limb[] },
): ScreeningOutcome {
  const standing = outcomes.filter(({ scope }) => scope === 'all' || on.limbs.includes(scope))
  return worst(standing.map(({ bfr, plain }) => (on.isBfr ? bfr : plain)))
}

export function worst(outcomes: readonly ScreeningOutcome[]): ScreeningOutcome {
  return outcomes.reduce<ScreeningOutcome>((a, b) => (severityOf(b) > severityOf(a) ? b : a), 'standard')
}

/** Who may decide; a clinic may demand a doctor for a precaution. Nobody: it cannot be submitted. */
export function deciderFor(
  outcome: ScreeningOutcome,
  isDoctorForPrecautions = false,
): 'physical-therapist-or-doctor' | 'doctor' | 'nobody' {
  if (outcome === 'no-restriction' || outcome === 'no-exercise') return 'nobody'
  if (outcome === 'elevated' || (outcome === 'precaution' && isDoctorForPrecautions)) return 'doctor'
  return 'physical-therapist-or-doctor'
}

function ofCondition({ code, limb }: ScreeningAnswers['conditions'][number]): ScreeningReason {
  const { name, outcome, appliesTo, sitsInLimb, source } = conditionOf(code)
  const seat = sitsInLimb ? limb : null
  const where = seat ? ` in the ${seat.replace('-', ' ')}` : ', limb not named: counts for every limb'
  return { code, outcome, appliesTo, limb: seat, says: sitsInLimb ? name + where : name, source }
}

function ofMeasures(answers: Measures): ScreeningReason[] {
  return risks.flatMap(({ code, outcome, appliesTo, source, says }) => {
    const said = says(answers)
    return said ? [{ code, outcome, appliesTo, limb: null, says: said, source }] : []
  })
}

function scoped(scope: ScopedOutcome['scope'], reasons: readonly ScreeningReason[]): ScopedOutcome {
  return { scope, bfr: worst(reasons.map(ofBfr)), plain: worst(reasons.map(ofPlain)) }
}

function ofBfr({ outcome }: ScreeningReason): ScreeningOutcome {
  return outcome === 'advise' ? 'standard' : outcome
}

function ofPlain({ outcome, appliesTo }: ScreeningReason): ScreeningOutcome {
  if (outcome === 'advise') return 'standard'
  return appliesTo === 'all' ? outcome : 'precaution'
}

function severityOf(outcome: ScreeningReason['outcome']): number {
  return outcome === 'advise' ? -1 : screeningOutcomes.indexOf(outcome)
}
