import { describe, expect, it } from 'vitest'
import { namesInApps } from './catalogue/names-in-apps'
import { foldExerciseName, suggestExercises } from './exercise-names'
import { exerciseNamed } from './exercises'

describe('a name of a file', () => {
  it.each([
    ['  Leg  Press (Machine) ', 'leg press (machine)'],
    ['LEG\u00a0PRESS', 'leg press'],
    ['Ｓquat', 'squat'],
  ])('%j is one with %j', (name, folded) => expect(foldExerciseName(name)).toBe(folded))

  it('is never too long to be kept, even where folding makes it longer', () => {
    for (const name of ['\ufdfa'.repeat(200), '💪'.repeat(100), 'İ'.repeat(200)]) {
      const folded = foldExerciseName(name)
      expect(folded.length).toBeLessThanOrEqual(200)
      expect(folded).not.toMatch(/\p{Cs}/u)
    }
  })
})

describe('a suggestion', () => {
  it.each([
    ['Leg Press (Machine)', 'Leg press'],
    ['BACK EXTENSION', 'Back extension'],
    ['Step Up', 'Step-up'],
    ['Goblet Squat', 'Squat, weight held at the chest'],
    ['Lat Pulldown (Cable)', 'Pull-down'],
    ['Triceps Pushdown', 'Triceps push-down'],
    // Of the clinic's own names.
    ['Squat (Barbell)', 'Squat'],
    ['front-squat', 'Front squat'],
    ['Front Squat (Barbell)', 'Front squat'],
  ])('for %s is %s', (name, exercise) => {
    expect(suggestExercises([name], ['Squat', 'Front squat']).get(name)).toBe(exercise)
  })

  it.each([
    'Squat (Smith Machine)', // another load than the barbell's
    'Hack Squat (Barbell)', // the catalogue's is the machine
    'Incline Bench Press (Barbell)',
    'Snatch (Barbell)',
    'Leg day',
    '(Barbell)',
    '',
    '__proto__',
  ])('is not made for %j, which nobody can be sure of', (name) => {
    expect([...suggestExercises([name], ['Squat'])]).toEqual([])
  })

  it('for a barbell waits until the clinic has such an exercise', () => {
    expect(suggestExercises(['Squat (Barbell)'], []).size).toBe(0)
  })

  it('never makes one series of two machines, unless a name is that of the exercise', () => {
    const two = suggestExercises(['Lat Pulldown (Cable)', 'Lat Pulldown (Machine)', 'Hammer Curl'], [])
    expect([...two]).toEqual([['Hammer Curl', 'Biceps curl, thumbs up']])
    const named = suggestExercises(['Lat Pulldown (Cable)', 'Pull-Down'], [])
    expect([...named]).toEqual([['Pull-Down', 'Pull-down']])
  })
})

describe('the names of apps', () => {
  it('each mean an exercise of the catalogue, and one alone', () => {
    for (const exercise of Object.keys(namesInApps)) expect(exerciseNamed(exercise)?.name).toBe(exercise)
    const all = Object.values(namesInApps).flat()
    expect(new Set(all).size).toBe(all.length)
  })
})
