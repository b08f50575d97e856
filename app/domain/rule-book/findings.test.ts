import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noLimits } from '../limits'
import type { Prescription } from '../prescription'
import { edition, lineRules, ruleOf, rules, versionRules } from './edition'
import {
  aerobicLine,
  bfrLine,
  checkOf,
  facts,
  ofCuff,
  ofLine,
  ofSchedule,
  passiveLine,
  plainLine,
} from './facts.fixture'
import { blocksSubmission, checks, curedByLimit, findings, findingsOf } from './findings'
import type { Facts, Finding } from './rule'

describe('the rule book', () => {
  it('has every rule of clinical-rules under its name', () => {
    expect(edition).toBe('2026.1')
    expect(rules.map(({ id }) => id)).toEqual([
      'load-range',
      'load-jump',
      'set-count',
      'rest-between-sets',
      'rep-tempo',
      'pressure',
      'pressure-measured',
      'cuff-width',
      'restriction-time',
      'restriction-ceiling',
      'reperfusion',
      'bfr-aerobic',
      'bfr-aerobic-minutes',
      'bfr-passive',
      'frequency',
      'window',
      'bfr-credential',
      'screening-outcome',
    ])
  })

  it('stops by no rule of the house, and only advises by what is not verified', () => {
    for (const { id, standing, severity } of rules) {
      if (standing === 'house') expect([id, severity]).not.toContain('stop')
      if (standing === 'not-verified') expect([id, severity]).toEqual([id, 'advise'])
    }
  })

  it('gives every rule a sentence, a consequence and a source', () => {
    for (const rule of rules) {
      expect(rule.sentence).toMatch(/\.$/)
      expect(rule.outside.length).toBeGreaterThan(0)
      expect(rule.source.length).toBeGreaterThan(0)
      expect(ruleOf(rule.id)).toBe(rule)
    }
    expect(ruleOf('no-such-rule')).toBeNull()
  })
})

describe('a version within every rule', () => {
  it('has its checks line by line, and no finding', () => {
    const made = checks(facts)
    expect(made.map(({ ruleId, prescriptionId }) => `${prescriptionId} ${ruleId}`)).toEqual([
      'line-1 load-range',
      'line-1 set-count',
      'line-1 rest-between-sets',
      'line-1 rep-tempo',
      'line-1 pressure',
      'line-1 pressure-measured',
      'line-1 cuff-width',
      'line-1 restriction-time',
      'line-1 restriction-ceiling',
      'line-1 reperfusion',
      'null frequency',
      'null bfr-credential',
      'null screening-outcome',
    ])
    expect(new Set(made.map(({ verdict }) => verdict))).toEqual(new Set(['within']))
    expect(findings(facts)).toEqual([])
    expect(blocksSubmission([])).toBe(false)
  })

  it('cites the source of each rule', () => {
    expect(checkOf('pressure', facts)?.citation).toBe('VALD, Fit Cuffs (secondary)')
  })
})

describe('a line no rule covers', () => {
  it('says so, and is not called within', () => {
    for (const mode of ['strength', 'strength-test'] as const) {
      const made = checks(ofLine({ ...plainLine, mode })).filter(({ prescriptionId }) => prescriptionId)
      expect(made).toEqual([
        {
          ruleId: 'no-rule',
          prescriptionId: 'line-2',
          verdict: 'no-rule',
          value: '',
          range: '',
          says: 'no rule for this line',
          citation: '',
          track: null,
        },
      ])
    }
  })

  it('is no finding', () => {
    expect(findings(ofLine(plainLine))).toEqual([])
  })
})

describe('a finding', () => {
  it('names line, rule, severity, value, range and reason', () => {
    const held = ofCuff({ pressure: { kind: 'percent-lop', percent: 90 } })
    expect(findings(held)).toEqual([
      {
        ruleId: 'pressure',
        prescriptionId: 'line-1',
        severity: 'justify',
        value: '90 % of LOP',
        range: '40-80 % of LOP',
        says: 'outside 40-80 % of LOP',
        track: { value: 90, low: 40, high: 80, min: 0, max: 100, unit: '% of LOP' },
      },
    ])
  })

  it('of severity stop keeps a version from being submitted, no other does', () => {
    const severities = (held: Facts) => blocksSubmission(findings(held))
    expect(severities(ofCuff({ pressure: { kind: 'percent-lop', percent: 90 } }))).toBe(false)
    expect(severities({ ...facts, lops: [] })).toBe(false)
    expect(severities(ofCuff({ pressure: { kind: 'percent-lop', percent: 100 } }))).toBe(true)
  })

  it.each([
    [true, false, 'within', 'BFR credential'],
    [false, true, 'within', 'a supervisor with a BFR credential'],
    [false, false, 'justify', 'no BFR credential'],
  ])('of the credential: trained %s, supervised %s: %s', (isBfrTrained, hasTrainedSupervisor, verdict, value) => {
    const raiser = { isBfrTrained, hasTrainedSupervisor }
    expect(checkOf('bfr-credential', { ...facts, raiser })).toMatchObject({ verdict, value })
    expect(checkOf('bfr-credential', ofLine(plainLine, { raiser }))).toBeUndefined()
  })
})

