/** What a printed record says of training: sessions with their sets and cuffs, what went beyond, checks before and after. */
import { numberIn, type RecordRow, wordsIn } from '~/domain/whole-record'
import { formatLoad, formatSeconds, formatTime } from '../format'
import { by, type Column, code, figure, said, type SheetTable, struckWords, when } from './columns'
import { dayOf, joined, plain, whenOf } from './pieces'

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
      ['When', 0.14, (row, words) => dayOf(row, 'performed_on', words)],
      said('Exercise', 0.24, 'exercise', 'side'),
      figure('Set', 0.05, 'set_number'),
      figure('Reps', 0.06, 'reps'),
      load,
      figure('RPE', 0.06, 'rpe'),
      [
        'Cuff',
        0.2,
        (row) =>
          joined(
            numberIn(row, 'pressure_mmhg') !== null && `${row.pressure_mmhg} mmHg`,
            numberIn(row, 'restriction_seconds') !== null && formatSeconds(Number(row.restriction_seconds)),
          ),
      ],
      ['Remarks', 0.17, (row, words) => joined(struckWords(row, words), row.is_test === true && 'test')],
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
