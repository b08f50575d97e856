/** The second factor that stands: since when, how many recovery codes are left, and what may be done with it. */
import { codeMinutes } from '~/domain/second-factor'
import { ButtonLink } from '../button'
import { Card } from '../card'
import { type ClinicFormat, formatInstant } from '../format'
import { KeyValue } from '../key-value'
import { Notice } from '../notice'
import { LookBadge } from '../status-badge'

const own = '/account/second-factor'
const fewCodes = 3

type Props = {
  factor: { madeAt: Date | string; codesLeft: number }
  isDemanded: boolean
  format: ClinicFormat
}

export function FactorFacts({ factor: { madeAt, codesLeft }, isDemanded, format }: Props) {
  return (
    <Card>
      <div className="stack">
        <KeyValue
          facts={[
            { term: 'State', value: <LookBadge look={{ tone: 'ok', icon: 'check', word: 'On' }} /> },
            { term: 'Set up', value: formatInstant(madeAt, format) },
            { term: 'Recovery codes', value: codesLeft === 1 ? '1 left' : `${codesLeft} left` },
            {
              term: 'Asked for',
              value: `when you sign in, at your first signature after that, and after ${codeMinutes} minutes without one`,
            },
          ]}
        />
        {codesLeft <= fewCodes ? (
          <Notice tone="wait" title={codesLeft === 0 ? 'No recovery code is left' : 'Few recovery codes are left'}>
            Without one, a lost phone keeps you out until an admin of your clinic resets your second factor.
          </Notice>
        ) : null}
        <div className="button-row">
          <ButtonLink to={`${own}/recovery-codes`}>Make new recovery codes</ButtonLink>
          <ButtonLink to={`${own}/replacement`}>Move to another phone</ButtonLink>
          {isDemanded ? null : (
            <ButtonLink to={`${own}/removal`} look="danger">
              Turn it off
            </ButtonLink>
          )}
        </div>
        {isDemanded ? <p className="dim small">Your clinic asks for it, so it is not turned off.</p> : null}
      </div>
    </Card>
  )
}
