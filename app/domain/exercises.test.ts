import { describe, expect, it } from 'vitest'
import { regions } from './catalogue/exercise'
import { exerciseNamed, exercises, exercisesFor, limbsOf } from './exercises'
import { modes } from './prescription'

describe('the catalogue of exercises', () => {
  it('has about ninety, each named once, by key and by name however it is spelled', () => {
    expect(exercises.length).toBeGreaterThanOrEqual(85)
    expect(exercises.length).toBeLessThanOrEqual(100)
    for (const list of [exercises.map(({ key }) => key), exercises.map(({ name }) => name.toLowerCase())]) {
      expect(new Set(list).size).toBe(list.length)
    }
    for (const { key } of exercises) expect(key).toMatch(/^[a-z]+(-[a-z]+)*$/)
  })

  it('has the names that programs and tests on record were written with', () => {
    const before = ['Leg extension', 'Leg press, one leg', 'Biceps curl, thumbs up', 'Cycling, stationary', 'Plank']
    for (const name of before) expect(exerciseNamed(name)?.name, name).toBe(name)
  })

  it('says of each in one sentence how it is done', () => {
    for (const { name, how } of exercises) {
      expect(how, name).toMatch(/^[A-Z].*\.$/)
      expect(how.length, name).toBeLessThanOrEqual(90)
    }
  })

  it('has something for every part of the body and every way of training', () => {
    for (const mode of modes) expect(exercisesFor(mode).length).toBeGreaterThan(0)
    for (const region of regions) expect(exercisesFor('strength', region).length).toBeGreaterThanOrEqual(8)
  })

  it('puts no cuff on a trunk', () => {
    for (const { modes } of exercises.filter(({ region }) => region === 'trunk')) expect(modes).toEqual(['strength'])
    for (const mode of ['bfr-resistance', 'bfr-aerobic', 'bfr-passive'] as const) {
      expect(exercisesFor(mode, 'trunk')).toEqual([])
    }
  })

  it('tests a maximum only of what is trained with a load', () => {
    for (const { name, modes } of exercisesFor('strength-test')) expect(modes, name).toContain('strength')
    expect(exerciseNamed('Standing on one leg')?.modes).not.toContain('strength-test')
  })

  it('finds arms among arms', () => {
    const found = exercisesFor('bfr-aerobic', 'arm')
    expect(found.map(({ key }) => key)).toEqual(['arm-ergometer'])
    expect(found.flatMap(limbsOf)).toEqual(['left-arm', 'right-arm'])
    expect([limbsOf({ region: 'leg' }), limbsOf({ region: 'trunk' })]).toEqual([['left-leg', 'right-leg'], []])
  })
})

describe('an exercise', () => {
  it('is found by its name, however it is spelled, and not by somebody’s own words', () => {
    expect(exerciseNamed(' LEG extension ')?.key).toBe('leg-extension')
    expect(exerciseNamed('Leg extension on Tuesdays')).toBeNull()
  })
})
