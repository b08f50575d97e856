/** The lists of a printed record: what each is called, its columns, and what stands in them. */
import { adverseEvents } from '~/domain/adverse-events'
import { conditions } from '~/domain/conditions'
import { knownRedFlag } from '~/domain/red-flags'
import { isRow, numberIn, type RecordRow, type RecordTable, rowsIn, wordsIn } from '~/domain/whole-record'
import { formatLoad, formatNumber, formatSeconds, formatTime } from '../format'
import { dayOf, joined, plain, type SheetWords, whenOf, whoOf } from './pieces'

type Column = [label: string, share: number, says: (row: RecordRow, words: SheetWords) => string]
export type SheetTable = { table: RecordTable; title: string; columns: Column[] }

const when: Column = ['When', 0.19, (row, words) => whenOf(row, words)]
const by = (column: string): Column => ['By', 0.15, (row, words) => whoOf(row, column, words)]
const said = (label: string, share: number, ...columns: string[]): Column => [
  label,
  share,
  (row) => joined(...columns.map((column) => wordsIn(row, column))),
]
const code = (label: string, share: number, column: string): Column => [
  label,
  share,
  (row) => plain(wordsIn(row, column) ?? ''),
]
const figure = (label: string, share: number, column: string, unit = ''): Column => [
  label,
  share,
  (row, { format }) => {
    const value = numberIn(row, column)
    return value === null ? '' : `${formatNumber(value, format, 1)}${unit}`
  },
]

/** A struck entry stays to be read, and says so first. */
function struckWords(row: RecordRow, words: SheetWords): string | null {
  const [strike] = rowsIn(row, 'strikes')
  return strike
    ? `STRUCK THROUGH by ${whoOf(strike, 'struck_by', words)}, ${whenOf(strike, words)}: ${wordsIn(strike, 'reason')}`
    : null
}

const pressure: Column = [
  'mmHg',
  0.12,
  (row) => (numberIn(row, 'systolic') === null ? '' : `${numberIn(row, 'systolic')}/${numberIn(row, 'diastolic')}`),
]

function outcomeWords(row: RecordRow): string {
  return rowsIn(row, 'screening_outcomes')
    .map(
      (one) =>
        `${plain(wordsIn(one, 'scope') ?? '')}: ${plain(wordsIn(one, 'bfr') ?? '')}, without a cuff ${plain(wordsIn(one, 'plain') ?? '')}`,
    )
    .join('; ')
}

function answerWords(row: RecordRow): string {
  const answers = isRow(row.answers) ? row.answers : {}
  const confirmed = rowsIn(answers, 'conditions').map((one) => {
    const known = Object.entries(conditions).find(([name]) => name === one.code)?.[1].name
    return joined(known ?? plain(String(one.code)), typeof one.limb === 'string' && plain(one.limb))
  })
  const readings = rowsIn(answers, 'bloodPressures').map((one) => `${one.systolic}/${one.diastolic}`)
  const rest = Object.entries(answers).flatMap(([name, value]) =>
    ['conditions', 'bloodPressures'].includes(name) ? [] : answerOf(name, value),
  )
  return joined(
    confirmed.length > 0 && `Confirmed: ${confirmed.join(', ')}`,
    readings.length > 1 && `readings ${readings.join(', ')}`,
    ...rest,
    wordsIn(row, 'note') && `Note: ${wordsIn(row, 'note')}`,
  )
}

/** `ageYears` 36 reads "age years: 36"; what was answered with no is not printed. */
function answerOf(name: string, value: unknown): string[] {
  const term = name.replaceAll(/[a-z][A-Z]/g, ([a, b]) => `${a} ${b?.toLowerCase()}`)
  if (isRow(value)) return Object.entries(value).flatMap(([inner, one]) => answerOf(inner, one))
  if (typeof value === 'number' || (typeof value === 'string' && value.trim())) return [`${term}: ${value}`]
  if (Array.isArray(value))
    return value.length > 0
      ? [`${term}: ${value.map((one) => (isRow(one) ? JSON.stringify(one) : plain(String(one)))).join(', ')}`]
      : []
  return value === true ? [term] : []
}

const load: Column = [
  'Load',
  0.1,
  (row, { format }) => {
    const grams = numberIn(row, 'load_g')
    return grams === null ? '' : formatLoad(grams, format)
  },
]

const signWords = (row: RecordRow) =>
  Array.isArray(row.signs) ? row.signs.map((sign) => plain(String(sign))).join(', ') : ''

