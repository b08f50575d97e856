/** What was decided on a version, for who came second, and what they had typed. */
import type { ComponentProps } from 'react'
import { DecisionBadge } from '../decision-badge'
import { DecisionCard } from '../decision-card'
import type { ClinicFormat } from '../format'
import { sentenceOf } from '../refusals'
import { KeptWords } from './kept-words'
import type { ReviewShown } from './review-shown'

type Props = { version: ReviewShown['version']; typed: ComponentProps<typeof KeptWords>['typed']; format: ClinicFormat }

export function Decisions({ version, typed, format }: Props) {
  const { decisions } = version
  return (
    <>
      {decisions.map((decision) => (
        <div key={decision.id} className="stack">
          <span>
            <DecisionBadge is={decision.outcome} />
          </span>
          <DecisionCard decision={decision} format={format} />
        </div>
      ))}
      {decisions.length === 0 ? <p>{sentenceOf('not-submitted')}</p> : null}
      <KeptWords typed={typed} version={version} />
    </>
  )
}
