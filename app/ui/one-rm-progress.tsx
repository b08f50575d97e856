/** How far a file of tested maxima is, and what it came to. */
import type { OneRmReason } from '~/domain/one-rm-file-rows'
import { ButtonLink } from './button'
import { type ClinicFormat, formatNumber } from './format'
import { HistoryProgress, type HistoryState } from './history-progress'
import { OneRmCounts, type OneRmCountsShown } from './one-rm-counts'
import { ReasonsCard } from './one-rm-rows'

type Props = {
  to: string
  state: HistoryState
  done: number
  rows: number
  counts: OneRmCountsShown
  clients: number
  reasons: OneRmReason[]
  isUndoable: boolean
  format: ClinicFormat
}

export function OneRmProgress({ counts, clients, reasons, isUndoable, ...progress }: Props) {
  const { to, state, format } = progress
  const hasLeft = counts.skipped + counts.refused > 0
  const of = clients === 1 ? '1 client has' : `${formatNumber(clients, format)} clients have`
  return (
    <>
      <HistoryProgress
        {...progress}
        runningTitle="Adding tests …"
        ways={
          <>
            {state === 'through' ? (
              <ButtonLink to="/clients" look="primary">
                See your clients
              </ButtonLink>
            ) : null}
            {hasLeft ? (
              <a href={`${to}/not-taken.csv`} className="button">
                Rows that were not taken, as CSV
              </a>
            ) : null}
            {isUndoable ? <ButtonLink to={`${to}/undo`}>Take it back</ButtonLink> : null}
          </>
        }
      >
        <OneRmCounts counts={counts} format={format} />
        {clients > 0 ? (
          <p>
            {of} new tests, on their page of progress.
            {isUndoable ? ' For a day you may take the whole file back.' : ''}
          </p>
        ) : null}
      </HistoryProgress>
      {state !== 'running' && reasons.length > 0 ? (
        <ReasonsCard title="What was not taken" reasons={reasons} format={format} />
      ) : null}
    </>
  )
}
