/** What a printed record says of health: screenings, what was noted, red flags and adverse events. */
import { adverseEvents } from '~/domain/adverse-events'
import { conditions } from '~/domain/conditions'
import { knownRedFlag } from '~/domain/red-flags'
import { isRow, type RecordRow, rowsIn, wordsIn } from '~/domain/whole-record'
import { by, code, pressure, said, type SheetTable, when } from './columns'
import { joined, plain, whenOf, whoOf } from './pieces'

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

/** As the page of a screening calls them. */
const terms: Record<string, string> = {
  ageYears: 'Age',
  bmi: 'BMI',
  painNrs: 'Pain today, of 10',
  weeksAgo: 'Surgery, weeks ago',
  isOnAnticoagulant: 'Blood thinner',
  anticoagulantFor: 'Blood thinner for',
  isOnOestrogen: 'Oestrogen',
  rejected: 'On record, not confirmed',
}

/** What was answered with no is not printed. */
function answerOf(name: string, value: unknown): string[] {
  const term = terms[name] ?? name.replaceAll(/[a-z][A-Z]/g, ([a, b]) => `${a} ${b?.toLowerCase()}`)
  if (isRow(value)) return Object.entries(value).flatMap(([inner, one]) => answerOf(inner, one))
  if (typeof value === 'number' || (typeof value === 'string' && value.trim())) return [`${term}: ${value}`]
  if (Array.isArray(value))
    return value.length > 0
      ? [`${term}: ${value.map((one) => (isRow(one) ? JSON.stringify(one) : plain(String(one)))).join(', ')}`]
      : []
  return value === true ? [term] : []
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
