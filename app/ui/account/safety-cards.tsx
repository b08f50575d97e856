/** What keeps an account its owner's: password, second factor, and where it is open. */
import { ButtonLink } from '../button'
import { Card } from '../card'
import { type ClinicFormat, formatInstant } from '../format'
import { StatusBadge } from '../status-badge'

export function PasswordCard({ replacedAt, format }: { replacedAt: Date | string | null; format: ClinicFormat }) {
  return (
    <Card title="Your password">
      <p>
        {replacedAt ? `Last changed ${formatInstant(replacedAt, format)}.` : 'Not changed since your account was made.'}
      </p>
      <div className="button-row mt-3">
        <ButtonLink to="/account/password">Change the password</ButtonLink>
      </div>
    </Card>
  )
}

export function SecondFactorCard({ isOn, isMissing }: { isOn: boolean; isMissing: boolean }) {
  return (
    <Card title="Second factor" actions={<FactorBadge isOn={isOn} isMissing={isMissing} />}>
      <p>
        {isOn
          ? 'Besides your password, a code of your authenticator is asked for when you sign in, and with a signature.'
          : 'With one, whoever learns your password still cannot sign in as you, nor sign for you.'}
        {isMissing ? ' Your clinic demands one of you.' : ''}
      </p>
      <div className="button-row mt-3">
        <ButtonLink to="/account/second-factor">{isOn ? 'Second factor' : 'Set up a second factor'}</ButtonLink>
      </div>
    </Card>
  )
}

function FactorBadge({ isOn, isMissing }: { isOn: boolean; isMissing: boolean }) {
  if (isOn)
    return (
      <StatusBadge tone="ok" icon="check">
        On
      </StatusBadge>
    )
  return isMissing ? (
    <StatusBadge tone="stop" icon="octagon">
      Missing
    </StatusBadge>
  ) : (
    <StatusBadge tone="off" icon="ring">
      Off
    </StatusBadge>
  )
}

export function LoginsCard({ count }: { count: number }) {
  return (
    <Card title="Where are you signed in?">
      <p>{count > 1 ? `In ${count} browsers, this one among them.` : 'In this browser alone.'}</p>
      <div className="button-row mt-3">
        <ButtonLink to="/account/logins">Your logins</ButtonLink>
      </div>
    </Card>
  )
}
