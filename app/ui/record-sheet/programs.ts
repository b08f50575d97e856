/** The programs of a printed record: each version as it was signed, what the rules said of it, and each signature. */
import { readSigned, type SignedContent } from '~/domain/signed-content'
import { nameOfLine } from '~/domain/version-fields'
import { isRow, numberIn, type RecordRow, rowsIn, wordsIn } from '~/domain/whole-record'
import { formatDay, formatInstant } from '../format'
import { limitSentences } from '../limit-words'
import { programFacts } from '../program-facts'
import { doseWords } from '../review/rule-words'
import { professionWords } from '../words'
import { dayOf, factsOf, heading, joined, plain, type RecordPiece, type SheetWords, whenOf, whoOf } from './pieces'

/** The rows of one client's programs; as many as people wrote, so they are held at once. */
export type ProgramRows = Record<
  'programs' | 'versions' | 'prescriptions' | 'findings' | 'decisions' | 'consents' | 'holds',
  RecordRow[]
>

export function programPieces(rows: ProgramRows, words: SheetWords): RecordPiece[] {
  if (rows.programs.length === 0) return []
  return [heading(1, 'Programs'), ...rows.programs.flatMap((program) => onePieces(program, rows, words))]
}

const of = (rows: RecordRow[], column: string, row: RecordRow) => rows.filter((one) => one[column] === row.id)

function onePieces(program: RecordRow, rows: ProgramRows, words: SheetWords): RecordPiece[] {
  return [
    heading(2, wordsIn(program, 'name') ?? 'Program'),
    {
      kind: 'facts',
      facts: factsOf([
        ['State', plain(wordsIn(program, 'status') ?? '')],
        ['Raised by', `${whoOf(program, 'raised_by', words)}, ${whenOf(program, words)}`],
        ['Started', whenOf(program, words, 'started_at')],
        ['Ended', joined(whenOf(program, words, 'ended_at'), wordsIn(program, 'end_reason'))],
        ...of(rows.consents, 'program_id', program).map((one): [string, string] => [
          'Consent',
          joined(
            `explained by ${whoOf(one, 'explained_by', words)}, ${whenOf(one, words)}`,
            wordsIn(one, 'guardian_name') && `guardian: ${wordsIn(one, 'guardian_name')}`,
          ),
        ]),
      ]),
    },
    ...of(rows.versions, 'program_id', program)
      .sort((a, b) => Number(a.number) - Number(b.number))
      .flatMap((version) => versionPieces(version, rows, words)),
    ...holdPieces(of(rows.holds, 'program_id', program), words),
  ]
}

function versionPieces(version: RecordRow, rows: ProgramRows, words: SheetWords): RecordPiece[] {
  const signed = readSigned(wordsIn(version, 'content') ?? '')
  return [
    heading(
      3,
      `Version ${version.number}, ${plain(wordsIn(version, 'kind') ?? '')}: ${plain(wordsIn(version, 'status') ?? '')}`,
    ),
    { kind: 'facts', facts: versionFacts(version, signed, words) },
    ...linePieces(version, rows, signed, words),
    ...findingPieces(of(rows.findings, 'version_id', version), words),
    ...of(rows.decisions, 'version_id', version).map((decision) => signaturePiece(decision, words)),
  ]
}

function versionFacts(version: RecordRow, signed: SignedContent | null, words: SheetWords) {
  const written: [string, string | null][] = signed
    ? programFacts(signed.content, signed.extensionReason, words.format).map(({ term, value }) => [term, value])
    : [
        ['Goal', plain(wordsIn(version, 'goal') ?? '')],
        ['Diagnosis', wordsIn(version, 'diagnosis')],
        ['Procedure', joined(wordsIn(version, 'procedure_name'), dayOf(version, 'procedure_on', words))],
      ]
  const submitted = `${whoOf(version, 'submitted_by', words)}, ${whenOf(version, words, 'submitted_at')}`
  return factsOf([
    ['Written by', whoOf(version, 'author_id', words)],
    ['Submitted', wordsIn(version, 'submitted_at') ? submitted : 'not yet'],
    ...written,
    ['Rule book', wordsIn(version, 'rule_edition')],
    ['Content', wordsIn(version, 'content_hash') && `SHA-256 ${wordsIn(version, 'content_hash')}`],
  ])
}

