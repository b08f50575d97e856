/** What was not taken of a file of tested maxima, as a CSV for whoever brought it: their own cells, with the reason. */
import type { Query } from '~/database/query.server'
import { csvHeader, csvLine } from './csv.server'
import { notTakenOfOneRmFile } from './one-rm-imports.server'
import { getOneRmFile, sheetOfOneRmFile } from './one-rm-file.server'

/** `words` says a reason. */
export async function oneRmNotTakenCsv(
  query: Query,
  fileId: string | undefined,
  words: (reason: string) => string,
): Promise<string> {
  const file = await getOneRmFile(query, fileId)
  const { columns, rows } = await sheetOfOneRmFile(query, file.id)
  const cellsOf = new Map(rows)
  const notTaken = await notTakenOfOneRmFile(query, file)
  return [
    csvHeader(['Line', 'Outcome', 'Why not', ...columns]),
    ...notTaken.map(({ line, outcome, reason }) =>
      csvLine([line, outcome, words(reason), ...(cellsOf.get(line) ?? [])]),
    ),
  ].join('')
}
