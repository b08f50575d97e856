/** What a strength log came to: every row counted, each reason with its lines, and the way to take it back. */
import { Link } from '@remix-run/react'
import type { LogFormat } from '~/domain/strength-log-row'
import type { ReasonRows } from '~/domain/strength-log-summary'
import { ButtonLink } from './button'
import { Card } from './card'
import { type ClinicFormat, formatInstant, formatNumber } from './format'
import { KeyValue } from './key-value'
import { Notice } from './notice'
import { formatWords } from './strength-import-words'
import { addedLook, rowsWords, StrengthLogCounts, takenBackLook } from './strength-log-counts'
import { StrengthLogReasons } from './strength-log-reasons'

type Brought = {
  id: string
  format: LogFormat
  unit: string | null
  total: number
  added: number
  awaited: number
  known: number
  skipped: number
  refused: number
  importedBy: string
  occurredAt: Date | string
  takenBack: { by: string; at: string } | null
}

/** "1,882 sets were added. 21 rows were skipped." */
function outcomeSentence({ total, added, known, awaited, skipped, refused }: Brought, format: ClinicFormat): string {
  const were = (rows: number, what: string) =>
    rows > 0 ? ` ${rowsWords(rows, format)} ${rows === 1 ? 'was' : 'were'} ${what}.` : ''
  const rest = `${were(skipped, 'skipped')}${were(refused, 'refused')}${were(awaited, 'not written by this import')}`
  if (added === 0 && known > 0 && awaited === 0) return `Nothing was added: these sets are all here already.${rest}`
  if (added === 0 && awaited === 0)
    return `Nothing was added: no row of ${formatNumber(total, format)} is a set.${rest}`
  const sets = `${formatNumber(added, format)} ${added === 1 ? 'set was' : 'sets were'} added.`
  return `${sets}${were(known, 'here already')}${rest}`
}

type OutcomeProps = {
  outcome: Brought & { reasons: ReasonRows[]; ownFileId: string | null }
  clientId: string
  isUndoable: boolean
  format: ClinicFormat
}

export function StrengthImportOutcome({ outcome, clientId, isUndoable, format }: OutcomeProps) {
  const { id, added, awaited, known, skipped, refused, total, takenBack, ownFileId } = outcome
  return (
    <div className="stack">
      <Card title="What became of the file">
        <div className="form">
          {takenBack ? (
            <Notice tone="hold" title="Taken back">
              {takenBack.by} took this import back, {formatInstant(takenBack.at, format)}. Its sets are struck through
              and count nowhere; the same file may be brought in again.
            </Notice>
          ) : (
            <Notice tone={refused > 0 || awaited > 0 ? 'wait' : 'ok'}>{outcomeSentence(outcome, format)}</Notice>
          )}
          <StrengthLogCounts
            counts={{ taken: added, known: known + awaited, skipped, refused }}
            rows={total}
            taken={takenBack ? takenBackLook : addedLook}
            format={format}
          />
          {awaited > 0 && !takenBack ? <Awaited outcome={outcome} clientId={clientId} format={format} /> : null}
          <KeyValue facts={factsOf(outcome, format)} />
          <div className="button-row">
            {takenBack ? (
              <ButtonLink to={`/clients/${clientId}/strength/import`}>Bring a log in</ButtonLink>
            ) : (
              <ButtonLink to={`/clients/${clientId}/progress`} look="primary">
                See the charts
              </ButtonLink>
            )}
            {isUndoable && !ownFileId ? (
              <ButtonLink to={`/clients/${clientId}/imports/${id}/undo`}>Take it back</ButtonLink>
            ) : null}
          </div>
        </div>
      </Card>
      <StrengthLogReasons reasons={outcome.reasons} format={format} />
    </div>
  )
}

function Awaited({ outcome, clientId, format }: Pick<OutcomeProps, 'outcome' | 'clientId' | 'format'>) {
  return outcome.ownFileId ? (
    <p>
      It is not through. <Link to={`/clients/${clientId}/strength/import/${outcome.ownFileId}`}>See how far it is</Link>
    </p>
  ) : (
    <p>
      {rowsWords(outcome.awaited, format)} did not come in by this import: it stopped before its end, or another brought
      them first. Bring the file in again to be sure that nothing is missing.
    </p>
  )
}

function factsOf({ format: app, unit, importedBy, occurredAt }: Brought, format: ClinicFormat) {
  return [
    { term: 'From', value: formatWords[app] },
    ...(unit ? [{ term: 'Loads in', value: unit }] : []),
    { term: 'Brought in', value: `${formatInstant(occurredAt, format)} by ${importedBy}` },
  ]
}

type EarlierProps = { imports: readonly Brought[]; clientId: string; format: ClinicFormat }

/** The logs brought in before, with what became of each. */
export function EarlierImports({ imports, clientId, format }: EarlierProps) {
  if (imports.length === 0) return null
  return (
    <Card title="Brought in before">
      <ul className="stack">
        {imports.map((each) => (
          <li key={each.id}>
            <Link to={`/clients/${clientId}/imports/${each.id}`}>
              {formatWords[each.format]}, {rowsWords(each.total, format)}
            </Link>
            <div className="small dim">
              {formatInstant(each.occurredAt, format)} by {each.importedBy}.{' '}
              {each.takenBack ? 'Taken back.' : outcomeSentence(each, format)}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}
