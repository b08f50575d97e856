import { describe, expect, it } from 'vitest'
import { readSigned } from './signed-content'

// As version_content_1 and _2 write it: every field, absent ones as null.
const line = {
  line: 'l1',
  position: 1,
  exercise: 'Leg extension',
  mode: 'bfr-resistance',
  limb: 'left-leg',
  loadKind: 'percent-1rm',
  loadPercent: 30,
  loadG: null,
  rpeCeiling: null,
  reps: [30, 15, 15, 15],
  restSeconds: 45,
  tempoSeconds: 4,
  pressureKind: 'percent-lop',
  pressurePercent: 60,
  pressureMmhg: null,
  cuffWidthMm: 115,
  restrictionMinutes: 8,
  reperfusionSeconds: 180,
  aerobicPercent: null,
  aerobicMinutes: null,
}
const plain = {
  ...{ ...line, line: 'l2', position: 2, exercise: 'Plank', mode: 'strength', limb: null, loadKind: 'none' },
  ...{ loadPercent: null, reps: [10], restSeconds: null, tempoSeconds: null, pressureKind: null },
  ...{ pressurePercent: null, cuffWidthMm: null, restrictionMinutes: null, reperfusionSeconds: null },
}
const signed = {
  format: '1',
  program: 'p',
  client: 'c',
  name: 'Knee, return from injury',
  version: 'v',
  number: 2,
  kind: 'extension',
  goal: 'return-from-injury',
  diagnosis: 'ACL reconstruction',
  procedure: 'ACL graft',
  procedureOn: '2026-08-30',
  range: '0-90°',
  weightBearing: null,
  noMaximalTestBefore: '2026-12-24',
  sessionsPerWeek: 3,
  sessionsPerDay: 1,
  weeks: 3,
  extensionDays: 7,
  extensionReason: 'Swelling went down late',
  screening: 's',
  ruleEdition: '2026.1',
  lines: [line, plain],
  findings: [
    {
      finding: 'f',
      rule: 'pressure',
      line: 'l1',
      severity: 'justify',
      value: '90 %',
      range: '40-80 %',
      why: 'No response at 80',
    },
    { finding: 'g', rule: 'frequency', line: null, severity: 'advise', value: '3', range: '2-3', why: null },
  ],
}

const read = (change: object) => readSigned(JSON.stringify({ ...signed, ...change }))
const withLine = (change: object) => read({ lines: [{ ...line, ...change }] })
const loadOf = (change: object) => withLine({ loadPercent: null, ...change })?.content.prescriptions[0]?.load

describe('a signed text of format 1', () => {
  it('reads as the version it was: goal, procedure, restrictions, schedule, extension and edition', () => {
    const { content, ...around } = readSigned(JSON.stringify(signed)) ?? {}
    expect(around).toMatchObject({
      programName: 'Knee, return from injury',
      number: 2,
      extensionReason: 'Swelling went down late',
      ruleEdition: '2026.1',
    })
    expect(content).toMatchObject({
      kind: 'extension',
      goal: 'return-from-injury',
      diagnosis: 'ACL reconstruction',
      procedure: { name: 'ACL graft', on: '2026-08-30' },
      restrictions: { range: '0-90°', weightBearing: null, noMaximalTestBefore: '2026-12-24' },
      schedule: { sessionsPerWeek: 3, sessionsPerDay: 1, weeks: 3 },
      extensionDays: 7,
    })
  })

  it('reads a line with its cuff, and one without', () => {
    const [cuffed, plank] = readSigned(JSON.stringify(signed))?.content.prescriptions ?? []
    expect(cuffed).toEqual({
      id: 'l1',
      position: 1,
      exercise: 'Leg extension',
      mode: 'bfr-resistance',
      limb: 'left-leg',
      load: { kind: 'percent-1rm', percent: 30 },
      reps: [30, 15, 15, 15],
      restSeconds: 45,
      tempoSeconds: 4,
      restriction: {
        pressure: { kind: 'percent-lop', percent: 60 },
        cuffWidthCm: 11.5,
        restrictionMinutes: 8,
        reperfusionSeconds: 180,
      },
      aerobic: null,
    })
    expect(plank).toMatchObject({ limb: null, load: { kind: 'none' }, restriction: null, reps: [10] })
  })

  it.each([
    [
      { loadKind: 'kg', loadG: 8500 },
      { kind: 'kg', loadG: 8500 },
    ],
    [
      { loadKind: 'rpe', rpeCeiling: 7 },
      { kind: 'rpe', ceiling: 7 },
    ],
    [{ loadKind: 'none' }, { kind: 'none' }],
  ])('reads the load %o', (given, load) => {
    expect(loadOf(given)).toEqual(load)
  })

  it('reads a fixed pressure and an aerobic line', () => {
    const aerobic = { mode: 'bfr-aerobic', reps: [], aerobicPercent: 40, aerobicMinutes: 15 }
    const [read] =
      withLine({ ...aerobic, pressureKind: 'mmhg', pressurePercent: null, pressureMmhg: 140 })?.content.prescriptions ??
      []
    expect(read).toMatchObject({
      reps: [],
      aerobic: { intensityPercent: 40, minutes: 15 },
      restriction: { pressure: { kind: 'mmhg', mmhg: 140 } },
    })
  })

  it('reads the findings with the trainer’s why, of a line and of the whole', () => {
    expect(readSigned(JSON.stringify(signed))?.findings).toEqual([
      {
        id: 'f',
        ruleId: 'pressure',
        lineId: 'l1',
        severity: 'justify',
        value: '90 %',
        range: '40-80 %',
        says: null,
        why: 'No response at 80',
      },
      { id: 'g', ruleId: 'frequency', lineId: null, severity: 'advise', value: '3', range: '2-3', says: null, why: '' },
    ])
  })
})

describe('a signed text of format 2', () => {
  const findings = signed.findings.map((finding) => ({ ...finding, says: `of ${finding.rule}` }))

  it('reads as one of format 1, with what each finding says', () => {
    const [one, two] = [readSigned(JSON.stringify(signed)), read({ format: '2', findings })]
    expect(two?.content).toEqual(one?.content)
    expect(two?.findings.map(({ says }) => says)).toEqual(['of pressure', 'of frequency'])
  })

  it('is not read without it', () => {
    expect(read({ format: '2' })).toBeNull()
  })
})

describe('a text that is not whole, in a format known here', () => {
  it.each(Object.keys(signed).filter((field) => !['program', 'client', 'version', 'screening'].includes(field)))(
    'without %s is not read',
    (field) => {
      expect(read({ [field]: undefined })).toBeNull()
    },
  )

  it.each(Object.keys(line).filter((field) => !['loadG', 'rpeCeiling', 'pressureMmhg'].includes(field)))(
    'with a line without %s is not read',
    (field) => {
      expect(withLine({ [field]: undefined })).toBeNull()
    },
  )

  it.each([
    { format: '3' },
    { goal: 'to win' },
    { lines: 'none' },
    { lines: [{ ...line, reps: ['30'] }] },
    { number: '2' },
  ])('as %o is not read', (change) => {
    expect(read(change)).toBeNull()
  })

  it.each(['', '{', '[]', 'null', '"1"'])('as the text %s is not read', (text) => {
    expect(readSigned(text)).toBeNull()
  })
})
