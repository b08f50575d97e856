/** What a printed record is made of, one piece after the other, so that it is drawn as it comes and never held whole. */
import { type RecordRow, wordsIn } from '~/domain/whole-record'
import { type ClinicFormat, formatDay, formatInstant } from '../format'

export type Fact = { term: string; value: string }

/** `share` is of the width of the page. A table lasts until the next piece that is no row. */
export type RecordPiece =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'facts'; facts: Fact[] }
  | { kind: 'frame'; tone: 'brand' | 'stop'; headline: string; facts: Fact[] }
  | { kind: 'table'; columns: { label: string; share: number }[] }
  | { kind: 'row'; cells: string[] }

/** How values are said: in the clinic's format, and members by their names. */
export type SheetWords = { format: ClinicFormat; members: ReadonlyMap<string, string> }

export const heading = (level: 1 | 2 | 3, text: string): RecordPiece => ({ kind: 'heading', level, text })

/** `knee-pain` reads "knee pain". */
export const plain = (code: string) => code.replaceAll(/[-_]/g, ' ')

export function whenOf(row: RecordRow, { format }: SheetWords, column = 'occurred_at'): string {
  const at = wordsIn(row, column)
  return at ? formatInstant(at, format) : ''
}

export function dayOf(row: RecordRow, column: string, { format }: SheetWords): string {
  const day = wordsIn(row, column)
  return day ? formatDay(day, format) : ''
}

export function whoOf(row: RecordRow, column: string, { members }: SheetWords): string {
  const id = wordsIn(row, column)
  return id ? (members.get(id) ?? `…${id.slice(-12)}`) : ''
}

/** The parts that say something, with `; ` between them. */
export function joined(...parts: (string | null | false | undefined)[]): string {
  return parts.filter(Boolean).join('; ')
}

export function factsOf(facts: [term: string, value: string | null][]): Fact[] {
  return facts.flatMap(([term, value]) => (value ? [{ term, value }] : []))
}
