/** What a printed record says of a file brought in: how many of its rows came in, and why others did not. */
import { numberIn, type RecordRow, rowsIn, wordsIn } from '~/domain/whole-record'
import { reasonWords } from '../strength-import-words'
import { plain } from './pieces'

/** Of a history its rows say what came in, as it may have stopped before its end; of a record what was counted. */
export function rowsWords(row: RecordRow): string {
  const came = wordsIn(row, 'kind') === 'fhir' ? numberIn(row, 'rows_taken') : numberIn(row, 'rows_in')
  return `${came ?? 0} of ${numberIn(row, 'rows_total') ?? 0}`
}

/** A record's entries by their own words; rows of a history by their reasons, counted. */
export function notTakenWords(row: RecordRow): string {
  const counts = new Map<string, number>()
  for (const one of rowsIn(row, 'not_taken')) {
    const what = wordsIn(one, 'what')
    const says = what === null ? `${wordsIn(one, 'outcome')}: ${reasonOf(one)}` : `${what}: ${wordsIn(one, 'why')}`
    counts.set(says, (counts.get(says) ?? 0) + 1)
  }
  return [...counts].map(([says, rows]) => (rows === 1 ? says : `${rows} × ${says}`)).join('; ')
}

const words = new Map<string, string>(Object.entries(reasonWords))

function reasonOf(one: RecordRow): string {
  const reason = wordsIn(one, 'reason') ?? ''
  return words.get(reason) ?? plain(reason)
}
