/** Why a screening came out as it did: each reason with its outcome and where that is written. */
import type { ScreeningReason } from '~/domain/screening'
import { LookBadge } from '../status-badge'
import { OutcomeBadge, severityLooks } from '../status-words'

export function ReasonList({ reasons }: { reasons: readonly ScreeningReason[] }) {
  if (reasons.length === 0) return <p>Nothing that was asked or measured speaks against a program.</p>
  return (
    <ul className="grid gap-2.5">
      {reasons.map(({ code, outcome, limb, appliesTo, says, source }) => (
        <li key={`${code}${limb}`} className="grid grid-cols-1 gap-x-4 gap-y-1 sm:grid-cols-[11.5rem_minmax(0,1fr)]">
          <span>
            {outcome === 'advise' ? <LookBadge look={severityLooks.advise} /> : <OutcomeBadge is={outcome} />}
          </span>
          <span>
            {says}
            <span className="dim small block">
              {appliesTo === 'bfr' ? 'With restriction; without it a precaution. ' : null}
              {source}
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}
