import { describe, expect, test } from 'vitest'
import type { Progress } from '~/domain/progress-shown'
import { formatDay } from './format'
import { madeUpProgress, noProgress, states } from './progress.fixture'
import { noMarks } from './charts/plot'
import { axisSpan } from './progress-chart'
import { progressCharts } from './progress-charts'

const format = { locale: 'en-GB', timeZone: 'Europe/Berlin', units: 'kg' } as const

const plain = (text: string) => text.replaceAll('\u00a0', ' ')
const chartsOf = (progress: Progress) => progressCharts(progress, format)
const chart = (progress: Progress, name: string) => {
  const found = chartsOf(progress).find((each) => each.name === name)
  if (!found) throw new Error(`No chart ${name}.`)
  return found
}
const said = (progress: Progress, name: string) => plain(chart(progress, name).answer)
const notes = (progress: Progress, name: string) => {
  const { note, facts } = chart(progress, name)
  return [...(note ? [note] : []), ...facts].map(plain)
}
const rows = (progress: Progress, name: string) => chart(progress, name).table.rows.map((cells) => cells.map(plain))

const kinds = ['strength', 'symmetry', 'pain', 'work', 'volume', 'endurance', 'force', 'girth', 'motion', 'scores']

describe('the table says the same as the chart', () => {
  test.each(states.filter((state) => state !== 'none'))('of every kind: %s', (state) => {
    const charts = chartsOf(madeUpProgress(state))
    expect(charts.map(({ name }) => name)).toEqual(kinds)
    for (const { plot, table } of charts) {
      const drawn = (plot?.lines ?? []).flatMap(({ points }) =>
        points.map(({ on, says }) => ({ day: formatDay(on, format), says })),
      )
      const isSaid = (cells: readonly string[], { day, says }: (typeof drawn)[number]) =>
        cells[0] === day && cells.slice(1).join(', ').includes(says)
      expect(drawn.length).toBeGreaterThan(0)
      expect(drawn.filter((point) => !table.rows.some((cells) => isSaid(cells, point)))).toEqual([])
      expect(table.rows.filter((cells) => !drawn.some((point) => isSaid(cells, point)))).toEqual([])
      expect(table.rows.every((cells) => cells.length === table.head.length)).toBe(true)
    }
  })

  test('and every value lies on its axis, the goal and an outlier too', () => {
    for (const { plot } of states.flatMap((state) => chartsOf(madeUpProgress(state)))) {
      if (!plot) continue
      const values = [...plot.lines.flatMap(({ points }) => points), ...plot.levels].map(({ value }) => value)
      expect(Math.min(...values)).toBeGreaterThanOrEqual(plot.low)
      expect(Math.max(...values)).toBeLessThanOrEqual(plot.high)
    }
  })
})

test('nothing measured makes no chart', () => {
  expect(chartsOf(noProgress)).toEqual([])
})

const leg = (side: 'left' | 'right', ...points: [on: string, kg: number, kind?: 'estimated'][]) => ({
  exercise: 'Leg extension',
  side,
  measure: 'one-rm' as const,
  formula: 'epley' as const,
  points: points.map(([on, kg, kind = 'tested' as const]) => ({ on, kind, loadG: kg * 1000, reps: 1 })),
  notEstimated: [],
})

const inRehab: Progress = {
  ...noProgress,
  exercise: 'Leg extension',
  involved: { side: 'left', limb: 'left-leg', isChosen: false },
  strength: [
    leg('left', ['2026-10-21', 26], ['2026-11-05', 31.25, 'estimated'], ['2026-11-22', 34]),
    leg('right', ['2026-10-21', 42.5]),
  ],
  clearedOn: '2026-10-22',
}

