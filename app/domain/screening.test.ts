import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ConditionCode, conditionCodes, conditionOf } from './conditions'
import { limbs } from './limb'
import { risks } from './measured-risks'
import {
  deciderFor,
  missing,
  outcomeFor,
  type ScreeningAnswers,
  type ScreeningOutcome,
  screen,
  screeningOutcomes,
  worst,
} from './screening'

const healthy: ScreeningAnswers = {
  ageYears: 34,
  bmi: 24.1,
  conditions: [],
  bloodPressures: [{ systolic: 118, diastolic: 76 }],
  painNrs: 2,
  surgery: null,
  medication: { isOnAnticoagulant: false, anticoagulantFor: null, isOnOestrogen: false },
}

function overall(part: Partial<ScreeningAnswers>) {
  const [all] = screen({ ...healthy, ...part }).outcomes
  return [all?.scope, all?.bfr, all?.plain]
}

function codes(part: Partial<ScreeningAnswers>) {
  return screen({ ...healthy, ...part }).reasons.map(({ code, outcome }) => [code, outcome])
}

/** Clinical-rules, "Who must not, who needs whom", written out by hand: with restriction, and without. */
const ofTheClient: [ConditionCode, ScreeningOutcome, ScreeningOutcome][] = [
  ['unstable-angina', 'no-exercise', 'no-exercise'],
  ['infarction-recent', 'no-exercise', 'no-exercise'],
  ['heart-failure-nyha-3-4', 'no-exercise', 'no-exercise'],
  ['arrhythmia-uncontrolled', 'no-exercise', 'no-exercise'],
  ['aortic-aneurysm', 'no-exercise', 'no-exercise'],
  ['acute-illness-with-fever', 'no-exercise', 'no-exercise'],
  ['pregnancy', 'no-restriction', 'precaution'],
  ['blood-clot-history', 'no-restriction', 'precaution'],
  ['sickle-cell-disease', 'no-restriction', 'precaution'],
  ['hypertension', 'elevated', 'precaution'],
  ['heart-disease-other', 'elevated', 'precaution'],
  ['infarction-old', 'elevated', 'precaution'],
  ['arrhythmia-controlled', 'elevated', 'precaution'],
  ['heart-failure-nyha-1-2', 'elevated', 'precaution'],
  ['heart-failure-class-unknown', 'elevated', 'precaution'],
  ['vascular-disease', 'elevated', 'precaution'],
  ['stroke-or-tia', 'elevated', 'precaution'],
  ['peripheral-arterial-disease', 'elevated', 'precaution'],
  ['poor-circulation', 'elevated', 'precaution'],
  ['varicose-veins', 'elevated', 'precaution'],
  ['cancer', 'precaution', 'precaution'],
  ['thrombophilia', 'precaution', 'precaution'],
  ['immobile-for-a-day', 'precaution', 'precaution'],
  ['leg-paralysis', 'precaution', 'precaution'],
  ['muscle-wasting-illness', 'precaution', 'precaution'],
  ['chronic-pain', 'precaution', 'precaution'],
  ['diabetes', 'precaution', 'precaution'],
]
const ofTheLimb: [ConditionCode, ScreeningOutcome][] = [
  ['open-wound', 'no-restriction'],
  ['limb-infection', 'no-restriction'],
  ['crush-injury', 'no-restriction'],
  ['dialysis-access', 'no-restriction'],
  ['vascular-graft', 'no-restriction'],
  ['lymphoedema', 'elevated'],
]

describe('a condition', () => {
  it.each(ofTheClient)('%s: %s with restriction, %s without', (code, bfr, plain) => {
    // A limb given by mistake does not narrow what concerns the whole client.
    for (const limb of [null, 'left-leg'] as const) {
      expect(screen({ ...healthy, conditions: [{ code, limb }] }).outcomes).toEqual([{ scope: 'all', bfr, plain }])
    }
  })

  it.each(ofTheLimb)('%s: %s in its limb, and nowhere else', (code, bfr) => {
    expect(screen({ ...healthy, conditions: [{ code, limb: 'left-leg' }] }).outcomes).toEqual([
      { scope: 'all', bfr: 'standard', plain: 'standard' },
      { scope: 'left-leg', bfr, plain: 'precaution' },
    ])
  })

  it.each(ofTheLimb)('%s: %s for every limb when nobody said in which', (code, bfr) => {
    expect(overall({ conditions: [{ code, limb: null }] })).toEqual(['all', bfr, 'precaution'])
  })

  it('of the table is one of these, and none is left out', () => {
    expect([...ofTheClient, ...ofTheLimb].map(([code]) => code).sort()).toEqual([...conditionCodes].sort())
  })

  it('says in which limb it sits', () => {
    const [reason] = screen({ ...healthy, conditions: [{ code: 'open-wound', limb: 'right-arm' }] }).reasons
    expect(reason).toMatchObject({ limb: 'right-arm', says: 'Open wound in the right arm', appliesTo: 'bfr' })
  })

  it('without a limb says that it counts for every one', () => {
    const [reason] = screen({ ...healthy, conditions: [{ code: 'open-wound', limb: null }] }).reasons
    expect(reason?.says).toBe('Open wound, limb not named: counts for every limb')
  })
})

