/** The seven formulas of an estimated 1RM as people read them: w is the load, r the repetitions. */
import { type Formula, formulas } from '~/domain/strength'

export const formulaTexts: Record<Formula, string> = {
  epley: 'w (1 + r ÷ 30); one repetition gives w',
  brzycki: 'w ÷ (1.0278 − 0.0278 r)',
  lombardi: 'w · r^0.10',
  oconner: 'w (1 + 0.025 r)',
  wathan: '100 w ÷ (48.8 + 53.8 e^(−0.075 r))',
  mayhew: '100 w ÷ (52.2 + 41.9 e^(−0.055 r))',
  lander: '100 w ÷ (101.3 − 2.67123 r)',
}

/** Each was read in a secondary source, none in the publication itself. */
export const formulaSource = 'secondary source'

export function isFormula(word: unknown): word is Formula {
  return formulas.some((formula) => formula === word)
}
