/** Every bound of clinical-rules.md from both sides, copied from there by hand: the last value inside, the first outside. */
import { describe, expect, it } from 'vitest'
import type { OneRmOnRecord } from './rule'
import { rules } from './edition'
import {
  aerobicLine,
  bfrLine,
  facts,
  ofCuff,
  ofLine,
  ofSchedule,
  passiveLine,
  restriction,
  verdictOf,
  version,
} from './facts.fixture'
import type { Check, Facts } from './rule'

/** `silent`: the rule says nothing, which for a rule that only speaks of jumps is its way of being within. */
type Verdict = Check['verdict'] | 'silent'
type Row = [ruleId: string, of: string, held: Facts, verdict: Verdict]

const load = (percent: number) => ofLine({ load: { kind: 'percent-1rm', percent } })
// The 1RM on record is 30 kg, so that 15 kg are 50 % of it.
const kilograms = (loadG: number) => ofLine({ load: { kind: 'kg', loadG } })
const sets = (count: number) => ofLine({ reps: Array.from({ length: count }, () => 15) })
const rest = (restSeconds: number | null) => ofLine({ restSeconds })
const tempo = (tempoSeconds: number) => ofLine({ tempoSeconds })
const on = (restrictionMinutes: number, limb: 'left-arm' | 'left-leg' = 'left-leg') =>
  ofCuff({ restrictionMinutes }, { limb })
const off = (reperfusionSeconds: number, restrictionMinutes = 8) => ofCuff({ reperfusionSeconds, restrictionMinutes })
const lop = (percent: number) => ofCuff({ pressure: { kind: 'percent-lop', percent } })
// The LOP on record is 168 mmHg.
const mmhg = (value: number) => ofCuff({ pressure: { kind: 'mmhg', mmhg: value } })
const noLop = (held: Facts): Facts => ({ ...held, lops: [] })
const lopOf = (measuredOn: string, more = {}): Facts => ({
  ...facts,
  lops: facts.lops.map((each) => ({ ...each, measuredOn, ...more })),
})
const cuff = (cuffWidthCm: number): Facts => ({
  ...ofCuff({ cuffWidthCm }),
  lops: facts.lops.map((each) => ({ ...each, cuffWidthCm })),
})
const aerobic = (intensityPercent: number, minutes: number, percent = 60): Facts =>
  ofLine({
    ...aerobicLine,
    aerobic: { intensityPercent, minutes },
    restriction: { ...restriction, pressure: { kind: 'percent-lop', percent } },
  })
const passive = (restrictionMinutes: number, reperfusionSeconds: number): Facts =>
  ofLine({ ...passiveLine, restriction: { ...restriction, restrictionMinutes, reperfusionSeconds } })
const often = (sessionsPerWeek: number, sessionsPerDay = 1, weeks = 3) =>
  ofSchedule({ sessionsPerWeek, sessionsPerDay, weeks })
const extended = (extensionDays: number): Facts =>
  ofSchedule({ sessionsPerWeek: 14, sessionsPerDay: 2 }, { kind: 'extension', extensionDays })
const tested = (previousLoadG: number, loadG: number): Facts => ({
  ...facts,
  oneRms: facts.oneRms.map((each): OneRmOnRecord => ({ ...each, previousLoadG, loadG })),
})
const lifted = (lastG: number, loadG: number): Facts => ({
  ...kilograms(loadG),
  lastLoads: [{ exercise: bfrLine.exercise, limb: bfrLine.limb, loadG: lastG }],
})
const raisedBy = (isBfrTrained: boolean, hasTrainedSupervisor: boolean): Facts => ({
  ...facts,
  raiser: { isBfrTrained, hasTrainedSupervisor },
})
const screened = (bfr: 'standard' | 'precaution' | 'elevated' | 'no-restriction' | 'no-exercise'): Facts => ({
  ...facts,
  screening: [{ scope: 'all', bfr, plain: bfr }],
})

