/** The program against the rule book, line by line: value, track, range with its source, and the trainer's why. */
import type { ReviewLine, ReviewRow } from '~/domain/review-line'
import { placeOn } from '~/domain/rule-book/ruling'
import { nameOfLine } from '~/domain/version-fields'
import { Card } from '../card'
import { fromTo } from '../diff-words'
import type { ClinicFormat } from '../format'
import { Notice } from '../notice'
import { ruleName } from '../rule-checks'
import { SeverityBadge } from '../status-words'
import { Track } from '../track'
import { modeWords } from '../words'
import { type Editions, RuleVerdict } from './rule-verdict'
import {
  besideSources,
  besideWords,
  doseWords,
  loadOnRecord,
  measuredWords,
  type OnRecord,
  rowName,
  wasValue,
} from './rule-words'

type Props = {
  lines: readonly ReviewLine[]
  onRecord: OnRecord
  editions: Editions
  /** The version that changes are marked against. */
  since: number | null
  format: ClinicFormat
}

export function ReviewRules({ lines, onRecord, editions, since, format }: Props) {
  const marked = since === null ? '' : ` · changed since version ${since} is marked`
  const shown = { onRecord, editions, format }
  return (
    <Card title="The program against the rule book" sub={`edition ${editions.found}${marked}`} flush>
      {editions.found === editions.now ? null : (
        <div className="px-5 pb-2">
          <Notice title={`Checked under ${editions.found}; the rule book is now ${editions.now}`}>
            What was found then stands, and each value to justify is answered in writing. What today’s rules say is
            marked, and changes none of it.
          </Notice>
        </div>
      )}
      <div className="table-frame table-cards">
        <table className="table review-rules">
          <caption className="sr-only">Each value with its rule</caption>
          <thead className="sr-only">
            <tr>
              <th scope="col">Value</th>
              <th scope="col">Where it lies</th>
              <th scope="col">Rule</th>
            </tr>
          </thead>
          {lines.map((line) => (
            <LineRows key={line.line?.id ?? 'version'} reviewed={line} {...shown} />
          ))}
        </table>
      </div>
    </Card>
  )
}

type Shown = Pick<Props, 'onRecord' | 'editions' | 'format'>

function LineRows({ reviewed: { line, rows, isUncovered }, ...shown }: { reviewed: ReviewLine } & Shown) {
  if (!line && rows.length === 0) return null
  const { onRecord, format } = shown
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={3}>
          {line ? `${nameOfLine(line)} · ${modeWords[line.mode]}` : 'The whole program'}
        </th>
      </tr>
      {line && isUncovered ? (
        <tr>
          <td data-label="Dose">
            {doseWords(line, format)}
            <Sub words={loadOnRecord(line, onRecord, format)} />
          </td>
          <td className="bare">
            <SeverityBadge is="no-rule" />
          </td>
          <td className="dim small" data-label="Rule">
            Nobody has checked this dose for you.
          </td>
        </tr>
      ) : null}
      {rows.map((row) => (
        <Row
          key={row.ruleId}
          row={row}
          measured={row.isLead ? measuredWords(line, row, onRecord, format) : null}
          editions={shown.editions}
        />
      ))}
    </tbody>
  )
}

type RowProps = { row: ReviewRow; measured: string | null; editions: Editions }

function Row({ row, measured, editions }: RowProps) {
  const { subject, check, finding, beside, changes } = row
  const stands = finding?.severity ?? check?.verdict
  const tone = stands === 'justify' ? 'row-wait' : stands === 'stop' ? 'row-stop' : undefined
  return (
    <tr className={tone}>
      <td className="lead">
        {subject === 'Frequency' || changes.length !== 1 ? `${rowName(row)} ` : null}
        <Value row={row} />
        {changes.length > 1 || subject === 'Frequency' ? <Changed changes={changes} /> : null}
        <Sub words={measured} />
        <Sub words={beside.flatMap((each) => besideWords(each) ?? []).join(', ')} />
      </td>
      <td className="bare">
        {check?.track && isOfThisRow(row, editions) ? (
          <Track
            {...check.track}
            label={ruleName(check.ruleId)}
            verdict={placeOn(check.track, check.verdict)}
            {...optionalWas(wasValue(row))}
          />
        ) : null}
      </td>
      <td className="small" data-label="Rule">
        <RuleVerdict row={row} editions={editions} />
        {besideSources(row).map((source) => (
          <span key={source} className="dim block">
            {source}
          </span>
        ))}
      </td>
    </tr>
  )
}

/** The ranges of another edition, and a value measured since, are not what the row says: they are said, not drawn. */
function isOfThisRow({ check, finding }: ReviewRow, { found, now }: Editions): boolean {
  return found === now && (finding === null || finding.value === check?.value)
}

function Sub({ words }: { words: string | null }) {
  return words ? <span className="sub">{words}</span> : null
}

const optionalWas = (was: number | undefined) => (was === undefined ? {} : { was })

/** Old beside new where exactly one thing of this row changed. */
function Value({ row: { subject, check, finding, changes } }: { row: ReviewRow }) {
  const [only] = changes
  if (changes.length !== 1 || !only || subject === 'Frequency') return <b>{finding?.value ?? check?.value}</b>
  return (
    <>
      {only.field}{' '}
      <b>
        <mark className="changed">{fromTo(only.before ?? 'none', only.after ?? 'none')}</mark>
      </b>
    </>
  )
}

function Changed({ changes }: Pick<ReviewRow, 'changes'>) {
  return (
    <>
      {changes.map(({ field, before, after }) => (
        <span key={field} className="sub">
          {field} <mark className="changed">{fromTo(before ?? 'none', after ?? 'none')}</mark>
        </span>
      ))}
    </>
  )
}
