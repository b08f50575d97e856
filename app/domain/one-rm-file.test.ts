import { describe, expect, it } from 'vitest'
import {
  guessDateOrder,
  guessOneRmColumns,
  isOneRmMapping,
  type OneRmMapping,
  readSide,
  readUnit,
  unitOfHeading,
} from './one-rm-file'

describe('the columns of a file', () => {
  it('are known by their headings', () => {
    const columns = ['subject', 'leg', 'exercise', 'timepoint', 'load']
    expect(guessOneRmColumns(columns, [])).toEqual({
      client: 0,
      side: 1,
      exercise: 2,
      when: 3,
      load: 4,
      unit: null,
    })
  })

  it.each([
    [
      ['Datum', 'Übung', 'Seite', 'Patientennummer', 'Gewicht (kg)'],
      { when: 0, exercise: 1, side: 2, client: 3, load: 4 },
    ],
    [
      ['Record no.', 'Date', 'Lift', '1RM (lbs)', 'Unit'],
      { client: 0, when: 1, exercise: 2, load: 3, unit: 4, side: null },
    ],
    [['ID', 'Number', 'Day', 'Test', 'Max'], { client: 0, when: 2, exercise: 3, load: 4 }],
  ])('%j are known', (columns, places) => {
    expect(guessOneRmColumns(columns, [])).toMatchObject(places)
  })

  it('are known by what is in them where the heading says nothing', () => {
    const rows = [
      ['R-1', 'L', 'Leg press', '2026-01-05', '80', 'kg'],
      ['R-1', 'R ', 'Leg press', '2026-01-05', '82.5', 'kg'],
      ['R-2', 'NA', 'Bench press', '2026-01-06', 'NA', 'kg'],
    ]
    expect(guessOneRmColumns(['a', 'b', 'c', 'd', 'e', 'f'], rows)).toEqual({
      client: null,
      side: 1,
      exercise: null,
      when: 3,
      load: 4,
      unit: 5,
    })
  })

  it('are left to a person where two would do', () => {
    expect(guessOneRmColumns(['a', 'b'], [['80', '90']])).toMatchObject({ load: null })
  })

  it('are each one thing only', () => {
    const places: OneRmMapping['places'] = { client: 0, exercise: 1, when: 2, load: 3, side: null, unit: null }
    const mapping: OneRmMapping = { places, dateOrder: null, unit: 'kg' }
    expect(isOneRmMapping(mapping, 4)).toBe(true)
    expect(isOneRmMapping(mapping, 3)).toBe(false)
    expect(isOneRmMapping({ ...mapping, places: { ...places, side: 3 } }, 4)).toBe(false)
    expect(isOneRmMapping({ ...mapping, places: { ...places, client: null } }, 4)).toBe(false)
    expect(isOneRmMapping({ ...mapping, unit: null }, 4)).toBe(false)
    expect(isOneRmMapping({ ...mapping, unit: null, places: { ...places, unit: 4 } }, 5)).toBe(true)
  })
})

describe('days', () => {
  it.each([
    [['pre', 'week5'], null],
    [['2026-01-05', '2026-02-06'], 'year-month-day'],
    [['05.02.2026', '17.02.2026'], 'day-month-year'],
    [['05/02/2026', '06/02/2026'], undefined],
    [['', ''], undefined],
  ])('%j are written as %j', (values, order) => {
    expect(guessDateOrder(values)).toBe(order)
  })
})

describe('a side', () => {
  it.each([
    ['L', 'left'],
    ['L ', 'left'],
    ['LEFT', 'left'],
    ['links', 'left'],
    ['Vänster', 'left'],
    ['R', 'right'],
    ['droite', 'right'],
    ['NA', 'both'],
    ['n/a', 'both'],
    ['Both', 'both'],
    ['bilateral', 'both'],
    ['', null],
    ['lateral', null],
    ['1', null],
  ])('written %j is %j', (written, side) => {
    expect(readSide(written)).toBe(side)
  })
})

describe('a unit', () => {
  it.each([
    ['kg', 'kg'],
    ['KG', 'kg'],
    ['lbs', 'lb'],
    ['stone', null],
    ['', null],
  ])('written %j is %j', (written, unit) => {
    expect(readUnit(written)).toBe(unit)
  })

  it.each([
    ['Load (kg)', 'kg'],
    ['weight_lbs', 'lb'],
    ['load', null],
    ['blkg', null],
  ])('in the heading %j is %j', (heading, unit) => {
    expect(unitOfHeading(heading)).toBe(unit)
  })
})
