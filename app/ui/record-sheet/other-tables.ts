/** What a printed record says besides: measurements, rehab windows, and what came from or went to elsewhere. */
import { numberIn, rowsIn, wordsIn } from '~/domain/whole-record'
import { notTakenWords, rowsWords } from './brought-in'
import { by, code, figure, pressureWords, said, type SheetTable, struckWords, when } from './columns'
import { measurementTable } from './measurement-table'
import { dayOf, joined, plain, whoOf } from './pieces'

/** What is aimed at, as it was typed; without an amount the goal was taken back. */
const goalTable: SheetTable = {
  table: 'goals',
  title: 'Goals',
  columns: [
    when,
    by('set_by'),
    ['What', 0.34, (row) => joined(wordsIn(row, 'kind'), wordsIn(row, 'subject'), wordsIn(row, 'side'))],
    [
      'Goal',
      0.32,
      (row) =>
        numberIn(row, 'amount') === null
          ? 'taken back'
          : [row.entered_value, row.entered_unit].filter(Boolean).join(' '),
    ],
  ],
}

export const measureTables: SheetTable[] = [
  measurementTable,
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
    columns: [when, by('taken_by'), ['mmHg', 0.66, pressureWords]],
  },
  goalTable,
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
            pressureWords(row),
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
      ['Rows', 0.14, rowsWords],
      ['Not taken', 0.4, (row, words) => joined(struckWords(row, words), notTakenWords(row))],
    ],
  },
  {
    table: 'progress_reports',
    title: 'Reports of progress that were sent',
    columns: [
      when,
      [
        'Signed',
        0.26,
        (row) =>
          joined(
            wordsIn(row, 'signer_name'),
            plain(wordsIn(row, 'signed_as') ?? ''),
            `licence ${wordsIn(row, 'licence_number')}`,
          ),
      ],
      said('To', 0.18, 'addressee_name', 'addressee_practice'),
      said('Summary', 0.36, 'summary'),
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
