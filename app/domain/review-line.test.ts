import { describe, expect, it } from 'vitest'
import type { StoredFinding } from './decision-record'
import { reviewLines, toJustify } from './review-line'
import type { Check } from './rule-book/rule'
import { bfrLine, plainLine } from './rule-book/facts.fixture'
import type { Change } from './version-diff'

const check = (ruleId: string, changes: Partial<Check> = {}): Check => ({
  ruleId,
  prescriptionId: bfrLine.id,
  verdict: 'within',
  value: '60 % of LOP',
  range: '40-80 % of LOP',
  says: 'within',
  citation: 'VALD, Fit Cuffs (secondary)',
  track: null,
  ...changes,
})

const finding = (ruleId: string, changes: Partial<StoredFinding> = {}): StoredFinding => ({
  id: `finding-${ruleId}`,
  ruleId,
  prescriptionId: bfrLine.id,
  severity: 'justify',
  value: '90 % of LOP',
  range: '40-80 % of LOP',
  says: 'outside 40-80 % of LOP',
  why: 'No response at 80',
  ...changes,
})

const rowsOf = (checks: Check[], findings: StoredFinding[] = [], changes: Change[] = []) =>
  reviewLines({ lines: [bfrLine], checks, findings, changes })[0]?.rows ?? []

describe('a line under review', () => {
  it('keeps what is within beside the rule that leads its subject', () => {
    const rows = rowsOf([check('pressure'), check('pressure-measured'), check('cuff-width'), check('set-count')])
    expect(rows.map(({ subject, beside }) => [subject, beside.map(({ ruleId }) => ruleId)])).toEqual([
      ['Pressure', ['pressure-measured', 'cuff-width']],
      ['Sets', []],
    ])
  })

  it('gives what is not within a row of its own', () => {
    const rows = rowsOf([check('pressure'), check('pressure-measured', { verdict: 'advise' }), check('cuff-width')])
    expect(rows.map(({ ruleId, isLead }) => [ruleId, isLead])).toEqual([
      ['pressure', true],
      ['pressure-measured', false],
    ])
    expect(rows[0]?.beside.map(({ ruleId }) => ruleId)).toEqual(['cuff-width'])
  })

  it('keeps the row of what was found when it was submitted, though it is within by now', () => {
    const rows = rowsOf([check('restriction-time'), check('reperfusion')], [finding('reperfusion')])
    expect(rows.map(({ ruleId, finding }) => [ruleId, finding?.why])).toEqual([
      ['restriction-time', undefined],
      ['reperfusion', 'No response at 80'],
    ])
  })

  it('keeps what was found, whatever is found now: within by now, or not looked at by the rules of today', () => {
    const advice = finding('pressure-measured', { severity: 'advise', value: 'not measured', why: '' })
    const gone = finding('cuff-colour', { value: 'red' })
    const rows = rowsOf([check('pressure'), check('pressure-measured')], [advice, finding('set-count'), gone])
    expect(
      rows.map(({ subject, ruleId, check, finding }) => [subject, ruleId, check?.verdict, finding?.value]),
    ).toEqual([
      ['Pressure', 'pressure', 'within', undefined],
      ['Pressure', 'pressure-measured', 'within', 'not measured'],
      ['Sets', 'set-count', undefined, '90 % of LOP'],
      ['cuff-colour', 'cuff-colour', undefined, 'red'],
    ])
  })

  it('stands beside what changed of it, and of no other line', () => {
    const change: Change = {
      kind: 'changed',
      lineId: bfrLine.id,
      where: 'Leg extension, left leg',
      field: 'Pressure',
      before: '60 % LOP',
      after: '90 % LOP',
      ruleIds: ['pressure'],
    }
    const changes = [change, { ...change, lineId: 'another' }, { ...change, field: 'Load' }]
    expect(rowsOf([check('pressure')], [], changes)[0]?.changes).toEqual([change])
  })

  it('without any rule says so, and the whole program comes last', () => {
    const lines = reviewLines({
      lines: [plainLine],
      checks: [
        check('no-rule', { prescriptionId: plainLine.id, verdict: 'no-rule' }),
        check('frequency', { prescriptionId: null }),
      ],
      findings: [],
      changes: [],
    })
    expect(lines.map(({ line, isUncovered, rows }) => [line?.id, isUncovered, rows.length])).toEqual([
      [plainLine.id, true, 0],
      [undefined, false, 1],
    ])
  })
})

describe('what is to justify', () => {
  it('is each finding of that severity with the check of its own line', () => {
    const own = check('pressure', { verdict: 'justify' })
    const checks = [check('pressure', { prescriptionId: 'another' }), own]
    const advice = finding('load-jump', { severity: 'advise' })
    expect(toJustify([finding('pressure'), advice, finding('set-count')], checks)).toEqual([
      { finding: finding('pressure'), check: own },
      { finding: finding('set-count'), check: null },
    ])
  })
})