function amountWords(row: RecordRow, { format }: SheetWords): string {
  const amount = numberIn(row, 'amount') ?? 0
  if (row.kind === 'one-rm') return formatLoad(amount, format)
  return row.kind === 'girth' ? `${formatNumber(amount / 10, format, 1)} cm` : `${amount} of 10`
}

export const healthTables: SheetTable[] = [
  {
    table: 'screenings',
    title: 'Screenings',
    columns: [when, by('screened_by'), pressure, ['Outcome', 0.22, outcomeWords], ['Answers', 0.32, answerWords]],
  },
  {
    table: 'client_events',
    title: 'Noted between screenings',
    columns: [when, by('noted_by'), code('What', 0.2, 'kind'), said('Note', 0.46, 'note')],
  },
  {
    table: 'red_flags',
    title: 'Red flags',
    columns: [
      when,
      by('raised_by'),
      ['Sign', 0.2, (row) => knownRedFlag(wordsIn(row, 'sign') ?? '')?.name ?? plain(wordsIn(row, 'sign') ?? '')],
      [
        'What was seen, and who answered',
        0.46,
        (row, words) =>
          joined(
            wordsIn(row, 'detail'),
            ...rowsIn(row, 'red_flag_details').map(
              (one) =>
                `${whoOf(one, 'written_by', words)}: ${joined(wordsIn(one, 'says'), wordsIn(one, 'since') && `since ${wordsIn(one, 'since')}`)}`,
            ),
            ...rowsIn(row, 'red_flag_acknowledgements').map(
              (one) => `seen by ${whoOf(one, 'acknowledged_by', words)}, ${whenOf(one, words)}`,
            ),
          ),
      ],
    ],
  },
  {
    table: 'adverse_events',
    title: 'Adverse events',
    columns: [
      when,
      by('recorded_by'),
      [
        'What',
        0.26,
        (row) => Object.entries(adverseEvents).find(([name]) => name === row.kind)?.[1].name ?? plain(String(row.kind)),
      ],
      said('Note', 0.4, 'note'),
    ],
  },
]

export const sessionTables: SheetTable[] = [
  {
    table: 'training_sessions',
    title: 'Sessions',
    columns: [
      when,
      by('logged_by'),
      ['Ended', 0.08, (row, { format }) => (wordsIn(row, 'ended_at') ? formatTime(String(row.ended_at), format) : '')],
      ['What', 0.2, (row) => joined(`${row.kind}, ${row.place}`, row.is_bfr === true && 'with a cuff')],
      figure('Pain', 0.07, 'pain_nrs'),
      [
        'Remarks',
        0.31,
        (row, words) =>
          joined(
            struckWords(row, words),
            row.is_outside_clearance === true && `OUTSIDE CLEARANCE: ${wordsIn(row, 'outside_reason')}`,
          ),
      ],
    ],
  },
  {
    table: 'sets',
    title: 'Sets',
    columns: [
      ['When', 0.17, (row, words) => dayOf(row, 'performed_on', words)],
      said('Exercise', 0.23, 'exercise', 'side'),
      figure('Set', 0.05, 'set_number'),
      figure('Reps', 0.06, 'reps'),
      load,
      figure('RPE', 0.06, 'rpe'),
      [
        'Cuff',
        0.13,
        (row) =>
          joined(
            numberIn(row, 'pressure_mmhg') !== null && `${row.pressure_mmhg} mmHg`,
            numberIn(row, 'restriction_seconds') !== null && formatSeconds(Number(row.restriction_seconds)),
          ),
      ],
      ['Remarks', 0.2, (row, words) => joined(struckWords(row, words), row.is_test === true && 'test')],
    ],
  },
  {
    table: 'inflations',
    title: 'Time of the cuff',
    columns: [
      ['On', 0.24, (row, words) => whenOf(row, words, 'on_at')],
      ['Off', 0.24, (row, words) => whenOf(row, words, 'off_at')],
      code('Limb', 0.2, 'limb'),
      figure('Pressure', 0.17, 'pressure_mmhg', ' mmHg'),
      by('logged_by'),
    ],
  },
  {
    table: 'deviations',
    title: 'Beyond the cleared dose',
    columns: [when, by('recorded_by'), said('What', 0.33, 'says'), said('Reason', 0.33, 'reason')],
  },
  {
    table: 'deviation_reviews',
    title: 'Deviations looked at',
    columns: [when, by('reviewed_by'), said('Note', 0.66, 'note')],
  },
  {
    table: 'session_checks',
    title: 'Checks before a session',
    columns: [
      when,
      by('checked_by'),
      figure('Pain', 0.08, 'pain_nrs'),
      code('Sleep', 0.1, 'sleep'),
      code('Came to', 0.16, 'verdict'),
      ['Signs', 0.32, (row) => joined(signWords(row), wordsIn(row, 'other_symptom'))],
    ],
  },
  {
    table: 'check_ins',
    title: 'Check-ins after a session',
    columns: [
      when,
      by('answered_by'),
      figure('After', 0.1, 'due_hour', ' h'),
      figure('Pain', 0.08, 'pain_nrs'),
      [
        'Answers',
        0.48,
        (row) =>
          joined(
            row.has_soreness === true && 'soreness',
            row.has_swelling === true && 'swelling',
            row.has_less_range === true && 'less range',
            row.is_growing === true && 'growing',
            signWords(row),
            wordsIn(row, 'note'),
          ),
      ],
    ],
  },
  {
    table: 'check_in_misses',
    title: 'Missed check-ins',
    columns: [when, figure('After', 0.81, 'due_hour', ' h')],
  },
]

