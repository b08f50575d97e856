/** How far a strength log is, and how many sets of it are in. */
import { ButtonLink } from './button'
import { type ClinicFormat, formatNumber } from './format'
import { HistoryProgress, type HistoryState } from './history-progress'

type Props = {
  to: string
  clientId: string
  state: HistoryState
  done: number
  rows: number
  added: number
  importId: string
  format: ClinicFormat
}

export function StrengthLogProgress({ to, clientId, state, done, rows, added, importId, format }: Props) {
  return (
    <HistoryProgress
      to={to}
      state={state}
      runningTitle="Adding sets …"
      done={done}
      rows={rows}
      format={format}
      ways={
        state === 'stopped' && added > 0 ? (
          <ButtonLink to={`/clients/${clientId}/imports/${importId}/undo`} look="quiet">
            Take it back
          </ButtonLink>
        ) : null
      }
    >
      <p>{added === 1 ? '1 set is in.' : `${formatNumber(added, format)} sets are in.`}</p>
    </HistoryProgress>
  )
}
