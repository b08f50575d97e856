import { describe, expect, it } from 'vitest'
import { modes, type Prescription } from './prescription'
import { lineRules, ruleOf } from './rule-book/edition'
import type { VersionContent } from './version'
import { type Change, diff, rulesTouched } from './version-diff'
import { lineFields, rulesOnField, versionFields } from './version-fields'

const press: Prescription = {
  id: 'press',
  position: 1,
  exercise: 'Leg press',
  mode: 'bfr-resistance',
  limb: 'right-leg',
  load: { kind: 'percent-1rm', percent: 30 },
  reps: [30, 15, 15, 15],
  restSeconds: 45,
  tempoSeconds: 2,
  restriction: {
    pressure: { kind: 'percent-lop', percent: 60 },
    cuffWidthCm: 11,
    restrictionMinutes: 8,
    reperfusionSeconds: 60,
  },
  aerobic: null,
}

const row: Prescription = {
  ...press,
  id: 'row',
  position: 2,
  exercise: 'Seated row',
  mode: 'strength',
  limb: null,
  load: { kind: 'kg', loadG: 20_000 },
  reps: [10, 10],
  restriction: null,
}

function content(prescriptions: Prescription[], changes: Partial<VersionContent> = {}): VersionContent {
  return {
    kind: 'new',
    goal: 'return-from-injury',
    diagnosis: 'ACL tear, right',
    procedure: { name: 'ACL reconstruction', on: '2026-01-12' },
    restrictions: { range: '0 to 90 degrees', weightBearing: null, noMaximalTestBefore: '2026-04-12' },
    schedule: { sessionsPerWeek: 3, sessionsPerDay: 1, weeks: 3 },
    extensionDays: null,
    prescriptions,
    ...changes,
  }
}

const brief = ({ where, field, before, after }: Change) => [where, field, before, after]

