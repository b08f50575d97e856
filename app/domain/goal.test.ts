import { describe, expect, test } from 'vitest'
import {
  type AskedGoal,
  type GoalFacts,
  type GoalKind,
  goalKinds,
  mayTakeBackGoal,
  maySetGoal,
  parseGoal,
} from './goal'

describe('a goal as it is typed', () => {
  test.each<[GoalKind, string, number, string, string]>([
    ['one-rm', '60', 60_000, '60', 'kg'],
    ['one-rm', '62,5', 62_500, '62.5', 'kg'],
    // The pound of 1959: 453.59237 g.
    ['one-rm', '135 lb', 61_235, '135', 'lb'],
    ['one-rm', '1000', 1_000_000, '1000', 'kg'],
    ['isometric-force', '250', 250_000, '250', 'N'],
    ['isometric-force', '250.5 N', 250_500, '250.5', 'N'],
    // Standard gravity: 25 × 9.80665 N.
    ['isometric-force', '25 kg', 245_166, '25', 'kg'],
    // 50 × 4.4482216152605 N.
    ['isometric-force', '50lbf', 222_411, '50', 'lb'],
    ['isometric-force', '20000', 20_000_000, '20000', 'N'],
    ['girth', '48,5', 485, '48.5', 'cm'],
    ['endurance', '20', 20, '20', 'reps'],
    ['range-of-motion', '135', 135, '135', 'deg'],
    ['range-of-motion', '-5', -5, '-5', 'deg'],
    ['pain', '0', 0, '0', 'nrs'],
    ['pain', '10', 10, '10', 'nrs'],
    ['score', '72', 7_200, '72', 'points'],
    ['score', '72,5', 7_250, '72.5', 'points'],
    ['score', '-1.25', -125, '-1.25', 'points'],
  ])('of %s, "%s", means %d', (kind, text, amount, enteredValue, enteredUnit) => {
    expect(parseGoal(kind, text, 'kg')).toEqual({ amount, enteredValue, enteredUnit })
  })

  test('of a load is in the unit of the form', () => {
    expect(parseGoal('one-rm', '135', 'lb')).toEqual({ amount: 61_235, enteredValue: '135', enteredUnit: 'lb' })
  })

  test.each<[GoalKind, string]>([
    ['one-rm', '0'],
    ['one-rm', '1000.001'],
    ['one-rm', '-60'],
    ['one-rm', '1,000'],
    ['isometric-force', '0'],
    ['isometric-force', '20001'],
    ['isometric-force', '-250'],
    ['isometric-force', '25 st'],
    ['girth', '4.9'],
    ['girth', '201'],
    ['endurance', '0'],
    ['endurance', '1001'],
    ['endurance', '12.5'],
    ['range-of-motion', '361'],
    ['range-of-motion', '-91'],
    ['pain', '11'],
    ['pain', '-1'],
    ['pain', '2.5'],
    ['score', '72.555'],
    ['score', 'good'],
    ['score', '10001'],
  ])('of %s, "%s", is refused', (kind, text) => {
    expect(parseGoal(kind, text, 'kg')).toBeNull()
  })

  test.each(goalKinds)('of %s is no goal when nothing is typed', (kind) => {
    expect(parseGoal(kind, ' ', 'kg')).toBeNull()
  })
})

describe('who sets a goal', () => {
  const asked: AskedGoal = {
    ...{ kind: 'one-rm', subject: 'Leg extension', side: 'left' },
    ...{ amount: 60_000, enteredValue: '60', enteredUnit: 'kg' },
  }
  const facts: GoalFacts = { subjects: ['Leg extension'], scale: null, newest: null }
  const lefs = { ...asked, kind: 'score', subject: 'LEFS' } as const
  const of80 = { subjects: ['LEFS'], scale: { low: 0, high: 8_000 }, newest: null }

  test.each<[string, AskedGoal, GoalFacts, string | true]>([
    ['sets the first', asked, facts, true],
    ['names something this client is measured with', { ...asked, subject: 'Leg press' }, facts, 'goal-subject-unknown'],
    ['names one limb for a girth', { ...asked, kind: 'girth', side: 'both' }, facts, 'goal-side-unfit'],
    ['stays within the questionnaire, its ends among it', { ...lefs, amount: 8_000 }, of80, true],
    ['does not go above it', { ...lefs, amount: 8_001 }, of80, 'goal-out-of-scale'],
    ['does not go below it', { ...lefs, amount: -1 }, of80, 'goal-out-of-scale'],
    ['replaces one they have read', asked, { ...facts, newest: { seq: 5, amount: 50_000 } }, true],
    ['sets anew what was taken back', asked, { ...facts, newest: { seq: 5, amount: null } }, true],
    ['reads what a colleague set meanwhile', asked, { ...facts, newest: { seq: 6, amount: 50_000 } }, 'goal-changed'],
    ['changes something', asked, { ...facts, newest: { seq: 5, amount: 60_000 } }, 'nothing-changed'],
  ])('%s', (_says, goal, given, verdict) => {
    expect(maySetGoal(goal, given, 5)).toEqual(verdict === true ? { ok: true } : { ok: false, why: verdict })
  })

  test('takes back only the one that holds', () => {
    expect(mayTakeBackGoal({ holds: true })).toEqual({ ok: true })
    expect(mayTakeBackGoal({ holds: false })).toEqual({ ok: false, why: 'goal-not-set' })
  })
})
