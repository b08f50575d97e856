/** The program against the rule book, line by line: value, track, range with its source, and the trainer's why. */
import type { ReviewLine, ReviewRow } from '~/domain/review-line'
import { nameOfLine } from '~/domain/version-fields'
import { Card } from '../card'
import { fromTo } from '../diff-words'
import type { ClinicFormat } from '../format'
import { ruleName } from '../rule-checks'
import { SeverityBadge } from '../status-words'
import { Track } from '../track'
import { modeWords } from '../words'
import { besideSources, besideWords, doseWords, measuredWords, type OnRecord, rowName, wasValue } from './rule-words'

type Props = {
  lines: readonly ReviewLine[]
  onRecord: OnRecord
  edition: string
  /** The version that changes are marked against. */
  since: number | null
  format: ClinicFormat
}

export function ReviewRules({ lines, onRecord, edition, since, format }: Props) {
  const marked = since === null ? '' : ` · changed since version ${since} is marked`
  return (
    <Card title="The program against the rule book" sub={`edition ${edition}${marked}`} flush>
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
            <LineRows key={line.line?.id ?? 'version'} reviewed={line} onRecord={onRecord} format={format} />
          ))}
        </table>
      </div>
    </Card>
  )
}

type LineProps = { reviewed: ReviewLine; onRecord: OnRecord; format: ClinicFormat }

function LineRows({ reviewed: { line, rows, isUncovered }, onRecord, format }: LineProps) {
  if (!line && rows.length === 0) return null
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={3}>
          {line ? `${nameOfLine(line)} · ${modeWords[line.mode]}` : 'The whole program'}
        </th>
      </tr>
      {line && isUncovered ? (
        <tr>
          <td data-label="Dose">{doseWords(line, format)}</td>
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
          key={row.check.ruleId}
          row={row}
          measured={row.isLead ? measuredWords(line, row, onRecord, format) : null}
        />
      ))}
    </tbody>
  )
}

function Row({ row, measured }: { row: ReviewRow; measured: string | null }) {
  const { subject, check, beside, changes } = row
  const { verdict, track, ruleId } = check
  const besideText = beside.flatMap((each) => besideWords(each) ?? []).join(', ')
  const tone = verdict === 'justify' ? 'row-wait' : verdict === 'stop' ? 'row-stop' : undefined
  return (
    <tr className={tone}>
      <td className="lead">
        {subject === 'Frequency' || changes.length !== 1 ? `${rowName(row)} ` : null}
        <Value row={row} />
        {changes.length > 1 || subject === 'Frequency' ? <Changed changes={changes} /> : null}
        {measured ? <span className="sub">{measured}</span> : null}
        {besideText ? <span className="sub">{besideText}</span> : null}
      </td>
      <td className="bare">
        {track ? (
          <Track
            {...track}
            label={ruleName(ruleId)}
            verdict={track.value >= track.low && track.value <= track.high ? 'within' : 'outside'}
            {...optionalWas(wasValue(row))}
          />
        ) : null}
      </td>
      <td className="small" data-label="Rule">
        <Verdict row={row} />
      </td>
    </tr>
  )
}

const optionalWas = (was: number | undefined) => (was === undefined ? {} : { was })

/** Old beside new where exactly one thing of this row changed. */
function Value({ row: { subject, check, changes } }: { row: ReviewRow }) {
  const [only] = changes
  if (changes.length !== 1 || !only || subject === 'Frequency') return <b>{check.value}</b>
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

const verdictWords: Record<ReviewRow['check']['verdict'], string> = {
  stop: 'stop',
  justify: 'justify',
  advise: 'advice',
  within: 'within',
  'no-rule': 'no rule',
}

function Verdict({ row }: { row: ReviewRow }) {
  const { check, finding } = row
  const { verdict, range, says, citation } = check
  const isAnsweredNow = verdict === 'within' && finding !== null
  return (
    <>
      {verdict === 'within' ? (
        <span className="dim">
          {range} · {citation}
        </span>
      ) : (
        <>
          <b>
            {range}, {verdictWords[verdict]}
          </b>
          <span className="block">
            {says} <span className="dim">· {citation}</span>
          </span>
        </>
      )}
      {besideSources(row).map((source) => (
        <span key={source} className="dim block">
          {source}
        </span>
      ))}
      {isAnsweredNow ? (
        <span className="block">
          was {finding.value} when it was submitted: {finding.says}
        </span>
      ) : null}
      {finding?.why ? <q className="quote mt-1 block">{finding.why}</q> : null}
      {verdict === 'justify' && !finding ? (
        <span className="block">Found since it was submitted: there is no why from the trainer.</span>
      ) : null}
    </>
  )
}
