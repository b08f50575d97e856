import { describe, expect, it } from 'vitest'
import { type Amounts, amountWords, changePhrase, measuredSentence, type Reading } from './measured-words'

const cm: Amounts = { unit: 'cm', digits: 1, leastDigits: 1 }
const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ') ?? null

const readings = (...values: [on: string, value: number][]): Reading[] => values.map(([on, value]) => ({ on, value }))
const thigh = readings(['2026-09-01', 47.5], ['2026-10-21', 48], ['2026-11-22', 49.5])
const change = (of: Reading[], clearedOn: string | null, amounts = cm) =>
  plain(changePhrase(of, clearedOn, amounts, 'en-GB'))

describe('a value', () => {
  it.each([
    [49.5, cm, '49.5 cm'],
    [50, cm, '50.0 cm'],
    [110, { unit: '°', digits: 0 }, '110°'],
    [1, { unit: 'repetitions', one: 'repetition', digits: 0 }, '1 repetition'],
    [22, { unit: 'repetitions', one: 'repetition', digits: 0 }, '22 repetitions'],
    [1234.56, { unit: 'N', digits: 1 }, '1,234.6 N'],
    [80, { unit: '', digits: 2 }, '80'],
  ])('%d is written %#', (value, amounts, words) => {
    expect(plain(amountWords(value, amounts, 'en-GB'))).toBe(words)
  })
})

describe('a change', () => {
  it('is counted from the last reading on or before the clearance', () => {
    expect(change(thigh, '2026-11-01')).toBe('up 1.5 cm since clearance, 48.0 → 49.5 cm')
  })

  it('is counted from the first where none came before, or where nothing was cleared', () => {
    expect(change(thigh, '2026-08-01')).toBe('up 2.0 cm since 1 Sept 2026, 47.5 → 49.5 cm')
    expect(change(thigh, null)).toBe('up 2.0 cm since 1 Sept 2026, 47.5 → 49.5 cm')
  })

  it('says how it stands where nothing came after the clearance, or only one reading is there', () => {
    expect(change(thigh, '2026-12-01')).toBe(
      'up 2.0 cm since 1 Sept 2026, 47.5 → 49.5 cm, last measured on 22 Nov 2026 and not since clearance',
    )
    expect(change(thigh.slice(0, 1), null)).toBe('47.5 cm on 1 Sept 2026, measured once in this time')
    expect(change([], null)).toBeNull()
  })

  it('that is not seen in what is written is the same', () => {
    expect(change(readings(['2026-09-01', 48.02], ['2026-10-01', 48.04]), null)).toBe(
      'the same since 1 Sept 2026, 48.0 cm',
    )
  })

  it('down is named as the kind names it', () => {
    const score: Amounts = { unit: 'points', digits: 2, up: 'better by', down: 'worse by' }
    expect(change(readings(['2026-09-01', 61.5], ['2026-10-01', 48]), null, score)).toBe(
      'worse by 13.5 points since 1 Sept 2026, 61.5 → 48 points',
    )
  })
})

describe('the sentence', () => {
  const right = readings(['2026-10-21', 50], ['2026-11-22', 50.2])
  const asked = { clearedOn: '2026-11-01', amounts: cm, locale: 'en-GB' }
  const lines = [
    { name: 'Left', readings: thigh },
    { name: 'Right', readings: right },
  ]

  it('says the change of the side in rehab, and where the other stands', () => {
    expect(plain(measuredSentence({ lines, isFirstInQuestion: true, ...asked }))).toBe(
      'Left up 1.5 cm since clearance, 48.0 → 49.5 cm; right 50.2 cm.',
    )
  })

  it('says the change of both where nobody said which is in rehab', () => {
    expect(plain(measuredSentence({ lines, isFirstInQuestion: false, ...asked }))).toBe(
      'Left up 1.5 cm since clearance, 48.0 → 49.5 cm; right up 0.2 cm since clearance, 50.0 → 50.2 cm.',
    )
  })

  it('of one line goes without its name, and of none says so', () => {
    const alone = [
      { name: 'Left', readings: thigh },
      { name: 'Right', readings: [] },
    ]
    expect(plain(measuredSentence({ lines: alone, isFirstInQuestion: true, ...asked }))).toBe(
      'Up 1.5 cm since clearance, 48.0 → 49.5 cm.',
    )
    expect(measuredSentence({ lines: [], isFirstInQuestion: false, ...asked })).toBe('Not measured yet.')
  })
})
