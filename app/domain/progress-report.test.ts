import { describe, expect, it, test } from 'vitest'
import { reportFacts, strengthChange, whyNotSend } from './progress-report'
import { contentOf, given, knee, nothing, series } from './report-content.fixture'
import { readReport, reportText } from './report-content'

const facts = reportFacts(given)
const words = { addresseeName: 'Dr Elsewhere', summary: 'She may jog.' }

describe('the change of a maximum', () => {
  const tested = series('left', [
    ['2026-09-01', 'estimated', 20],
    ['2026-09-07', 'tested', 23],
    ['2026-11-23', 'tested', 34],
    ['2026-11-25', 'estimated', 36],
  ])
  it('is from test to test where there are two: 23 to 34 kg is 47.8 % more', () => {
    const change = strengthChange(tested)
    expect([change?.first.on, change?.last.on]).toEqual(['2026-09-07', '2026-11-23'])
    expect(change?.percent).toBeCloseTo(47.826, 2)
  })

  test.each([
    [
      'a test with an estimate',
      series('left', [
        ['2026-09-07', 'tested', 20],
        ['2026-10-07', 'estimated', 30],
      ]),
    ],
    [
      'the heaviest sets of a log',
      {
        ...series('left', [
          ['2026-09-07', 'heaviest-set', 20],
          ['2026-10-07', 'heaviest-set', 30],
        ]),
        measure: 'heaviest-set' as const,
      },
    ],
  ])('gives no percent that compares %s', (_, given) => {
    expect(strengthChange(given)).toMatchObject({ percent: null, last: { loadG: 30_000 } })
  })

  it('is none of a single point', () => {
    expect(strengthChange(series('left', [['2026-09-07', 'tested', 20]]))).toBeNull()
  })
})

describe('what a report says of 90 days', () => {
  it('names the client, the period and the newest program', () => {
    expect(facts.client).toMatchObject({ familyName: 'Lindqvist', birthDate: '1990-05-04', recordNumber: 'R-1004' })
    // The 90th day, today among them.
    expect(facts.period).toEqual({ range: '90-days', from: '2026-08-29', until: '2026-11-26' })
    expect(facts.program).toMatchObject({ diagnosis: 'ACL reconstruction, left', procedureName: 'ACL graft' })
  })

  it('says nothing of a symmetry that was last measured before it', () => {
    const { symmetry } = given.progress[0]
    expect(symmetry.length).toBeGreaterThan(0)
    const old = symmetry.map((point) => ({ ...point, on: '2026-08-28' }))
    const [exercise] = reportFacts({ ...given, progress: [{ ...given.progress[0], symmetry: old }] }).exercises
    expect(exercise?.symmetry).toMatchObject({ points: [], isAtLine: null, sentence: 'Not measured in this time.' })
  })

  it('answers strength by side and symmetry as the page does', () => {
    const [exercise] = facts.exercises
    expect(exercise?.strength.map(({ answer }) => answer.sentence)).toEqual([
      'Yes: 23 → 34 kg since clearance (+48 %).',
      'Yes: 41 → 43 kg since clearance (+5 %).',
    ])
    // 34 of 43 is 79 %, 34 of the first 41 is 83 %; 23 of 41 was 56 %.
    expect(exercise?.symmetry.sentence).toBe("79 %, was 56 %; 83 % of the right leg's first baseline.")
    expect(exercise?.strength.map(({ goalG }) => goalG)).toEqual([40_000, null])
  })

  it('leaves out what happened before it', () => {
    expect(facts.decisions.map(({ on }) => on)).toEqual(['2026-09-09'])
    expect(facts.marks.filter(({ kind }) => kind === 'red-flag')).toEqual([
      { kind: 'red-flag', on: '2026-10-19', label: 'red flag' },
    ])
    expect(facts.adverseEvents).toBe(1)
  })

  it('keeps a hold that began before and still stands', () => {
    const course = { ...knee.course, holds: [{ from: '2026-01-01', until: null }] }
    const { marks } = reportFacts({ ...given, progress: [{ ...knee, course }] })
    expect(marks).toContainEqual({ kind: 'hold', from: '2026-01-01', until: null, label: 'on hold' })
  })

  it('names the newest clearance where none was signed in it', () => {
    const { decisions } = reportFacts({ ...given, decisions: given.decisions.slice(0, 1) })
    expect(decisions.map(({ on }) => on)).toEqual(['2025-02-01'])
  })

  it('names who measured what is in it, and nobody for an exercise that is not', () => {
    expect(facts.measuredBy.map(({ subject }) => subject)).toEqual(['Leg extension', 'Thigh, 16 cm above the kneecap'])
  })

  it('has each other kind with its goal, and none that was not measured', () => {
    expect(facts.measured.map(({ kind, goal }) => [kind, goal])).toEqual([
      ['endurance', null],
      ['range-of-motion', null],
      ['girth', null],
      ['score', 7000],
    ])
    expect(facts.pain.note).toContain(' The worst of each day.')
    const byWeek = reportFacts({ ...given, progress: [{ ...given.progress[0], bucket: 'week' }] })
    expect(byWeek.pain.note).toContain(' The worst of each week.')
    expect(facts.pain).toMatchObject({ sentence: '5 → 2 of 10.', change: 'much-better', goal: 1 })
    expect(facts.work.sentence).toContain('30 of 33 planned sessions')
  })

  it('does not say "no test yet" of an exercise that was tested before it', () => {
    const empty = { ...knee, strength: knee.strength.map((each) => ({ ...each, points: [] })) }
    const [exercise] = reportFacts({ ...given, progress: [empty] }).exercises
    expect(exercise?.strength[0]?.answer.sentence).toBe('Not measured in this time.')
  })
})

describe('a report that cannot be sent', () => {
  test.each([
    ['says nothing', reportFacts({ ...given, progress: [nothing] }), words, 'nothing-to-report'],
    ['goes to nobody', facts, { ...words, addresseeName: '' }, 'recipient-missing'],
    ['has no word of who signs it', facts, { ...words, summary: '' }, 'summary-missing'],
    ['lacks nothing', facts, words, null],
  ])('%s', (_, given, typed, why) => {
    expect(whyNotSend(given, typed)).toBe(why)
  })
})

describe('the text that is signed', () => {
  const content = contentOf()

  it('is the same for the same facts and words, and reads back as what it was', () => {
    expect(reportText(contentOf())).toBe(reportText(content))
    expect(readReport(reportText(content))).toEqual(content)
  })

  test.each([
    ['erased', 'erased'],
    ['of another format', reportText(content).replace('progress-report-1', 'progress-report-9')],
    ['half of itself', JSON.stringify({ ...content, exercises: undefined })],
    ['no object', 'null'],
  ])('is not read where it is %s', (_, text) => {
    expect(readReport(text)).toBeNull()
  })
})