function linePieces(
  version: RecordRow,
  rows: ProgramRows,
  signed: SignedContent | null,
  { format }: SheetWords,
): RecordPiece[] {
  const lines = signed
    ? signed.content.prescriptions.map((line) => [nameOfLine(line), doseWords(line, format)])
    : of(rows.prescriptions, 'version_id', version).map((line) => [
        joined(wordsIn(line, 'exercise'), plain(wordsIn(line, 'limb') ?? '')),
        joined(plain(wordsIn(line, 'mode') ?? ''), Array.isArray(line.reps) && `${line.reps.join('-')} repetitions`),
      ])
  if (lines.length === 0) return []
  const columns = [
    { label: 'Line', share: 0.38 },
    { label: 'Dose', share: 0.62 },
  ]
  return [{ kind: 'table', columns }, ...lines.map((cells): RecordPiece => ({ kind: 'row', cells }))]
}

function findingPieces(findings: RecordRow[], _words: SheetWords): RecordPiece[] {
  if (findings.length === 0) return []
  const columns = [
    { label: 'What the rules said', share: 0.4 },
    { label: 'Why, and how it was answered', share: 0.6 },
  ]
  return [
    { kind: 'table', columns },
    ...findings.map((finding): RecordPiece => {
      const answers = rowsIn(finding, 'finding_answers').map(
        (one) => `answered: ${wordsIn(one, 'answer') ?? 'by a limit'}`,
      )
      return {
        kind: 'row',
        cells: [
          `${plain(wordsIn(finding, 'severity') ?? '')}: ${wordsIn(finding, 'says') ?? ''} (${wordsIn(finding, 'value') ?? ''}; ${wordsIn(finding, 'range') ?? ''})`,
          joined(wordsIn(finding, 'trainer_why'), ...answers),
        ],
      }
    }),
  ]
}

/** As everywhere: name, role, licence, time with zone, meaning, and what it binds. */
function signaturePiece(decision: RecordRow, words: SheetWords): RecordPiece {
  const outcome = wordsIn(decision, 'outcome') ?? ''
  const as = decision.signed_as === 'doctor' ? 'doctor' : 'physical-therapist'
  const then = { ...words.format, timeZone: wordsIn(decision, 'time_zone') ?? words.format.timeZone }
  const limits = limitSentences(
    {
      maxLoadPercent: numberIn(decision, 'max_load_percent'),
      maxPressurePercent: numberIn(decision, 'max_pressure_percent'),
      maxSessionsPerWeek: numberIn(decision, 'max_sessions_per_week'),
      isSupervisedOnly: decision.is_supervised_only === true,
      reviewBy: wordsIn(decision, 'review_by'),
    },
    words.format,
  )
  const comments = rowsIn(decision, 'line_comments').map((one) => wordsIn(one, 'comment'))
  return {
    kind: 'frame',
    tone: outcome.startsWith('cleared') ? 'brand' : 'stop',
    headline: `“${wordsIn(decision, 'meaning') ?? ''}”`,
    facts: factsOf([
      ['Decision', plain(outcome)],
      ['Signed by', `${wordsIn(decision, 'signer_name') ?? ''}, ${professionWords[as]}`],
      [
        'Licence',
        `${wordsIn(decision, 'licence_number') ?? ''}, valid until ${dayOf(decision, 'licence_valid_until', words)}`,
      ],
      ['Signed at', formatInstant(wordsIn(decision, 'occurred_at') ?? '', then)],
      ['Limits', limits.join('; ')],
      ['Reason', wordsIn(decision, 'reason')],
      ['Justification', wordsIn(decision, 'justification')],
      ['Comments', joined(...comments)],
      ['First session by', wordsIn(decision, 'valid_until') && formatDay(String(decision.valid_until), words.format)],
      ['Content', `SHA-256 ${wordsIn(decision, 'content_hash') ?? ''}`],
    ]),
  }
}

function holdPieces(holds: RecordRow[], words: SheetWords): RecordPiece[] {
  if (holds.length === 0) return []
  const columns = [
    { label: 'On hold', share: 0.2 },
    { label: 'By', share: 0.15 },
    { label: 'Why', share: 0.3 },
    { label: 'Lifted', share: 0.35 },
  ]
  return [
    { kind: 'table', columns },
    ...holds.map((hold): RecordPiece => {
      const lift = rowsIn(hold, 'hold_lifts').find(isRow)
      const lifted = lift
        ? joined(
            `${whenOf(lift, words)}, ${whoOf(lift, 'lifted_by', words)}`,
            wordsIn(lift, 'reason'),
            wordsIn(lift, 'assessed_by') &&
              `assessed by ${wordsIn(lift, 'assessed_by')}: ${wordsIn(lift, 'assessment_result') ?? ''}`,
          )
        : 'not yet'
      const why = joined(plain(wordsIn(hold, 'cause') ?? ''), wordsIn(hold, 'reason'))
      return { kind: 'row', cells: [whenOf(hold, words), whoOf(hold, 'placed_by', words), why, lifted] }
    }),
  ]
}