describe('is it getting stronger', () => {
  test('is asked of the limb in rehab, and answered with where the limbs stand', () => {
    // 34 of 42.5 kg
    const point = { involvedG: 34_000, uninvolvedG: 42_500, uninvolvedOn: '2026-10-21', isTested: true }
    const symmetry = [{ on: '2026-11-22', percent: 80, ofBaselinePercent: 80, ...point }]
    const progress = { ...inRehab, symmetry }
    expect(chart(progress, 'strength').question).toBe('Is the left leg getting stronger?')
    expect(said(progress, 'strength')).toBe(
      'Yes: 26 → 34 kg since clearance (+31 %); legs at 80 %, below the 90 % line.',
    )
    expect(notes(progress, 'strength')).toEqual([
      'Leg extension. Tested 1RM; estimates by Epley, sets of 10 or fewer to RPE 9 or marked as a test, no cuff.',
    ])
  })

  test('tells tested from estimated, and one limb from the other', () => {
    expect(rows(inRehab, 'strength')).toEqual([
      ['22 Nov 2026', 'Left', '34 kg, tested'],
      ['5 Nov 2026', 'Left', '31.25 kg, estimated'],
      ['21 Oct 2026', 'Left', '26 kg, tested'],
      ['21 Oct 2026', 'Right', '42.5 kg, tested'],
    ])
    const { plot, legend } = chart(inRehab, 'strength')
    expect(plot?.lines.map(({ name, look, points }) => [name, look, points.map((point) => point.look)])).toEqual([
      ['Left', 'main', ['filled', 'hollow', 'filled']],
      ['Right', 'other', ['filled']],
    ])
    expect(legend.map(({ words }) => words)).toEqual(['tested', 'estimated', 'left (involved)', 'right'])
  })

  test('is answered for each side where nobody said which is in rehab', () => {
    const progress = { ...inRehab, involved: null, clearedOn: null }
    expect(chart(progress, 'strength').question).toBe('Getting stronger: Leg extension?')
    expect(said(progress, 'strength')).toBe(
      'Left, yes: 26 → 34 kg since 21 Oct 2026 (+31 %); right, measured once in this time: 42.5 kg on 21 Oct 2026.',
    )
  })

  test('is asked of the limb that the exercise trains once somebody chose the side', () => {
    const progress: Progress = { ...inRehab, involved: { side: 'right', limb: null, isChosen: true } }
    expect(chart(progress, 'strength').question).toBe('Is the right leg getting stronger?')
    const unknown: Progress = {
      ...progress,
      strength: progress.strength.map((series) => ({ ...series, exercise: 'Sled push' })),
      exercise: 'Sled push',
    }
    expect(chart(unknown, 'strength').question).toBe('Is the right side getting stronger?')
  })

  test('in pounds the axis, the words and the goal are pounds', () => {
    const goals = [
      {
        kind: 'one-rm',
        subject: 'Leg extension',
        side: 'left',
        amount: 45_359,
        setOn: '2026-10-21',
        setBy: 'Lin Chen',
      },
    ] as const
    const [drawn] = progressCharts({ ...inRehab, goals: [...goals] }, { ...format, units: 'lb' })
    // 26 kg / 0.45359237; 45.359 kg are 100 lb, and 34 kg are 74.96 lb
    expect(drawn?.plot?.lines[0]?.points[0]?.value).toBe(57.32)
    expect(drawn?.plot?.unit).toBe('lb')
    expect(drawn?.plot?.levels.map(({ value, words }) => [value, plain(words)])).toEqual([[100, 'left: goal 100 lb']])
    expect(plain(drawn?.facts.at(-1) ?? '')).toBe('Left: 25 lb to the goal of 100 lb, set on 21 Oct 2026 by Lin Chen.')
  })

  test('calls what was tested tested, though the other limb was estimated', () => {
    const right = leg('right', ['2026-10-21', 40, 'estimated'], ['2026-11-22', 42, 'estimated'])
    const left = leg('left', ['2026-10-21', 26], ['2026-11-22', 34])
    const [note] = notes({ ...inRehab, strength: [left, right] }, 'strength')
    expect(note).toContain('Leg extension. Tested 1RM; estimates by Epley')
    const last = leg('left', ['2026-10-21', 26], ['2026-11-22', 34, 'estimated'])
    expect(said({ ...inRehab, strength: [last] }, 'strength')).toBe(
      'Yes: 26 kg tested → 34 kg estimated since clearance (+31 %).',
    )
  })

  test('limbs measured in different ways are not drawn against each other', () => {
    const log = { ...leg('right', ['2026-10-21', 40]), measure: 'heaviest-set' as const }
    const progress = { ...inRehab, strength: [leg('left', ['2026-10-21', 26]), log] }
    const lines = chartsOf(progress).map(({ question, plot }) => [question, plot?.lines.length])
    expect(lines).toEqual([
      ['Is the left leg getting stronger?', 1],
      ['Getting stronger: Leg extension, right?', 1],
    ])
  })

  test('without a load is counted in repetitions', () => {
    const points = [{ on: '2026-10-21', kind: 'most-reps' as const, loadG: null, reps: 22 }]
    const pushUps = {
      ...leg('left'),
      exercise: 'Push-up',
      side: 'both' as const,
      measure: 'most-reps' as const,
      points,
    }
    const progress = { ...noProgress, involved: null, exercise: 'Push-up', strength: [pushUps] }
    expect(chart(progress, 'strength').plot?.unit).toBe('reps')
    expect(chart(progress, 'strength').table).toEqual({
      head: ['Day', 'Side', 'Repetitions'],
      rows: [['21 Oct 2026', 'Both sides', '22 repetitions']],
    })
  })

  test('says how to see more where this time has nothing', () => {
    const progress: Progress = { ...inRehab, range: '90-days', strength: [leg('left')] }
    expect(said(progress, 'strength')).toBe('No 1RM in this time: choose a longer one.')
    expect(chart(progress, 'strength').plot).toBeNull()
  })

  test('leaves out the other side where this time has nothing of it', () => {
    const progress: Progress = {
      ...inRehab,
      range: '90-days',
      strength: [leg('left', ['2026-11-22', 34]), leg('right')],
    }
    expect(chartsOf(progress).map(({ question }) => question)).toEqual(['Is the left leg getting stronger?'])
  })

  test('counts what could not be estimated, and names the formula', () => {
    const notEstimated = [{ why: 'restricted' as const, sets: 12 }]
    const progress = { ...inRehab, strength: [{ ...leg('left', ['2026-10-21', 26]), notEstimated }] }
    expect(notes(progress, 'strength')).toEqual([
      'Leg extension. Tested 1RM.',
      'Not estimated: 12 sets with restriction. Estimates are by Epley.',
    ])
  })
})

