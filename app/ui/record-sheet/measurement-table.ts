/** Measurements on paper: what, of which side, how much in the units of whoever reads it, and as it was entered. */
import { measurementKinds } from '~/domain/measurement'
import { numberIn, type RecordRow, wordsIn } from '~/domain/whole-record'
import { type ClinicFormat, formatLoad, formatNumber } from '../format'
import { measurementWords } from '../measurement-fields'
import { by, type SheetTable, struckWords, when } from './columns'
import { joined, type SheetWords } from './pieces'

function kindWords({ kind }: RecordRow): string {
  return measurementKinds.flatMap((known) => (known === kind ? [measurementWords[known].tab] : [])).join()
}

function whatWords(row: RecordRow): string {
  const moved = typeof row.is_passive === 'boolean' && (row.is_passive ? 'passive' : 'active')
  const subject = ['exercise', 'movement', 'site', 'instrument'].map((column) => wordsIn(row, column))
  return joined(kindWords(row), ...subject, moved, wordsIn(row, 'side'))
}

/** `reps` is 0 where none was done, and then says more than nothing would. */
function loadWords(row: RecordRow, format: ClinicFormat): string {
  const [amount, reps] = [numberIn(row, 'amount') ?? 0, numberIn(row, 'reps')]
  const load = amount === 0 ? 'body weight' : formatLoad(amount, format)
  return reps === null ? load : `${load} × ${reps}`
}

function amountWords(row: RecordRow, { format }: SheetWords): string {
  const amount = numberIn(row, 'amount') ?? 0
  switch (row.kind) {
    case 'isometric-force':
      return `${formatNumber(amount / 1000, format, 1)} N`
    case 'girth':
      return `${formatNumber(amount / 10, format, 1)} cm`
    case 'range-of-motion':
      return `${amount}°`
    case 'pain':
      return `${amount} of 10`
    case 'score':
      return formatNumber(amount / 100, format, 2)
    default:
      return loadWords(row, format)
  }
}

function rangeWords(row: RecordRow, { format }: SheetWords): string | false {
  const [low, high] = [numberIn(row, 'scale_low'), numberIn(row, 'scale_high')]
  if (low === null || high === null) return false
  const better = row.is_higher_better === true ? 'higher' : 'lower'
  return `${formatNumber(low / 100, format, 2)} to ${formatNumber(high / 100, format, 2)}, ${better} is better`
}

export const measurementTable: SheetTable = {
  table: 'measurements',
  title: 'Strength, limbs, pain and scores',
  columns: [
    when,
    by('measured_by'),
    ['What', 0.24, whatWords],
    ['Amount', 0.12, amountWords],
    ['As entered', 0.12, (row) => [row.entered_value, row.entered_unit].filter(Boolean).join(' ')],
    [
      'Remarks',
      0.18,
      (row, words) =>
        joined(
          struckWords(row, words),
          row.is_failed === true && 'the last attempt failed',
          numberIn(row, 'rpe') !== null && `RPE ${row.rpe}`,
          rangeWords(row, words),
          wordsIn(row, 'device'),
          wordsIn(row, 'position'),
        ),
    ],
  ],
}