const bounds: Row[] = [
  ['load-range', '19.9 % of the tested 1RM', load(19.9), 'justify'],
  ['load-range', '20 %', load(20), 'within'],
  ['load-range', '40 %', load(40), 'within'],
  ['load-range', '40.1 %', load(40.1), 'justify'],
  ['load-range', '50 %', load(50), 'justify'],
  ['load-range', '50.1 %', load(50.1), 'stop'],
  ['load-range', '15 kg of a 1RM of 30, by kg', kilograms(15_000), 'justify'],
  ['load-range', '15.1 kg of it', kilograms(15_100), 'stop'],
  ['load-range', 'RPE 6, not measured', ofLine({ load: { kind: 'rpe', ceiling: 6 } }), 'justify'],

  ['set-count', '1 set', sets(1), 'justify'],
  ['set-count', '2 sets', sets(2), 'within'],
  ['set-count', '4 sets', sets(4), 'within'],
  ['set-count', '5 sets', sets(5), 'justify'],

  ['rest-between-sets', '29 s', rest(29), 'justify'],
  ['rest-between-sets', '30 s', rest(30), 'within'],
  ['rest-between-sets', '60 s', rest(60), 'within'],
  ['rest-between-sets', '61 s', rest(61), 'justify'],
  ['rest-between-sets', 'not given', rest(null), 'justify'],

  ['restriction-time', '4.9 min', on(4.9), 'advise'],
  ['restriction-time', '5 min', on(5), 'within'],
  ['restriction-time', '10 min', on(10), 'within'],
  ['restriction-time', '10.1 min', on(10.1), 'justify'],

  ['restriction-ceiling', '14.9 min on an arm', on(14.9, 'left-arm'), 'within'],
  ['restriction-ceiling', '15 min on an arm', on(15, 'left-arm'), 'stop'],
  ['restriction-ceiling', '15 min on a leg', on(15), 'within'],
  ['restriction-ceiling', '19.9 min on a leg', on(19.9), 'within'],
  ['restriction-ceiling', '20 min on a leg', on(20), 'stop'],
  ['restriction-ceiling', '20 min on a leg, aerobic', ofCuff({ restrictionMinutes: 20 }, aerobicLine), 'stop'],
  ['restriction-ceiling', '20 min on a leg, passive', passive(20, 240), 'stop'],

  ['reperfusion', '60 s off', off(60), 'justify'],
  ['reperfusion', '61 s off', off(61), 'within'],
  ['reperfusion', '179 s off after a ceiling', off(179, 20), 'justify'],
  ['reperfusion', '180 s off after a ceiling', off(180, 20), 'within'],
  ['reperfusion', '61 s off below the ceiling', off(61, 19.9), 'within'],

  ['rep-tempo', '0.9 s', tempo(0.9), 'advise'],
  ['rep-tempo', '1 s', tempo(1), 'within'],
  ['rep-tempo', '2 s', tempo(2), 'within'],
  ['rep-tempo', '2.1 s', tempo(2.1), 'advise'],

  ['frequency', '1 a week', often(1), 'advise'],
  ['frequency', '2 a week', often(2), 'within'],
  ['frequency', '3 a week, for a year', often(3, 1, 52), 'within'],
  ['frequency', '4 a week for 3 weeks', often(4), 'within'],
  ['frequency', '4 a week for 4 weeks', often(4, 1, 4), 'stop'],
  ['frequency', '2 a day', often(14, 2), 'within'],
  ['frequency', '3 a day', often(3, 3), 'stop'],
  ['frequency', '14 a week, which is 2 a day', often(14, 1), 'within'],
  ['frequency', '15 a week, which is more', often(15, 1), 'stop'],
  ['frequency', 'past the window, in an extension of 21 days', extended(21), 'justify'],
  ['frequency', 'past the window, in an extension of 22 days', extended(22), 'stop'],

  ['window', '3 weeks at high frequency', often(14, 2, 3), 'within'],
  [
    'window',
    'past them, by an extension of 3 a week',
    ofSchedule({ sessionsPerWeek: 3 }, { kind: 'extension', extensionDays: 7 }),
    'justify',
  ],

  ['pressure', '39.9 % of LOP', lop(39.9), 'justify'],
  ['pressure', '40 %', lop(40), 'within'],
  ['pressure', '80 %', lop(80), 'within'],
  ['pressure', '80.1 %', lop(80.1), 'justify'],
  ['pressure', '99.9 %', lop(99.9), 'justify'],
  ['pressure', '100 %', lop(100), 'stop'],
  ['pressure', '100 % of nothing measured', noLop(lop(100)), 'stop'],
  ['pressure', '60 % of nothing measured', noLop(lop(60)), 'advise'],
  ['pressure', '67 mmHg of 168', mmhg(67), 'justify'],
  ['pressure', '68 mmHg of 168', mmhg(68), 'within'],
  ['pressure', '134 mmHg of 168', mmhg(134), 'within'],
  ['pressure', '135 mmHg of 168', mmhg(135), 'justify'],
  ['pressure', '167 mmHg of 168', mmhg(167), 'justify'],
  ['pressure', '168 mmHg of 168', mmhg(168), 'stop'],
  ['pressure', '100 mmHg of nothing measured', noLop(mmhg(100)), 'justify'],

  // Today is 22 November.
  ['pressure-measured', 'measured 14 days ago', lopOf('2026-11-08'), 'within'],
  ['pressure-measured', 'measured 15 days ago', lopOf('2026-11-07'), 'advise'],
  [
    'pressure-measured',
    'measured 15 days ago, where a clinic set 30',
    { ...lopOf('2026-11-07'), lopValidDays: 30 },
    'advise',
  ],
  [
    'pressure-measured',
    'measured 8 days ago, where a clinic set 7',
    { ...lopOf('2026-11-14'), lopValidDays: 7 },
    'advise',
  ],
  ['pressure-measured', 'estimated', lopOf('2026-11-19', { isEstimate: true }), 'advise'],
  ['pressure-measured', 'of the other leg', lopOf('2026-11-19', { limb: 'right-leg' }), 'advise'],

  ['cuff-width', '4.9 cm', cuff(4.9), 'advise'],
  ['cuff-width', '5 cm', cuff(5), 'within'],
  ['cuff-width', '18 cm', cuff(18), 'within'],
  ['cuff-width', '18.1 cm', cuff(18.1), 'advise'],
  ['cuff-width', '11.5 cm with the LOP of a cuff of 5 cm', lopOf('2026-11-19', { cuffWidthCm: 5 }), 'stop'],

  ['bfr-aerobic', '49.9 % of VO2max', aerobic(49.9, 15), 'within'],
  ['bfr-aerobic', '50 % of VO2max', aerobic(50, 15), 'justify'],
  ['pressure', '39.9 % of LOP, aerobic', aerobic(40, 15, 39.9), 'justify'],
  ['pressure', '80.1 % of LOP, aerobic', aerobic(40, 15, 80.1), 'justify'],
  ['bfr-aerobic-minutes', '4 min', aerobic(40, 4), 'advise'],
  ['bfr-aerobic-minutes', '5 min', aerobic(40, 5), 'within'],
  ['bfr-aerobic-minutes', '20 min', aerobic(40, 20), 'within'],
  ['bfr-aerobic-minutes', '21 min', aerobic(40, 21), 'advise'],

  ['bfr-passive', '4.9 min on', passive(4.9, 240), 'justify'],
  ['bfr-passive', '5 min on, 2:59 off', passive(5, 179), 'justify'],
  ['bfr-passive', '5 min on, 3 min off', passive(5, 180), 'within'],
  ['bfr-passive', '5 min on, 5 min off', passive(5, 300), 'within'],
  ['bfr-passive', '5 min on, 5:01 off', passive(5, 301), 'justify'],
  ['bfr-passive', '5.1 min on', passive(5.1, 240), 'justify'],

  ['load-jump', 'a 1RM of 24 kg after 30', tested(30_000, 24_000), 'silent'],
  ['load-jump', 'a 1RM of 23.9 kg after 30', tested(30_000, 23_900), 'advise'],
  ['load-jump', 'a 1RM of 36 kg after 30', tested(30_000, 36_000), 'silent'],
  ['load-jump', 'a 1RM of 36.1 kg after 30', tested(30_000, 36_100), 'advise'],
  ['load-jump', '12 kg after 10 in the last session', lifted(10_000, 12_000), 'silent'],
  ['load-jump', '12.1 kg after 10', lifted(10_000, 12_100), 'advise'],
  ['load-jump', '5 kg after 10, a fall', lifted(10_000, 5_000), 'silent'],

  ['bfr-credential', 'raised by somebody trained in it', raisedBy(true, false), 'within'],
  ['bfr-credential', 'supervised by somebody trained in it', raisedBy(false, true), 'within'],
  ['bfr-credential', 'neither', raisedBy(false, false), 'justify'],

  ['screening-outcome', 'standard', screened('standard'), 'within'],
  ['screening-outcome', 'precaution', screened('precaution'), 'justify'],
  ['screening-outcome', 'elevated', screened('elevated'), 'justify'],
  ['screening-outcome', 'no restriction', screened('no-restriction'), 'stop'],
  ['screening-outcome', 'no exercise', screened('no-exercise'), 'stop'],
  ['screening-outcome', 'not screened', { ...facts, screening: null }, 'stop'],
]