describe('a limit', () => {
  const load = findings(ofLine({ load: { kind: 'percent-1rm', percent: 45 } }))[0]
  const light = findings(ofLine({ load: { kind: 'percent-1rm', percent: 15 } }))[0]
  const heavy = findings(ofLine({ load: { kind: 'percent-1rm', percent: 60 } }))[0]
  const kilograms = findings(ofLine({ load: { kind: 'kg', loadG: 9_000 } }))[0]
  const pressed = findings(ofCuff({ pressure: { kind: 'percent-lop', percent: 90 } }))[0]
  const fixed = findings({ ...ofCuff({ pressure: { kind: 'mmhg', mmhg: 150 } }), lops: [] })[0]
  const often = findings(
    ofSchedule({ sessionsPerWeek: 14, sessionsPerDay: 2 }, { kind: 'extension', extensionDays: 14 }),
  )[0]
  const rested = findings(ofLine({ restSeconds: 90 }))[0]

  it.each([
    ['a load of 45 % by 40 %', load, { maxLoadPercent: 40 }, true],
    ['a load of 45 % by 20 %', load, { maxLoadPercent: 20 }, true],
    ['a load of 45 % by 41 %', load, { maxLoadPercent: 41 }, false],
    ['a load of 45 % by 19 %, which is outside as well', load, { maxLoadPercent: 19 }, false],
    ['a load of 45 % by a limit of pressure', load, { maxPressurePercent: 60 }, false],
    ['a load that is too light', light, { maxLoadPercent: 30 }, false],
    ['a stop', heavy, { maxLoadPercent: 30 }, false],
    ['a load that was not measured', kilograms, { maxLoadPercent: 30 }, false],
    ['a pressure of 90 % by 80 %', pressed, { maxPressurePercent: 80 }, true],
    ['a pressure of 90 % by 81 %', pressed, { maxPressurePercent: 81 }, false],
    ['a fixed pressure without an LOP', fixed, { maxPressurePercent: 60 }, false],
    ['high frequency in an extension by 3 a week', often, { maxSessionsPerWeek: 3 }, true],
    ['high frequency in an extension by 4 a week', often, { maxSessionsPerWeek: 4 }, false],
    ['high frequency in an extension by none', often, {}, false],
    ['a rest', rested, { maxLoadPercent: 30, maxPressurePercent: 60, maxSessionsPerWeek: 2 }, false],
  ])('cures %s: see the last word', (_, finding, limits, isCured) => {
    expect(finding?.severity).toBeDefined()
    expect(curedByLimit(finding as Finding, { ...noLimits, ...limits })).toBe(isCured)
  })
})

const anyNumber = fc.oneof(fc.double({ min: -5, max: 200 }), fc.constantFrom(Number.NaN, 0, 20, 40, 50, 60, 80, 100))
const anyLine: fc.Arbitrary<Prescription> = fc
  .record({
    line: fc.constantFrom(bfrLine, aerobicLine, passiveLine, plainLine),
    limb: fc.constantFrom('left-leg', 'right-arm', null),
    load: fc.oneof(
      anyNumber.map((percent) => ({ kind: 'percent-1rm' as const, percent })),
      anyNumber.map((kilograms) => ({ kind: 'kg' as const, loadG: kilograms * 1000 })),
      fc.constantFrom({ kind: 'none' as const }, { kind: 'rpe' as const, ceiling: 6 }),
    ),
    numbers: fc.tuple(anyNumber, anyNumber, anyNumber, anyNumber),
  })
  .map(({ line, limb, load, numbers: [percent, cuffWidthCm, restrictionMinutes, reperfusionSeconds] }) => ({
    ...line,
    limb: limb as Prescription['limb'],
    load,
    restriction: line.restriction && {
      pressure: { kind: 'percent-lop' as const, percent },
      cuffWidthCm,
      restrictionMinutes,
      reperfusionSeconds,
    },
  }))
const anyFacts: fc.Arbitrary<Facts> = fc
  .record({ lines: fc.array(anyLine, { maxLength: 4 }), isMeasured: fc.boolean(), sessionsPerWeek: fc.nat(20) })
  .map(({ lines, isMeasured, sessionsPerWeek }) => {
    const prescriptions = lines.map((line, index) => ({ ...line, id: `line-${index}` }))
    const held = ofSchedule({ sessionsPerWeek }, { prescriptions })
    return isMeasured ? held : { ...held, lops: [], oneRms: [] }
  })

describe('whatever is prescribed', () => {
  it('no rule speaks twice of a line, and every line is spoken of', () => {
    fc.assert(
      fc.property(anyFacts, (held) => {
        const made = checks(held).map(({ ruleId, prescriptionId }) => `${prescriptionId} ${ruleId}`)
        expect(new Set(made).size).toBe(made.length)
        for (const { id } of held.version.prescriptions) {
          expect(made.some((check) => check.startsWith(`${id} `))).toBe(true)
        }
      }),
    )
  })

  it('no rule is graver than it says it can be', () => {
    const order = ['within', 'no-rule', 'advise', 'justify', 'stop']
    fc.assert(
      fc.property(anyFacts, (held) => {
        for (const { ruleId, verdict } of checks(held)) {
          const rule = [...lineRules, ...versionRules].find(({ id }) => id === ruleId)
          expect(order.indexOf(verdict)).toBeLessThanOrEqual(order.indexOf(rule?.severity ?? 'no-rule'))
        }
      }),
    )
  })

  it('what was not measured passes neither a load nor a pressure', () => {
    fc.assert(
      fc.property(anyFacts, (held) => {
        const unmeasured = checks({ ...held, lops: [], oneRms: [] })
        const passed = unmeasured.filter(({ verdict }) => verdict === 'within').map(({ ruleId }) => ruleId)
        for (const id of ['load-range', 'pressure', 'pressure-measured']) expect(passed).not.toContain(id)
      }),
    )
  })

  it('findings are the checks that are not within', () => {
    fc.assert(
      fc.property(anyFacts, (held) => {
        const outside = checks(held).filter(({ verdict }) => verdict !== 'within' && verdict !== 'no-rule')
        expect(findingsOf(checks(held)).map(({ severity }) => severity)).toEqual(outside.map(({ verdict }) => verdict))
      }),
    )
  })
})