describe('are the limbs evening out', () => {
  test('never rounds up to the line, in the sentence, the table or the chart', () => {
    const point = { involvedG: 89_960, uninvolvedG: 100_000, uninvolvedOn: '2026-10-21', isTested: true }
    const progress = {
      ...inRehab,
      symmetry: [{ on: '2026-11-22', percent: 89.96, ofBaselinePercent: 89.96, ...point }],
    }
    expect(said(progress, 'symmetry')).toBe("89 %; 89 % of the right leg's first baseline.")
    expect(notes(progress, 'symmetry')).toEqual(['Leg extension. The usual line is 90 %. Not there yet.'])
    expect(rows(progress, 'symmetry')).toEqual([['22 Nov 2026', '89.9 %', '89.9 %', '89.96 kg of 100 kg', 'tested']])
    expect(chart(progress, 'symmetry').plot?.lines.map(({ points }) => points[0]?.value)).toEqual([89.9, 89.9])
    expect(chart(progress, 'symmetry').plot?.levels).toMatchObject([{ look: 'line', value: 90 }])
  })
})

describe('what was measured', () => {
  const site = 'Thigh, 16 cm above the kneecap'
  const girth = (side: 'left' | 'right', ...mm: [string, number][]) => ({
    site,
    side,
    points: mm.map(([on, value]) => ({ on, mm: value })),
  })

  test('of a girth is said of both sides, and of each site in a chart of its own', () => {
    const calf = { ...girth('left', ['2026-11-01', 370]), site: 'Calf, widest' }
    const progress: Progress = {
      ...inRehab,
      girth: [calf, girth('right', ['2026-10-21', 502]), girth('left', ['2026-10-21', 480], ['2026-11-22', 495])],
    }
    const asked = chartsOf(progress).filter(({ name }) => name === 'girth')
    expect(asked.map(({ question, answer }) => [question, plain(answer)])).toEqual([
      [
        'Is the limb growing: thigh, 16 cm above the kneecap?',
        'Left up 1.5 cm since clearance, 48.0 → 49.5 cm; right 50.2 cm.',
      ],
      ['Is the limb growing: calf, widest?', '37.0 cm on 1 Nov 2026, measured once in this time.'],
    ])
  })

  test('of a range of motion may lie below zero, active filled and passive hollow', () => {
    const motion = { movement: 'Knee extension', side: 'left' as const }
    const progress: Progress = {
      ...inRehab,
      motion: [
        { ...motion, isPassive: true, points: [{ on: '2026-10-21', degrees: -5 }] },
        {
          ...motion,
          isPassive: false,
          points: [
            { on: '2026-10-21', degrees: -12 },
            { on: '2026-11-22', degrees: -3 },
          ],
        },
      ],
    }
    expect(said(progress, 'motion')).toBe('Left active up 9° since clearance, -12 → -3°; left passive -5°.')
    expect(chart(progress, 'motion').plot).toMatchObject({ unit: '°', low: -12.5 })
    expect(chart(progress, 'motion').legend.map(({ words }) => words)).toEqual([
      'left',
      'active',
      'passive',
      'over 28 days without a value',
    ])
  })

  test('of a score is held against its own range, and better is the end that is good', () => {
    const points = [
      { on: '2026-10-21', hundredths: 6100 },
      { on: '2026-11-22', hundredths: 4800 },
    ]
    const score = { instrument: 'LEFS', side: 'both' as const, low: 0, high: 8000, points }
    const higher: Progress = { ...inRehab, scores: [{ ...score, isHigherBetter: true }] }
    expect(said(higher, 'scores')).toBe('Worse by 13 points since clearance, 61 → 48 points.')
    expect(notes(higher, 'scores')).toEqual(['From 0 to 80 points; higher is better.'])
    expect(chart(higher, 'scores').plot?.ticks).toEqual([0, 40, 80])
    const lower: Progress = { ...inRehab, scores: [{ ...score, isHigherBetter: false }] }
    expect(said(lower, 'scores')).toBe('Better by 13 points since clearance, 61 → 48 points.')
    const twoWays: Progress = { ...inRehab, scores: [...higher.scores, ...lower.scores] }
    expect(
      chartsOf(twoWays).flatMap(({ name, answer }) => (name === 'scores' ? [plain(answer).split(' ')[0]] : [])),
    ).toEqual(['Worse', 'Better'])
  })

  test('of endurance names its load, and of no load one’s own weight', () => {
    const points = [{ on: '2026-11-22', reps: 1 }]
    const series = { exercise: 'Leg extension', side: 'left' as const, points }
    const progress: Progress = {
      ...inRehab,
      endurance: [
        { ...series, loadG: 20_000 },
        { ...series, loadG: 0 },
      ],
    }
    const asked = chartsOf(progress).filter(({ name }) => name === 'endurance')
    expect(asked.map(({ question, subject }) => [plain(question), subject])).toEqual([
      ['Is endurance up: leg extension at 20 kg?', '20000'],
      ['Is endurance up: leg extension with own weight?', '0'],
    ])
    expect(plain(asked[0]?.answer ?? '')).toBe('1 repetition on 22 Nov 2026, measured once in this time.')
  })

  test('of endurance holds a goal against the load that was lifted last, not against a lighter one before', () => {
    const series = { exercise: 'Leg extension', side: 'left' as const }
    const aimedAt = { kind: 'endurance', subject: 'Leg extension', side: 'left', amount: 20 } as const
    const progress: Progress = {
      ...inRehab,
      goals: [{ ...aimedAt, setOn: '2026-10-12', setBy: 'Lin Chen' }],
      endurance: [
        { ...series, loadG: 10_000, points: [{ on: '2026-10-05', reps: 25 }] },
        { ...series, loadG: 20_000, points: [{ on: '2026-11-22', reps: 12 }] },
      ],
    }
    const asked = chartsOf(progress).filter(({ name }) => name === 'endurance')
    expect(asked.map(({ subject, facts }) => [subject, facts.map(plain)])).toEqual([
      ['20000', ['8 repetitions to the goal of 20 repetitions, set on 12 Oct 2026 by Lin Chen.']],
      ['10000', []],
    ])
  })
})