describe("today's blood pressure", () => {
  it.each([
    [129.9, 79.9, 'standard', 'standard', null],
    [130, 79, 'standard', 'standard', 'blood-pressure-raised'],
    [120, 80, 'standard', 'standard', 'blood-pressure-raised'],
    [139.9, 89.9, 'standard', 'standard', 'blood-pressure-raised'],
    [140, 70, 'elevated', 'precaution', 'blood-pressure-high'],
    [120, 90, 'elevated', 'precaution', 'blood-pressure-high'],
    [159.9, 99.9, 'elevated', 'precaution', 'blood-pressure-high'],
    [160, 70, 'elevated', 'elevated', 'blood-pressure-loaded-exercise'],
    [120, 100, 'elevated', 'elevated', 'blood-pressure-loaded-exercise'],
    [179.9, 109.9, 'elevated', 'elevated', 'blood-pressure-loaded-exercise'],
    [180, 70, 'no-exercise', 'no-exercise', 'blood-pressure-stop'],
    [120, 110, 'no-exercise', 'no-exercise', 'blood-pressure-stop'],
    [187.5, 114.3, 'no-exercise', 'no-exercise', 'blood-pressure-stop'],
    [184.5, 115.4, 'no-exercise', 'no-exercise', 'blood-pressure-stop'],
  ])('of %s/%s comes out %s with restriction, %s without', (systolic, diastolic, bfr, plain, code) => {
    const result = screen({ ...healthy, bloodPressures: [{ systolic, diastolic }] })
    expect(result.outcomes).toEqual([{ scope: 'all', bfr, plain }])
    expect(result.reasons.map((reason) => reason.code)).toEqual(code ? [code] : [])
  })

  it('counts as repeated, and names the reading before', () => {
    const bloodPressures = [
      { systolic: 182, diastolic: 104 },
      { systolic: 150, diastolic: 88 },
    ]
    const [reason] = screen({ ...healthy, bloodPressures }).reasons
    expect(reason?.says).toBe('Blood pressure 150/88 today (before that 182/104): a doctor decides on restriction')
  })

  it('keeps the screening from being confirmed while it is missing, or half of it is', () => {
    expect(missing(healthy)).toEqual([])
    expect(missing({ bloodPressures: [] })).toEqual(['blood-pressure-missing'])
    expect(missing({ bloodPressures: [{ systolic: 120, diastolic: Number.NaN }] })).toEqual(['blood-pressure-missing'])
    expect(codes({ bloodPressures: [] })).toEqual([['blood-pressure-not-measured', 'advise']])
  })
})

describe('what is measured or asked', () => {
  it('of somebody healthy is a standard without a reason', () => {
    expect(screen(healthy)).toEqual({
      reasons: [],
      outcomes: [{ scope: 'all', bfr: 'standard', plain: 'standard' }],
    })
  })

  it.each([
    ['age 59', { ageYears: 59 }, []],
    ['age 60', { ageYears: 60 }, [['age-60', 'precaution']]],
    ['an age that is no number', { ageYears: Number.NaN }, [['age-60', 'precaution']]],
    ['BMI 30', { bmi: 30 }, []],
    ['BMI 30.1', { bmi: 30.1 }, [['bmi-over-30', 'precaution']]],
    ['no BMI', { bmi: null }, [['bmi-not-known', 'advise']]],
    ['surgery 5 weeks ago', { surgery: { weeksAgo: 5 } }, []],
    ['surgery 4 weeks ago', { surgery: { weeksAgo: 4 } }, [['surgery-in-4-weeks', 'precaution']]],
    ['pain 6', { painNrs: 6 }, []],
    ['pain 7', { painNrs: 7 }, [['pain-7', 'advise']]],
    ['pain not asked', { painNrs: null }, []],
    [
      'oestrogen',
      { medication: { ...healthy.medication, isOnOestrogen: true } },
      [['oestrogen-therapy', 'precaution']],
    ],
    [
      'an anticoagulant',
      { medication: { ...healthy.medication, isOnAnticoagulant: true } },
      [['anticoagulant', 'advise']],
    ],
  ])('%s', (_, part, expected) => {
    expect(codes(part)).toEqual(expected)
  })

  it('asks what an anticoagulant is for, and says so once it is known', () => {
    const on = (anticoagulantFor: string | null) =>
      screen({ ...healthy, medication: { ...healthy.medication, isOnAnticoagulant: true, anticoagulantFor } }).reasons
    expect(on(null)[0]?.says).toBe('Anticoagulant or antiplatelet: ask what for')
    expect(on(' ')[0]?.says).toBe('Anticoagulant or antiplatelet: ask what for')
    expect(on('stent 2018')[0]?.says).toBe('Anticoagulant or antiplatelet, for: stent 2018')
  })

  it('reminds of clot signs after surgery', () => {
    const [reason] = screen({ ...healthy, surgery: { weeksAgo: 2 } }).reasons
    expect(reason?.says).toBe('Surgery 2 weeks ago: screen for clot signs first')
  })

  it('lists every reason, the gravest first', () => {
    const part = { ageYears: 71, conditions: [{ code: 'diabetes', limb: null }], painNrs: 8 } as const
    const found = codes({ ...part, conditions: [...part.conditions, { code: 'pregnancy', limb: null }] })
    expect(found.map(([code]) => code)).toEqual(['pregnancy', 'diabetes', 'age-60', 'pain-7'])
  })

  it('leaves a rule that is not verified, or the house alone asks for, an advice', () => {
    for (const { standing, outcome } of risks) {
      if (standing === 'not-verified' || standing === 'house') expect(outcome).toBe('advise')
    }
    for (const code of conditionCodes) expect(['sourced', 'secondary']).toContain(conditionOf(code).standing)
  })
})

