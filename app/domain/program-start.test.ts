import { describe, expect, it } from 'vitest'
import type { Prescription } from './prescription'
import { startFromTemplate, startFromVersion } from './program-start'
import type { VersionContent } from './version'

const line: Prescription = {
  id: 'a',
  position: 1,
  exercise: 'Leg extension',
  mode: 'bfr-resistance',
  limb: 'left-leg',
  load: { kind: 'percent-1rm', percent: 30 },
  reps: [30, 15, 15, 15],
  restSeconds: 45,
  tempoSeconds: null,
  restriction: {
    pressure: { kind: 'percent-lop', percent: 60 },
    cuffWidthCm: 11.5,
    restrictionMinutes: 8,
    reperfusionSeconds: 180,
  },
  aerobic: null,
}

const content: VersionContent = {
  kind: 'extension',
  goal: 'muscle-size',
  diagnosis: 'ACL reconstruction, left',
  procedure: { name: 'Hamstring graft', on: '2026-09-30' },
  restrictions: { range: '0-90°', weightBearing: 'half', noMaximalTestBefore: '2026-12-24' },
  schedule: { sessionsPerWeek: 14, sessionsPerDay: 2, weeks: 3 },
  extensionDays: 7,
  prescriptions: [line],
}

describe('a program started from an earlier one', () => {
  it('has all of it but its extension', () => {
    const start = startFromVersion(content, 'Knee, return from injury', 'kg')
    expect(start).toMatchObject({
      name: 'Knee, return from injury',
      goal: 'muscle-size',
      diagnosis: 'ACL reconstruction, left',
      procedureName: 'Hamstring graft',
      procedureOn: '2026-09-30',
      range: '0-90°',
      weightBearing: 'half',
      noMaximalTestBefore: '2026-12-24',
      rhythm: 'day',
      sessionsPerDay: '2',
      weeks: '3',
      lines: [{ exercise: 'Leg extension', limb: 'left-leg', load: '30', pressure: '60', reps: '30-15-15-15' }],
    })
    expect(start.extensionDays).toBeUndefined()
  })
})

describe('a program started from a template', () => {
  const linesOf = (prescriptions: Prescription[], side: 'left' | 'right' | null = null) =>
    startFromTemplate({ ...content, prescriptions }, side, 'kg').lines ?? []

  it('has goal, schedule and lines, and nothing of the client it was made with', () => {
    const start = startFromTemplate(content, null, 'kg')
    expect(Object.keys(start).sort()).toEqual(['goal', 'lines', 'rhythm', 'sessionsPerDay', 'sessionsPerWeek', 'weeks'])
    expect(JSON.stringify(start)).not.toMatch(/ACL|graft|0-90|half|2026/)
    expect(start.lines).toEqual(startFromVersion(content, '', 'kg').lines)
  })

  it('leaves out a load in kg and a pressure in mmHg, which were measured on somebody else', () => {
    const fixed: Prescription = {
      ...line,
      load: { kind: 'kg', loadG: 8500 },
      restriction: line.restriction && { ...line.restriction, pressure: { kind: 'mmhg', mmhg: 120 } },
    }
    expect(linesOf([fixed])).toMatchObject([
      { loadKind: 'kg', load: undefined, pressureKind: 'mmhg', pressure: undefined, cuffWidthCm: '11.5' },
    ])
    const byEffort = linesOf([{ ...line, load: { kind: 'rpe', ceiling: 7 } }])
    expect(byEffort).toMatchObject([{ loadKind: 'rpe', load: '7', pressure: '60' }])
  })

  const trunk: Prescription = { ...line, exercise: 'Plank', mode: 'strength', limb: null, restriction: null }
  const arm: Prescription = { ...line, exercise: 'Biceps curl', limb: 'left-arm' }
  const sound: Prescription = { ...line, limb: 'right-leg' }
  const limbsWith = (side: 'left' | 'right' | null) =>
    linesOf([line, arm, sound, trunk], side).map((typed) => typed?.limb)

  it.each([
    [null, ['left-leg', 'left-arm', 'right-leg', undefined]],
    ['left', ['left-leg', 'left-arm', 'right-leg', undefined]],
    ['right', ['right-leg', 'right-arm', 'left-leg', undefined]],
  ] as const)('for the side %s has its limbs there: %j', (side, expected) => {
    expect(limbsWith(side)).toEqual(expected)
  })
})