describe('is it hurting less', () => {
  test('is held against the smallest change that matters', () => {
    const pain = [
      { on: '2026-10-21', nrs: 5 },
      { on: '2026-11-22', nrs: 2 },
    ]
    const { answer, plot } = chart({ ...noProgress, pain }, 'pain')
    expect(answer).toBe('5 → 2 of 10.')
    // 15 % of 5 are 0.75, less than 1; 33 % are 1.65, less than 2.
    expect(plot?.bands).toEqual([{ from: 4.25, to: 6, words: 'no change that matters' }])
    expect(plot?.levels).toEqual([{ look: 'line', value: 3.35, words: 'much better' }])
    expect(plot?.ticks).toEqual([0, 5, 10])
  })
})

describe('is the work being done', () => {
  const weeks = [
    { weekOf: '2026-10-05', volumeG: 1_000_000, sessions: 3, planned: 3 },
    { weekOf: '2026-10-12', volumeG: 2_000_000, sessions: 1, planned: null },
  ]

  test('shows sessions beside those planned, and the volume in a chart of its own', () => {
    const progress = { ...noProgress, weeks }
    expect(rows(progress, 'work')).toEqual([
      ['12 Oct 2026', '1 session'],
      ['5 Oct 2026', '3 sessions, 3 planned'],
    ])
    expect(said(progress, 'work')).toBe('4 sessions in 2 weeks, the last in the week of 12 Oct 2026.')
    expect(said(progress, 'volume')).toBe('2,000 kg in the week of 12 Oct 2026, the most in this time.')
    expect(chart(progress, 'volume').plot?.low).toBe(0)
  })

  test('counts whole sessions, be there only one', () => {
    const [week] = weeks
    const plot = week && chart({ ...noProgress, weeks: [{ ...week, sessions: 1, planned: null }] }, 'work').plot
    expect(plot?.ticks).toEqual([0, 1])
  })

  test('is said of the last week in which something was lifted', () => {
    const rest = { weekOf: '2026-10-19', volumeG: 0, sessions: 0, planned: 3 }
    expect(
      said(
        {
          ...noProgress,
          weeks: [...weeks.toReversed().map((week, index) => ({ ...week, weekOf: weeks[index]?.weekOf ?? '' })), rest],
        },
        'volume',
      ),
    ).toBe('1,000 kg in the week of 12 Oct 2026, the most was 2,000 kg in the week of 5 Oct 2026.')
  })

  test('has no chart of volume where nothing was lifted', () => {
    const progress = { ...noProgress, weeks: weeks.map((week) => ({ ...week, volumeG: 0 })) }
    expect(chartsOf(progress).map(({ name }) => name)).toEqual(['work'])
  })
})