describe('the bounds of the rule book', () => {
  it.each(rules.map(({ id }) => id))('of %s hold on both sides', (id) => {
    const own = bounds.filter(([ruleId]) => ruleId === id)
    const wrong = own.filter(([ruleId, , held, verdict]) => (verdictOf(ruleId, held) ?? 'silent') !== verdict)
    expect(wrong.map(([ruleId, of, held, verdict]) => `${of}: ${verdictOf(ruleId, held)}, not ${verdict}`)).toEqual([])
    const isIn = (verdict: Verdict) => verdict === 'within' || verdict === 'silent'
    expect(
      own.some(([, , , verdict]) => isIn(verdict)),
      'a value inside',
    ).toBe(true)
    expect(
      own.some(([, , , verdict]) => !isIn(verdict)),
      'a value outside',
    ).toBe(true)
  })

  it('are of rules that are there', () => {
    const known = new Set(rules.map(({ id }) => id))
    expect(bounds.filter(([ruleId]) => !known.has(ruleId))).toEqual([])
  })

  it('keep a house rule and what was not verified from ever stopping, whatever a version says', () => {
    const soft = new Set(
      rules.filter(({ standing }) => standing === 'house' || standing === 'not-verified').map(({ id }) => id),
    )
    expect([...soft].sort()).toEqual(['bfr-aerobic-minutes', 'bfr-credential', 'load-jump'])
    for (const [ruleId, of, , verdict] of bounds) if (soft.has(ruleId)) expect([of, verdict]).not.toContain('stop')
    expect(verdictOf('bfr-aerobic-minutes', aerobic(40, 180))).toBe('advise')
    expect(verdictOf('bfr-aerobic-minutes', { ...facts, version: { ...version, prescriptions: [aerobicLine] } })).toBe(
      'within',
    )
  })
})