describe('the outcome of a program', () => {
  const { outcomes } = screen({
    ...healthy,
    ageYears: 64,
    conditions: [
      { code: 'lymphoedema', limb: 'left-arm' },
      { code: 'open-wound', limb: 'right-leg' },
    ],
  })

  it.each([
    [['left-leg'], true, 'precaution'],
    [['left-arm'], true, 'elevated'],
    [['left-arm', 'right-leg'], true, 'no-restriction'],
    [['right-leg'], false, 'precaution'],
    [[], true, 'precaution'],
  ] as const)('on %s, with restriction %s, is %s', (on, isBfr, expected) => {
    expect(outcomeFor(outcomes, { isBfr, limbs: on })).toBe(expected)
  })

  it('is decided by whoever may', () => {
    const deciders = screeningOutcomes.map((outcome) => [deciderFor(outcome), deciderFor(outcome, true)])
    expect(deciders).toEqual([
      ['physical-therapist-or-doctor', 'physical-therapist-or-doctor'],
      ['physical-therapist-or-doctor', 'doctor'],
      ['doctor', 'doctor'],
      ['nobody', 'nobody'],
      ['nobody', 'nobody'],
    ])
  })

  it('is standard where nothing stands', () => {
    expect(worst([])).toBe('standard')
  })
})

const anyCondition = fc.record({
  code: fc.constantFrom(...conditionCodes),
  limb: fc.option(fc.constantFrom(...limbs)),
})
const anyAnswers: fc.Arbitrary<ScreeningAnswers> = fc.record({
  ageYears: fc.integer({ min: 0, max: 110 }),
  bmi: fc.option(fc.double({ min: 12, max: 60, noNaN: true })),
  conditions: fc.array(anyCondition, { maxLength: 6 }),
  bloodPressures: fc.array(
    fc.record({
      systolic: fc.double({ min: 60, max: 250, noNaN: true }),
      diastolic: fc.double({ min: 30, max: 150, noNaN: true }),
    }),
    { maxLength: 3 },
  ),
  painNrs: fc.option(fc.integer({ min: 0, max: 10 })),
  surgery: fc.option(fc.record({ weeksAgo: fc.integer({ min: 0, max: 60 }) })),
  medication: fc.record({
    isOnAnticoagulant: fc.boolean(),
    anticoagulantFor: fc.constantFrom(null, 'stent'),
    isOnOestrogen: fc.boolean(),
  }),
})

function rank(outcome: ScreeningOutcome): number {
  return screeningOutcomes.indexOf(outcome)
}

describe('whatever is answered', () => {
  it('one condition more never lowers an outcome, on any limb, with restriction or without', () => {
    fc.assert(
      fc.property(
        anyAnswers,
        anyCondition,
        fc.subarray([...limbs]),
        fc.boolean(),
        (answers, condition, limbs, isBfr) => {
          const before = outcomeFor(screen(answers).outcomes, { isBfr, limbs })
          const more = screen({ ...answers, conditions: [...answers.conditions, condition] })
          expect(rank(outcomeFor(more.outcomes, { isBfr, limbs }))).toBeGreaterThanOrEqual(rank(before))
        },
      ),
    )
  })

  it('restriction is never easier than none, and a limb never easier than the client', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const [all, ...there] = screen(answers).outcomes
        if (!all) throw new Error('The whole client always has an outcome.')
        expect(all.scope).toBe('all')
        for (const scope of [all, ...there]) {
          expect(rank(scope.bfr)).toBeGreaterThanOrEqual(rank(scope.plain))
          expect(rank(scope.bfr)).toBeGreaterThanOrEqual(rank(all.bfr))
          expect(rank(scope.plain)).toBeGreaterThanOrEqual(rank(all.plain))
        }
      }),
    )
  })

  it('no reason stands without a source, and no outcome without a reason', () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const { reasons, outcomes } = screen(answers)
        for (const { source, says } of reasons) expect(source.length * says.length).toBeGreaterThan(0)
        const isStandard = outcomes.every(({ bfr }) => bfr === 'standard')
        expect(isStandard).toBe(reasons.every(({ outcome }) => outcome === 'advise'))
      }),
    )
  })
})
