/** The bytes of a list of clients. */
import { readSheet, type Sheet, type SheetReading, type SheetRow } from './sheet.server'

export type RosterRow = SheetRow
export type RosterFile = Sheet

/** Refuses what is no list at all, with a sentence; what is wrong with one row is told of that row. */
export function readRoster(bytes: Uint8Array): SheetReading {
  const named = 'The first line must name the columns: a family name, a given name and a date of birth at least.'
  return readSheet(bytes, { fewest: 3, named })
}
