import { describe, expect, it } from 'vitest'
import { exercises, exercisesFor, limbsOf } from './exercises'
import { modes } from './prescription'

describe('the catalogue of exercises', () => {
  it('names each exercise once, by key and by name', () => {
    expect(exercises.length).toBeGreaterThanOrEqual(40)
    for (const list of [exercises.map(({ key }) => key), exercises.map(({ name }) => name)]) {
      expect(new Set(list).size).toBe(list.length)
    }
    for (const { key } of exercises) expect(key).toMatch(/^[a-z]+(-[a-z]+)*$/)
  })

  it('has something for every way of training', () => {
    for (const mode of modes) expect(exercisesFor(mode).length).toBeGreaterThan(0)
  })

  it('puts no cuff on a trunk', () => {
    for (const { modes } of exercises.filter(({ region }) => region === 'trunk')) expect(modes).toEqual(['strength'])
    expect(exercisesFor('bfr-resistance', 'trunk')).toEqual([])
  })

  it('finds arms among arms', () => {
    const found = exercisesFor('bfr-aerobic', 'arm')
    expect(found.map(({ key }) => key)).toEqual(['arm-ergometer'])
    expect(found.flatMap(limbsOf)).toEqual(['left-arm', 'right-arm'])
    expect([limbsOf({ region: 'leg' }), limbsOf({ region: 'trunk' })]).toEqual([['left-leg', 'right-leg'], []])
  })
})
