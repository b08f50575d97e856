/** The columns that the lists of a printed record have in common. */
import { numberIn, type RecordRow, type RecordTable, rowsIn, wordsIn } from '~/domain/whole-record'
import { formatNumber } from '../format'
import { joined, plain, type SheetWords, whenOf, whoOf } from './pieces'

export type Column = [label: string, share: number, says: (row: RecordRow, words: SheetWords) => string]
export type SheetTable = { table: RecordTable; title: string; columns: Column[] }

export const when: Column = ['When', 0.2, (row, words) => whenOf(row, words)]
export const by = (column: string): Column => ['By', 0.14, (row, words) => whoOf(row, column, words)]
export const said = (label: string, share: number, ...columns: string[]): Column => [
  label,
  share,
  (row) => joined(...columns.map((column) => wordsIn(row, column))),
]
export const code = (label: string, share: number, column: string): Column => [
  label,
  share,
  (row) => plain(wordsIn(row, column) ?? ''),
]
export const figure = (label: string, share: number, column: string, unit = ''): Column => [
  label,
  share,
  (row, { format }) => {
    const value = numberIn(row, column)
    return value === null ? '' : `${formatNumber(value, format, 1)}${unit}`
  },
]

/** A struck entry stays to be read, and says so first. */
export function struckWords(row: RecordRow, words: SheetWords): string | null {
  const [strike] = rowsIn(row, 'strikes')
  return strike
    ? `STRUCK THROUGH by ${whoOf(strike, 'struck_by', words)}, ${whenOf(strike, words)}: ${wordsIn(strike, 'reason')}`
    : null
}

export const pressureWords = (row: RecordRow) =>
  numberIn(row, 'systolic') === null ? '' : `${numberIn(row, 'systolic')}/${numberIn(row, 'diastolic')}`

export const pressure: Column = ['mmHg', 0.12, pressureWords]
