import { describe, expect, it } from 'vitest'
import { usualLine, usualTestLine } from './typed-line'
import { inUnitOf, readProgram, type TypedProgram } from './typed-program'

const typed: TypedProgram = {
  goal: 'strength',
  diagnosis: 'Weak after a cast',
  sessionsPerWeek: '3',
  sessionsPerDay: '1',
  weeks: '3',
  lines: [{ ...usualLine, exercise: 'Leg extension', limb: 'left-leg', cuffWidthCm: '11.5' }],
}
const read = (changes: TypedProgram) => readProgram({ ...typed, ...changes }, { kind: 'new', unit: 'kg', isNew: false })
const wrongIn = (changes: TypedProgram) => read(changes).mistakes.map(({ path }) => path.join('.'))

describe('how often', () => {
  it.each([
    ['a week, as it is typed', { rhythm: 'week', sessionsPerWeek: '3', sessionsPerDay: '1' }, 3, 1],
    ['without a rhythm, as a week', { sessionsPerWeek: '5', sessionsPerDay: '2' }, 5, 2],
    ['every day once, is seven a week', { rhythm: 'day', sessionsPerWeek: '', sessionsPerDay: '1' }, 7, 1],
    [
      'every day twice, is fourteen, whatever the week says',
      { rhythm: 'day', sessionsPerWeek: '3', sessionsPerDay: '2' },
      14,
      2,
    ],
    ['every day three times is read, for the rule book to stop', { rhythm: 'day', sessionsPerDay: '3' }, 21, 3],
  ] as const)('%s', (_, changes, sessionsPerWeek, sessionsPerDay) => {
    expect(read(changes).schedule).toEqual({ sessionsPerWeek, sessionsPerDay, weeks: 3 })
  })

  it('is asked for beside its field', () => {
    expect(wrongIn({ rhythm: 'day', sessionsPerDay: '' })).toEqual(['sessionsPerDay'])
    expect(wrongIn({ rhythm: 'day', sessionsPerDay: '4' })).toEqual(['sessionsPerDay'])
    expect(wrongIn({ rhythm: 'week', sessionsPerWeek: '' })).toEqual(['sessionsPerWeek'])
    expect(wrongIn({ rhythm: 'fortnight' })).toEqual(['rhythm'])
  })
})

describe('a test line', () => {
  it('is one repetition as heavy as it goes, and needs no 1RM to be written', () => {
    const [line] = read({ lines: [{ ...usualTestLine, exercise: 'Leg press', limb: 'left-leg' }] }).lines
    expect(line).toMatchObject({
      mode: 'strength-test',
      reps: [1],
      load: { kind: 'rpe', ceiling: 10 },
      restriction: null,
    })
  })
})

describe('a form that was kept', () => {
  const line = { ...typed.lines?.[0], loadKind: 'kg', load: '135' }
  const kept = {
    ...typed,
    loadUnit: 'lb',
    lines: [line, { ...line, load: '60 kg' }, { ...line, loadKind: 'rpe', load: '7' }],
  }

  it('says of each load what it was typed in, once its person reads in another unit', () => {
    const going = inUnitOf(kept, 'kg')
    expect(going.lines?.map((one) => one?.load)).toEqual(['135 lb', '60 kg', '7'])
    // 135 lb of 453.59237 g.
    expect(read({ lines: going.lines?.slice(0, 1) }).lines[0]?.load).toEqual({ kind: 'kg', loadG: 61_235 })
    expect(going.loadUnit).toBe('kg')
  })

  it('stays as it was in the same unit, and where it says none', () => {
    expect(inUnitOf(kept, 'lb')).toBe(kept)
    const older = { ...typed, lines: [line] }
    expect(inUnitOf(older, 'kg')).toBe(older)
  })
})
