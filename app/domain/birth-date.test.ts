import { describe, expect, it } from 'vitest'
import { orderOf, readBirthDate } from './birth-date'

describe('a birthday as it is written', () => {
  it.each([
    ['1990-04-05', 'year-month-day', '1990-04-05'],
    ['1990/4/5', 'year-month-day', '1990-04-05'],
    ['19900405', 'year-month-day', '1990-04-05'],
    ['199045', 'year-month-day', null],
    [' 1990-04-05 00:00:00 ', 'year-month-day', '1990-04-05'],
    ['1990-04-05T00:00:00.000Z', 'year-month-day', '1990-04-05'],
    ['05.04.1990', 'day-month-year', '1990-04-05'],
    ['5/4/1990', 'day-month-year', '1990-04-05'],
    ['5/4/1990', 'month-day-year', '1990-05-04'],
    ['31/12/1990', 'month-day-year', null],
    ['31.02.1990', 'day-month-year', null],
    ['29.02.2000', 'day-month-year', '2000-02-29'],
    ['5/4-1990', 'day-month-year', null],
    ['5/4/90', 'day-month-year', null],
    ['1990-04-05', 'day-month-year', null],
    ['', 'day-month-year', null],
    ['32874', 'day-month-year', null],
  ] as const)('%j read %s is %j', (written, order, day) => {
    expect(readBirthDate(written, order)).toBe(day)
  })
})

describe('the order a column shows', () => {
  it.each([
    [['1990-04-05'], 'year-month-day'],
    [['05/04/1990', '31/04/1990', '13/01/1980'], 'day-month-year'],
    [['04/05/1990', '04/13/1990'], 'month-day-year'],
    [['05/04/1990', '01.02.2000'], null],
    [['13/04/1990', '04/13/1990'], null],
    [['1990-04-05', '13/04/1990'], null],
    [['', 'unknown'], null],
    [[], null],
  ] as const)('of %j is %j', (values, order) => {
    expect(orderOf(values)).toBe(order)
  })
})
