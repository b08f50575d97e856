/** A client's whole record to be read on paper: whose it is and who handed it out, then everything, part by part. */
import type { RecordExport, RecordMember, RecordRow, RecordTable } from '~/domain/whole-record'
import { rowsIn, wordsIn } from '~/domain/whole-record'
import { sexWords } from '../client-words'
import { type ClinicFormat, formatInstant } from '../format'
import { dayOf, factsOf, heading, joined, type RecordPiece, type SheetWords, whoOf } from './pieces'
import { type ProgramRows, programPieces } from './programs'
import type { SheetTable } from './columns'
import { healthTables } from './health-tables'
import { measureTables, recordTablesLast, windowTables } from './other-tables'
import { sessionTables } from './training-tables'

export type SheetSource = {
  taken: RecordExport
  format: ClinicFormat
  members: RecordMember[]
  rows: (table: RecordTable) => AsyncIterable<RecordRow>
}

/** `footer` stands on each page; the file's own description names nobody. */
export type RecordSheet = { paper: 'A4' | 'LETTER'; footer: string; pieces: AsyncIterable<RecordPiece> }

export async function recordSheet(source: SheetSource): Promise<RecordSheet> {
  const [client = {}] = await all(source.rows('clients'))
  const name = joined(`${wordsIn(client, 'given_name')} ${wordsIn(client, 'family_name')}`)
  return {
    paper: /-(US|CA)$/.test(source.format.locale) ? 'LETTER' : 'A4',
    footer: `${name} · record ${wordsIn(client, 'record_number')}`,
    pieces: piecesOf(source, client, name),
  }
}

async function all(rows: AsyncIterable<RecordRow>): Promise<RecordRow[]> {
  const found: RecordRow[] = []
  for await (const row of rows) found.push(row)
  return found
}

async function* piecesOf(source: SheetSource, client: RecordRow, name: string): AsyncGenerator<RecordPiece> {
  const { taken, format } = source
  const words: SheetWords = { format, members: new Map(source.members.map((member) => [member.id, member.name])) }
  yield { kind: 'text', text: taken.clinicName }
  yield heading(1, `Record of ${name}`)
  yield { kind: 'facts', facts: clientFacts(client, words) }
  yield exportPiece(taken, format)
  yield* programPieces(await programRows(source), words)
  yield* part('Health', healthTables, source, words)
  yield* part('Training', sessionTables, source, words)
  yield* part('Measurements', measureTables, source, words)
  yield* part('Rehab windows', windowTables, source, words)
  yield* part('Other records', recordTablesLast, source, words)
  yield heading(2, 'End of the record')
  yield { kind: 'text', text: 'What is not listed above was not recorded. A file without this line was cut off.' }
}

function clientFacts(client: RecordRow, words: SheetWords) {
  const team = rowsIn(client, 'care_team').map((one) => whoOf(one, 'member_id', words))
  const sex = Object.entries(sexWords).find(([code]) => code === client.sex)?.[1] ?? ''
  return factsOf([
    ['Record', wordsIn(client, 'record_number')],
    ['Born', dayOf(client, 'birth_date', words)],
    ['Sex', sex],
    ['Care team', team.join(', ')],
  ])
}

function exportPiece(taken: RecordExport, format: ClinicFormat): RecordPiece {
  return {
    kind: 'frame',
    tone: 'brand',
    headline: 'This is health data. Keep it where only those may read it who need it.',
    facts: factsOf([
      ['Handed out by', taken.by],
      ['When', formatInstant(taken.at, { ...format, timeZone: taken.timeZone })],
      ['To', taken.recipient],
      ['Why', taken.reason],
      ['Audit chain', `event ${taken.chainSeq}, ${taken.chainHash}`],
    ]),
  }
}

async function programRows({ rows }: SheetSource): Promise<ProgramRows> {
  return {
    programs: await all(rows('programs')),
    versions: await all(rows('versions')),
    prescriptions: await all(rows('prescriptions')),
    findings: await all(rows('findings')),
    decisions: await all(rows('decisions')),
    consents: await all(rows('consents')),
    holds: await all(rows('holds')),
  }
}

/** A list that is empty is left out, and so is a part without any. */
async function* part(
  title: string,
  tables: SheetTable[],
  { rows }: SheetSource,
  words: SheetWords,
): AsyncGenerator<RecordPiece> {
  let isBegun = false
  for (const { table, title: subtitle, columns } of tables) {
    let isListed = false
    for await (const row of rows(table)) {
      if (!isBegun) yield heading(1, title)
      isBegun = true
      if (!isListed) {
        yield heading(2, subtitle)
        yield { kind: 'table', columns: columns.map(([label, share]) => ({ label, share })) }
      }
      isListed = true
      yield { kind: 'row', cells: columns.map(([, , says]) => says(row, words)) }
    }
  }
}