describe('the comparison of two versions', () => {
  it('of the same content is empty', () => {
    expect(diff(content([press, row]), content([press, row]))).toEqual([])
  })

  it('shows old beside new, with the rules that look at the field', () => {
    const heavier = { ...press, load: { kind: 'percent-1rm', percent: 40 } as const }
    expect(diff(content([press]), content([heavier]))).toEqual([
      {
        kind: 'changed',
        lineId: 'press',
        where: 'Leg press, right leg',
        field: 'Load',
        before: '30 % of 1RM',
        after: '40 % of 1RM',
        ruleIds: ['load-range', 'load-jump'],
      },
    ])
  })

  const { restriction } = press
  it.each([
    ['limb', { limb: 'left-leg' }, 'Limb', 'right leg', 'left leg'],
    ['load', { load: { kind: 'kg', loadG: 22_500 } }, 'Load', '30 % of 1RM', '22.5 kg'],
    ['load by feel', { load: { kind: 'rpe', ceiling: 7 } }, 'Load', '30 % of 1RM', 'RPE 7 at most'],
    ['load taken off', { load: { kind: 'none' } }, 'Load', '30 % of 1RM', null],
    ['sets', { reps: [15, 15] }, 'Sets and reps', '30-15-15-15', '15-15'],
    ['rest', { restSeconds: 30 }, 'Rest between sets', '45 s', '30 s'],
    ['tempo', { tempoSeconds: null }, 'Tempo', '2 s a rep', null],
    [
      'pressure',
      { restriction: { ...restriction, pressure: { kind: 'mmhg', mmhg: 150 } } },
      'Pressure',
      '60 % LOP',
      '150 mmHg',
    ],
    ['cuff', { restriction: { ...restriction, cuffWidthCm: 5 } }, 'Cuff width', '11 cm', '5 cm'],
    ['time on', { restriction: { ...restriction, restrictionMinutes: 10 } }, 'Restriction time', '8 min', '10 min'],
    ['time off', { restriction: { ...restriction, reperfusionSeconds: 180 } }, 'Reperfusion', '60 s', '180 s'],
    ['exercise', { exercise: 'Hack squat' }, 'Exercise', 'Leg press', 'Hack squat'],
  ] as [string, Partial<Prescription>, string, string, string | null][])(
    'tells of a change of %s',
    (_what, change, field, before, after) => {
      const [found, ...more] = diff(content([press]), content([{ ...press, ...change }]))
      expect(more).toEqual([])
      expect(found).toMatchObject({ field, before, after, lineId: 'press' })
    },
  )

  it.each([
    [{ goal: 'strength' }, 'Goal', 'return from injury', 'strength'],
    [{ diagnosis: 'Meniscus' }, 'Diagnosis', 'ACL tear, right', 'Meniscus'],
    [{ procedure: null }, 'Procedure', 'ACL reconstruction, 2026-01-12', null],
    [{ schedule: { sessionsPerWeek: 5, sessionsPerDay: 1, weeks: 3 } }, 'Sessions a week', '3', '5'],
    [{ schedule: { sessionsPerWeek: 3, sessionsPerDay: 2, weeks: 3 } }, 'Sessions a day', '1', '2'],
    [{ schedule: { sessionsPerWeek: 3, sessionsPerDay: 1, weeks: 4 } }, 'Weeks', '3', '4'],
    [{ extensionDays: 14 }, 'Extension', null, '14 days'],
  ] as [Partial<VersionContent>, string, string | null, string | null][])(
    'tells of the program as a whole: %j',
    (change, field, before, after) => {
      const changes = diff(content([press]), content([press], change))
      expect(changes.map(brief)).toEqual([['Program', field, before, after]])
      expect(changes[0]?.lineId).toBeNull()
    },
  )

  it('tells of each restriction of the client', () => {
    const restrictions = { range: null, weightBearing: 'partial', noMaximalTestBefore: null }
    expect(diff(content([press]), content([press], { restrictions })).map(brief)).toEqual([
      ['Program', 'Range', '0 to 90 degrees', null],
      ['Program', 'Weight-bearing', null, 'partial'],
      ['Program', 'No maximal test before', '2026-04-12', null],
    ])
  })

  it('knows a line again by exercise, limb and mode when a next version numbers its lines anew', () => {
    const anew = { ...press, id: 'press-2', restSeconds: 60 }
    expect(diff(content([press]), content([anew])).map(brief)).toEqual([
      ['Leg press, right leg', 'Rest between sets', '45 s', '60 s'],
    ])
  })

  it('knows the same exercise twice apart', () => {
    const twice = [press, { ...press, id: 'again', position: 2, reps: [15] }]
    const anew = twice.map((line) => ({ ...line, id: `${line.id}-2` }))
    expect(diff(content(twice), content(anew))).toEqual([])
  })

  it('shows a line put in with all it asks for, and the ones below it as they were', () => {
    const lower = { ...press, position: 2 }
    const first = { ...row, position: 1 }
    const changes = diff(content([press]), content([first, lower]))
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(['added']))
    expect(changes.map(brief)).toContainEqual(['Seated row', 'Load', null, '20 kg'])
    expect(changes.every(({ ruleIds }) => ruleIds.length === 0)).toBe(true)
  })

  it('shows a line taken out with what it asked for', () => {
    const changes = diff(content([press, row]), content([press]))
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(['removed']))
    expect(changes.map(brief)).toContainEqual(['Seated row', 'Sets and reps', '10-10', null])
    expect(changes[0]?.lineId).toBe('row')
  })

  it('shows lines that changed places', () => {
    const swapped = [
      { ...press, position: 2 },
      { ...row, position: 1 },
    ]
    expect(diff(content([press, row]), content(swapped)).map(brief)).toEqual([
      ['Seated row', 'Order', '2', '1'],
      ['Leg press, right leg', 'Order', '1', '2'],
    ])
  })

  it('names the rules of the cuff when a line loses it', () => {
    const plain = { ...press, mode: 'strength' as const, restriction: null }
    expect(rulesTouched(diff(content([press]), content([plain])))).toContain('restriction-ceiling')
  })

  it('names the rules of an aerobic line', () => {
    const ride: Prescription = {
      ...press,
      mode: 'bfr-aerobic',
      reps: [],
      aerobic: { intensityPercent: 40, minutes: 15 },
    }
    const harder = { ...ride, aerobic: { intensityPercent: 60, minutes: 20 } }
    const changes = diff(content([ride]), content([harder]))
    expect(changes.map(({ field }) => field)).toEqual(['Intensity', 'Minutes'])
    expect(rulesTouched(changes)).toEqual(['bfr-aerobic', 'bfr-aerobic-minutes'])
  })

  it('shows loads in the units of the clinic', () => {
    const heavier = { ...row, load: { kind: 'kg', loadG: 22_680 } as const }
    expect(diff(content([row]), content([heavier]), 'lb').map(brief)).toEqual([
      ['Seated row', 'Load', '44.09 lb', '50 lb'],
    ])
  })
})

describe('the fields of a version', () => {
  const named = [
    ...versionFields.flatMap(({ ruleIds }) => ruleIds),
    ...lineFields.flatMap((f) => rulesOnField(f, modes)),
  ]

  it('name only rules that the rule book has', () => {
    expect(named.filter((id) => ruleOf(id) === null)).toEqual([])
  })

  it('leave out no rule of a line', () => {
    expect(lineRules.map(({ id }) => id).filter((id) => !named.includes(id))).toEqual([])
  })
})
