import { describe, expect, it } from 'vitest'
import type { ScreeningOutcome } from '../screening'
import { bfrLine, checkOf, facts, ofLine, plainLine, restriction, verdictOf } from './facts.fixture'
import { outcomeOfLines } from './screening'

function screened(bfr: ScreeningOutcome, plain: ScreeningOutcome) {
  return { screening: [{ scope: 'all' as const, bfr, plain }] }
}

describe('screening-outcome', () => {
  it.each([
    ['standard', 'within', 'within'],
    ['precaution', 'justify', "a physical therapist's or doctor's written reason"],
    ['elevated', 'justify', "a doctor's written justification"],
    ['no-restriction', 'stop', 'no restriction for this client: offer the program without it'],
    ['no-exercise', 'stop', 'no exercise of any kind: refer to a doctor'],
  ] as const)('%s: %s', (outcome, verdict, says) => {
    const held = { ...facts, ...screened(outcome, outcome === 'no-exercise' ? outcome : 'standard') }
    expect(checkOf('screening-outcome', held)).toMatchObject({ verdict, says, value: outcome, prescriptionId: null })
  })

  it('without a confirmed screening: stop', () => {
    expect(verdictOf('screening-outcome', { ...facts, screening: null })).toBe('stop')
  })

  it('offers what is prohibited with restriction without it', () => {
    const pregnant = screened('no-restriction', 'precaution')
    expect(verdictOf('screening-outcome', { ...facts, ...pregnant })).toBe('stop')
    expect(verdictOf('screening-outcome', ofLine(plainLine, pregnant))).toBe('justify')
  })
})

describe('the outcome over the lines of a version', () => {
  const wounded = [
    { scope: 'all', bfr: 'standard', plain: 'standard' },
    { scope: 'left-leg', bfr: 'no-restriction', plain: 'precaution' },
  ] as const

  it.each([
    ['a cuff on that limb', [bfrLine], 'no-restriction'],
    ['a cuff on another', [{ ...bfrLine, limb: 'right-leg' }], 'standard'],
    ['a cuff on no limb in particular', [{ ...bfrLine, limb: null }], 'no-restriction'],
    ['a cuff on a line that does not call itself BFR', [{ ...plainLine, restriction }], 'no-restriction'],
    ['plain work with that limb', [plainLine], 'precaution'],
    ['plain work of the trunk', [{ ...plainLine, limb: null }], 'precaution'],
    ['plain work there, a cuff elsewhere', [plainLine, { ...bfrLine, limb: 'right-leg' }], 'precaution'],
    ['no lines yet', [], 'standard'],
  ] as const)('%s: %s', (_, lines, expected) => {
    expect(outcomeOfLines(wounded, lines)).toBe(expected)
  })
})
