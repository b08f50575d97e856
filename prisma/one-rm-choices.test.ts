import { describe, expect, it } from 'vitest'
import type { Sheet } from '~/data/sheet.server'
import { choicesFor, nameLines, type OneRmOptions } from './one-rm-choices'

const sheetOf = (columns: string[], ...rows: string[][]): Sheet => ({
  fileHash: 'a'.repeat(64),
  encoding: 'utf-8',
  columns,
  rows: rows.map((cells, at) => [at + 2, cells]),
})
const study = sheetOf(
  ['subject', 'leg', 'exercise', 'timepoint', 'load'],
  ['FP13', 'R', 'legpress', 'pre', '115'],
  ['FP13', 'R', 'legpress', 'post', '125'],
)
const nothingRemembered = async () => []
const choose = (sheet: Sheet, options: Partial<OneRmOptions>) =>
  choicesFor(nothingRemembered, sheet, { column: [], day: [], name: [], ...options })
const said = { unit: 'kg', day: ['pre=2018-01-08', 'Post=2018-04-09'], name: ['legpress=Leg press'] }

describe('the options of an import of tested maxima', () => {
  it('are what the file does not say by itself', async () => {
    expect(await choose(study, said)).toEqual({
      mapping: {
        places: { client: 0, side: 1, exercise: 2, when: 3, load: 4, unit: null },
        dateOrder: null,
        unit: 'kg',
      },
      days: { pre: '2018-01-08', post: '2018-04-09' },
      names: { legpress: 'Leg press' },
    })
  })

  it('say what each name comes in as, also where a colleague chose it before', async () => {
    const remembered = async () => [{ nameInFile: 'legpress', exercise: 'Hip thrust' }] as never[]
    const { names } = await choicesFor(remembered, study, { column: [], ...said, name: [] })
    expect(nameLines(names)).toEqual(['"legpress" comes in as Hip thrust.'])
  })

  it('leave out a label that is given no day', async () => {
    expect((await choose(study, { ...said, day: ['pre=2018-01-08', 'post='] })).days).toEqual({ pre: '2018-01-08' })
  })

  it('put another column in the place of the guessed one', async () => {
    const { mapping } = await choose(study, { ...said, column: ['client=leg'] })
    expect(mapping.places).toMatchObject({ client: 1, side: null })
  })

  it.each([
    ['no unit', { unit: undefined }, 'Say the unit'],
    ['a unit that is none', { unit: 'stone' }, 'Say the unit'],
    ['no day for a label', { day: ['pre=2018-01-08'] }, '--day "post='],
    ['a day that is none', { day: ['pre=2018-02-30', 'post=2018-04-09'] }, 'is no day'],
    ['one day for two labels', { day: ['pre=2018-01-08', 'post=2018-01-08'] }, 'the same day'],
    [
      'a day for a label that no row has',
      { day: ['pre=2018-01-08', 'post=2018-04-09', 'mid=2018-02-09'] },
      '--day mid',
    ],
    ['a name that no test has', { name: ['legpress=Leg press', 'legcurl=Leg curl'] }, '--name legcurl'],
    ['a name too long to keep', { name: [`legpress=${'L'.repeat(201)}`] }, '200 signs'],
    ['no name for an exercise', { name: [] }, '--name "legpress='],
    ['a column that is not there', { column: ['client=who'] }, 'subject, leg'],
    ['no day at all', { day: ['pre'] }, '"what=is"'],
  ])('with %s are asked for', async (_says, options, says) => {
    await expect(choose(study, { ...said, ...options })).rejects.toThrow(says)
  })

  it('say how days are written where they read both ways', async () => {
    const sheet = sheetOf(['id', 'exercise', 'date', 'load (kg)'], ['R-1', 'Leg press', '05/02/2026', '80'])
    await expect(choose(sheet, {})).rejects.toThrow('--dates')
    expect(await choose(sheet, { dates: 'day-month-year' })).toMatchObject({
      mapping: { dateOrder: 'day-month-year', unit: 'kg' },
      days: null,
      names: { 'leg press': 'Leg press' },
    })
  })
})
