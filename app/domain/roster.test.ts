import { describe, expect, it } from 'vitest'
import { guessColumns, isMapping, type RosterMapping, readRow } from './roster'

const mapping: RosterMapping = {
  recordNumber: 0,
  familyName: 1,
  givenName: 2,
  birthDate: 3,
  sex: 4,
  dateOrder: 'day-month-year',
}
const asked = { mapping, width: 5, today: '2026-11-26' }

describe('the columns of a file', () => {
  it.each([
    [
      ['MRN', 'Last Name', 'First_Name', 'DOB', 'Gender'],
      [0, 1, 2, 3, 4],
    ],
    [
      ['Geburtsdatum', 'Vorname', 'Nachname', 'Geschlecht'],
      [null, 2, 1, 0, 3],
    ],
    [
      ['Prénom', 'NOM', 'Date de naissance'],
      [null, 1, 0, 2, null],
    ],
    [
      ['a', 'b'],
      [null, null, null, null, null],
    ],
  ])('%j', (columns, places) => {
    expect(Object.values(guessColumns(columns))).toEqual(places)
  })
})

describe('a row', () => {
  it('is read as it was mapped', () => {
    expect(readRow([' R-1 ', 'Lindqvist', ' Anna', '5.4.1990', 'W'], asked)).toEqual({
      ok: true,
      client: {
        recordNumber: 'R-1',
        familyName: 'Lindqvist',
        givenName: 'Anna',
        birthDate: '1990-04-05',
        sex: 'female',
      },
    })
    expect(readRow(['', 'Li', 'Ming', '5.4.1990', ''], asked)).toMatchObject({
      client: { recordNumber: null, sex: 'unknown' },
    })
  })

  it.each([
    [['R-1', 'Li', 'Ming', '5.4.1990'], 'cells-missing'],
    [['R-1', '', 'Ming', '5.4.1990', 'f'], 'family-name-missing'],
    [['R-1', 'Li', '  ', '5.4.1990', 'f'], 'given-name-missing'],
    [['R-1', 'L'.repeat(201), 'Ming', '5.4.1990', 'f'], 'name-too-long'],
    [['R'.repeat(81), 'Li', 'Ming', '5.4.1990', 'f'], 'number-too-long'],
    [['R-1', 'L\ufffdi', 'Ming', '5.4.1990', 'f'], 'not-text'],
    [['R-1', 'L\u0007i', 'Ming', '5.4.1990', 'f'], 'not-text'],
    [['R-1', '=1+1|cmd', 'Ming', '5.4.1990', 'f'], 'not-text'],
    [['R-1', 'Li', '123', '5.4.1990', 'f'], 'not-text'],
    [['R-1', 'Li', 'Ming', '', 'f'], 'birth-date-missing'],
    [['R-1', 'Li', 'Ming', '4/13/1990', 'f'], 'birth-date-not-understood'],
    [['R-1', 'Li', 'Ming', '31.12.1899', 'f'], 'birth-date-too-early'],
    [['R-1', 'Li', 'Ming', '27.11.2026', 'f'], 'birth-date-ahead'],
    [['R-1', 'Li', 'Ming', '5.4.1990', '2'], 'sex-not-understood'],
  ])('%j is refused: %s', (cells, why) => {
    expect(readRow(cells, asked)).toEqual({ ok: false, why })
  })

  it('of somebody born today is taken', () => {
    expect(readRow(['', 'Li', 'Ming', '26.11.2026', 'm'], asked).ok).toBe(true)
  })
})

describe('a mapping', () => {
  it.each([
    ['fits', {}, true],
    ['may leave out number and sex', { recordNumber: null, sex: null }, true],
    ['names each column once', { sex: 1 }, false],
    ['has the family name', { familyName: null }, false],
    ['has columns that are there', { sex: 5 }, false],
  ] as [string, Partial<RosterMapping>, boolean][])('%s', (_says, changes, fits) => {
    expect(isMapping({ ...mapping, ...changes }, 5)).toBe(fits)
  })
})