test('the end of a window is on the axis before it has come', () => {
  const windows = [{ openedOn: '2026-11-20', extensionDays: 0, windowDays: 21 }]
  const course = { ...noProgress.course, windows, clearedOn: ['2026-10-01'], redFlags: ['2020-01-01'] }
  const { plot, legend } = chart({ ...inRehab, course }, 'strength')
  // The first test is of 21 October, the clearance 20 days before it; 20 November and 20 days are 10 December.
  expect(plot?.span).toEqual({ from: '2026-10-01', to: '2026-12-10' })
  expect(legend.map(({ words }) => words)).toEqual(expect.arrayContaining(['rehab window', 'cleared']))
  expect(legend.map(({ words }) => words)).not.toContain('red flag')
})

describe('the axis', () => {
  const marks = {
    ...noMarks,
    windows: [
      { from: '2026-07-17', to: '2026-08-06' },
      { from: '2026-08-12', to: '2026-09-02' },
    ],
  }

  test('reaches to a window around its points, and not to one that was over before', () => {
    expect(axisSpan(['2026-09-01', '2026-11-23'], marks)).toEqual({ from: '2026-08-12', to: '2026-11-23' })
  })

  test('reaches no further than 28 days before them, and to the end of a window that has not come', () => {
    const long = { ...noMarks, windows: [{ from: '2026-01-01', to: '2026-12-04' }] }
    expect(axisSpan(['2026-09-01', '2026-11-23'], long)).toEqual({ from: '2026-08-04', to: '2026-12-04' })
  })
})
