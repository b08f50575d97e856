import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readCsv } from '~/data/csv.server'
import { type PerformedSet, strengthSeries } from '~/domain/progress'
import { symmetrySeries } from '~/domain/progress-symmetry'
import { strengthAnswer } from '~/domain/progress-words'
import { weeklyVolume } from '~/domain/progress-work'
import { readStrengthLog } from '~/domain/strength-log'

const kg = { locale: 'en-GB', units: 'kg' } as const

function recordsOf(path: string) {
  const file = readCsv(readFileSync(new URL(`../../../shared/data/${path}.csv`, import.meta.url)))
  if (!file.ok) throw new Error(file.says)
  return file.records
}

function setsOf(name: string): PerformedSet[] {
  const log = readStrengthLog(recordsOf(`strength/${name}`), { unit: 'kg' })
  if (!log.ok) throw new Error(log.why)
  return log.rows.flatMap((row) => {
    if (row.outcome !== 'taken') return []
    return [{ ...row.set, on: row.set.performedAtLocal.slice(0, 10), isTest: false, isRestricted: false }]
  })
}

// The expected values were found with Python's csv module.
describe('a real log from Strong', () => {
  const series = strengthSeries([], setsOf('strong-ios'))
  const squat = series.find(({ exercise }) => exercise === 'Squat (Barbell)')

  it('charts 20 exercises with repetitions, none of them by an estimate, for it has no RPE', () => {
    expect(series).toHaveLength(20)
    expect(series.some(({ measure }) => measure === 'one-rm')).toBe(false)
  })

  it('charts squats by the heaviest set of each of 55 days, up to 135 kg', () => {
    expect(squat).toMatchObject({ measure: 'heaviest-set', side: 'both' })
    expect(squat?.points).toHaveLength(55)
    expect(Math.max(...(squat?.points ?? []).map(({ loadG }) => loadG ?? 0))).toBe(135_000)
  })

  it('says what it shows, and that it is no 1RM', () => {
    const answer = squat && strengthAnswer(squat, null, kg)
    expect(answer?.verdict).toBe('cannot-say')
    expect(answer?.sentence).toBe('Heaviest set of the day: 100 kg × 4 → 120 kg × 1 since 8 Jan 2021.')
  })

  it('charts crunches by repetitions', () => {
    expect(series.find(({ exercise }) => exercise === 'Crunch')).toMatchObject({ measure: 'most-reps' })
  })

  it('adds up to the volume that was lifted', () => {
    const weeks = weeklyVolume(setsOf('strong-ios'))
    expect(weeks.reduce((sum, week) => sum + week.volumeKg, 0)).toBeCloseTo(394_186, 6)
  })
})

describe('tested maxima of 39 people, leg by leg (Hammarström 2020)', () => {
  const weeks: Record<string, string> = {
    pre: '2026-01-05',
    session1: '2026-01-12',
    week2: '2026-01-19',
    week5: '2026-02-09',
    week9: '2026-03-09',
    post: '2026-04-06',
  }
  const tests = recordsOf('one-rm/per-leg-one-rm').flatMap(({ subject, leg, exercise, timepoint, load }) => {
    const side = ({ L: 'left', R: 'right' } as const)[(leg ?? '').trim()]
    const on = weeks[timepoint ?? '']
    return side && on && load !== 'NA'
      ? [{ exercise: `${subject} ${exercise}`, side, on, loadG: Number(load) * 1000 }]
      : []
  })

  it('chart as tested, one point a person, exercise, leg and time', () => {
    const series = strengthSeries(tests, [])
    expect(series.every(({ measure }) => measure === 'one-rm')).toBe(true)
    expect(series.flatMap(({ points }) => points)).toHaveLength(
      new Set(tests.map((each) => `${each.exercise}${each.side}${each.on}`)).size,
    )
  })

  it('give FP13 legs that press the same before training', () => {
    const [left, right] = strengthSeries(tests, []).filter(({ exercise }) => exercise === 'FP13 legpress')
    const [first] = left && right ? symmetrySeries(left, right) : []
    expect(first).toMatchObject({ percent: 100, involvedG: 115_000, uninvolvedG: 115_000, isTested: true })
  })
})
