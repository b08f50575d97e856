/** The outcome for the whole client and for each limb that differs, with who decides. */
import type { ScopedOutcome } from '~/domain/screening'
import { OutcomeBadge } from '../status-words'
import { apart, deciderWords, scopeWords } from './outcome-words'

type OutcomeTableProps = { outcomes: readonly ScopedOutcome[]; isDoctorForPrecautions: boolean }

export function OutcomeTable({ outcomes, isDoctorForPrecautions }: OutcomeTableProps) {
  return (
    <div className="table-frame table-cards">
      <table className="table">
        <caption className="sr-only">Outcome by limb</caption>
        <thead>
          <tr>
            <th scope="col">For</th>
            <th scope="col">With restriction (BFR)</th>
            <th scope="col">Without</th>
          </tr>
        </thead>
        <tbody>
          {apart(outcomes).map(({ scope, bfr, plain }) => (
            <tr key={scope}>
              <td className="lead" data-label="For">
                <b>{scopeWords(scope)}</b>
              </td>
              <td data-label="With restriction">
                <OutcomeBadge is={bfr} />
                <span className="sub">{deciderWords(bfr, isDoctorForPrecautions)}</span>
              </td>
              <td data-label="Without">
                <OutcomeBadge is={plain} />
                <span className="sub">{deciderWords(plain, isDoctorForPrecautions)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
