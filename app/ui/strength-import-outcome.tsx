/** What became of a strength log: every row counted, and each reason with its lines. */
import type { LogFormat, RowRefusal, SkipReason } from '~/domain/strength-log-row'
import { Card } from './card'
import { type ClinicFormat, formatInstant, formatNumber } from './format'
import { KeyValue } from './key-value'
import { Notice } from './notice'
import { formatWords, reasonWords } from './strength-import-words'

type Counts = { total: number; taken: number; known: number; skipped: number; refused: number }
type Reason = { outcome: 'skipped' | 'refused'; reason: SkipReason | RowRefusal; rows: number; lines: number[] }

function rowsWords(rows: number, format: Pick<ClinicFormat, 'locale'>): string {
  return `${formatNumber(rows, format)} ${rows === 1 ? 'row' : 'rows'}`
}

/** "1,882 sets were added. 21 rows were skipped." */
function outcomeSentence({ total, taken, known, skipped, refused }: Counts, format: ClinicFormat): string {
  const were = (rows: number, what: string) =>
    rows > 0 ? ` ${rowsWords(rows, format)} ${rows === 1 ? 'was' : 'were'} ${what}.` : ''
  const rest = `${were(skipped, 'skipped')}${were(refused, 'refused')}`
  if (taken === 0 && known > 0) return `Nothing was added: these sets are all here already.${rest}`
  if (taken === 0) return `Nothing was added: no row of ${formatNumber(total, format)} is a set.${rest}`
  const sets = `${formatNumber(taken, format)} ${taken === 1 ? 'set was' : 'sets were'} added.`
  return `${sets}${were(known, 'here already')}${rest}`
}

type OutcomeProps = { outcome: Counts & { reasons: Reason[] }; format: ClinicFormat }

export function StrengthImportOutcome({ outcome, format }: OutcomeProps) {
  const { taken, known, skipped, refused, total } = outcome
  const facts = [
    { term: 'Added', value: formatNumber(taken, format) },
    { term: 'Here already', value: formatNumber(known, format) },
    { term: 'Skipped', value: formatNumber(skipped, format) },
    { term: 'Refused', value: formatNumber(refused, format) },
    { term: 'Rows in the file', value: formatNumber(total, format) },
  ]
  return (
    <Card title="What became of the file">
      <div className="stack">
        <Notice tone={refused > 0 ? 'wait' : 'ok'}>{outcomeSentence(outcome, format)}</Notice>
        <KeyValue facts={facts} />
        {outcome.reasons.length > 0 ? <Reasons reasons={outcome.reasons} format={format} /> : null}
      </div>
    </Card>
  )
}

/** "20 rows skipped: seconds only, no repetitions. Lines 14, 15 …" */
function Reasons({ reasons, format }: { reasons: Reason[]; format: ClinicFormat }) {
  return (
    <div>
      <h3>Rows that became no set</h3>
      <ul className="stack">
        {reasons.map(({ outcome, reason, rows, lines }) => (
          <li key={`${outcome} ${reason}`}>
            {rowsWords(rows, format)} {outcome}: {reasonWords[reason]}.{' '}
            <span className="dim">
              {rows === 1 ? 'Line' : 'Lines'} {lines.join(', ')}
              {rows > lines.length ? ' …' : ''}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

type Earlier = Counts & { id: string; format: LogFormat; importedBy: string; occurredAt: Date | string }

/** The logs brought in before, with what became of each. */
export function EarlierImports({ imports, format }: { imports: Earlier[]; format: ClinicFormat }) {
  if (imports.length === 0) return null
  return (
    <Card title="Brought in before">
      <ul className="stack">
        {imports.map((each) => (
          <li key={each.id}>
            <a href={`?import=${each.id}`}>
              {formatWords[each.format]}, {rowsWords(each.total, format)}
            </a>
            <div className="small dim">
              {formatInstant(each.occurredAt, format)} by {each.importedBy}. {outcomeSentence(each, format)}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}
