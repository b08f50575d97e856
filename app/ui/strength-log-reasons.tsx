/** Rows of a strength log that become no set: how many, why, and on which lines. */
import type { ReasonRows } from '~/domain/strength-log-summary'
import { Card } from './card'
import type { ClinicFormat } from './format'
import { rowsWords } from './strength-log-counts'
import { reasonWords } from './strength-import-words'

/** "20 rows skipped: seconds only, no repetitions. Lines 14, 15 …" */
export function StrengthLogReasons({ reasons, format }: { reasons: readonly ReasonRows[]; format: ClinicFormat }) {
  if (reasons.length === 0) return null
  return (
    <Card title="Rows that are no set">
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
    </Card>
  )
}