export const measureTables: SheetTable[] = [
  {
    table: 'measurements',
    title: 'Strength, girth and pain',
    columns: [
      when,
      by('measured_by'),
      said('What', 0.24, 'kind', 'exercise', 'site', 'side'),
      ['Amount', 0.12, amountWords],
      said('As entered', 0.12, 'entered_value', 'entered_unit'),
      ['Remarks', 0.18, (row, words) => struckWords(row, words) ?? ''],
    ],
  },
  {
    table: 'lop_measurements',
    title: 'Limb occlusion pressure (LOP)',
    columns: [
      when,
      by('measured_by'),
      code('Limb', 0.2, 'limb'),
      figure('LOP', 0.16, 'pressure_mmhg', ' mmHg'),
      figure('Cuff', 0.14, 'cuff_width_mm', ' mm'),
      code('Position', 0.16, 'position'),
    ],
  },
  {
    table: 'pressure_readings',
    title: 'Blood pressure before sessions',
    columns: [when, by('taken_by'), ['mmHg', 0.66, pressure[2]]],
  },
]

export const recordTablesLast: SheetTable[] = [
  {
    table: 'record_entries',
    title: 'Imported from other records',
    columns: [
      ['Since', 0.14, (row, words) => dayOf(row, 'started_on', words)],
      ['Until', 0.14, (row, words) => dayOf(row, 'ended_on', words)],
      code('Kind', 0.16, 'kind'),
      said('What', 0.36, 'label', 'code'),
      [
        'Value',
        0.2,
        (row) =>
          joined(
            pressure[2](row, { format: { locale: 'en', timeZone: 'UTC', units: 'kg' }, members: new Map() }),
            numberIn(row, 'amount') !== null && `${row.amount} ${row.unit ?? ''}`,
            wordsIn(row, 'status'),
          ),
      ],
    ],
  },
  {
    table: 'imports',
    title: 'Files brought in',
    columns: [
      when,
      by('imported_by'),
      said('Kind', 0.12, 'kind'),
      ['Rows', 0.14, (row) => `${row.rows_taken} of ${row.rows_total}`],
      [
        'Not taken',
        0.4,
        (row) =>
          rowsIn(row, 'not_taken')
            .map((one) => `${one.what}: ${one.why}`)
            .join('; '),
      ],
    ],
  },
  {
    table: 'record_exports',
    title: 'Handed out before',
    columns: [
      when,
      by('exported_by'),
      said('As', 0.08, 'format'),
      said('To', 0.22, 'recipient'),
      said('Why', 0.36, 'reason'),
    ],
  },
]

export const windowTables: SheetTable[] = [
  {
    table: 'window_flags',
    title: 'Rehab windows that went past',
    columns: [
      when,
      code('Severity', 0.15, 'severity'),
      ['Opened', 0.16, (row, words) => dayOf(row, 'opened_on', words)],
      ['Past from', 0.16, (row, words) => dayOf(row, 'review_on', words)],
      [
        'Acknowledged',
        0.34,
        (row, words) =>
          rowsIn(row, 'flag_acknowledgements')
            .map((one) => joined(whoOf(one, 'acknowledged_by', words), wordsIn(one, 'note')))
            .join(', '),
      ],
    ],
  },
  {
    table: 'window_reviews',
    title: 'Windows reviewed: continue unchanged',
    columns: [
      when,
      by('reviewed_by'),
      ['Next review', 0.16, (row, words) => dayOf(row, 'next_review_on', words)],
      said('Reason', 0.5, 'reason'),
    ],
  },
  {
    table: 'window_notices',
    title: 'Notices of rehab windows',
    columns: [when, code('What', 0.4, 'kind'), ['Due', 0.41, (row, words) => dayOf(row, 'due_on', words)]],
  },
]
