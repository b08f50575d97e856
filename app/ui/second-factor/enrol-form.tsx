/** Setting a second factor up: the secret, the first code of it, the password; and a code of the one it replaces. */
import { type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { ButtonLink } from '../button'
import { PasswordInput, TextInput } from '../form'
import { mistakesOf } from '../form-mistakes'
import { ErrorSummary } from '../notice'
import { SubmitButton } from '../submit-button'
import { SecretOffer, type ShownOffer } from './secret-offer'

type Props = {
  offer: ShownOffer
  /** Another one stands, and its code is asked for too. */
  isReplacing: boolean
  next: string
  lastResult: SubmissionResult | undefined
}

export function EnrolForm({ offer, isReplacing, next, lastResult }: Props) {
  const [form, fields] = useForm<Record<'newCode' | 'code' | 'password', string>>({
    id: 'second-factor',
    lastResult,
    defaultNoValidate: false,
  })
  return (
    <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
      <ErrorSummary mistakes={mistakesOf(form)} title="Nothing was changed" />
      <input type="hidden" name="offer" value={offer.offer} />
      <input type="hidden" name="next" value={next} />
      <SecretOffer groups={offer.groups} address={offer.address} qr={offer.qr} />
      <TextInput
        field={fields.newCode}
        label={isReplacing ? 'Code of the new one' : 'Code'}
        hint="The 6 digits your authenticator shows for Clearway now"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={40}
        required
      />
      {isReplacing ? (
        <TextInput
          field={fields.code}
          label="Code of the one you have, or a recovery code"
          autoComplete="off"
          maxLength={40}
          required
        />
      ) : null}
      <PasswordInput field={fields.password} label="Your password" required />
      <div className="button-row">
        <SubmitButton pendingLabel="Setting up …">Set up</SubmitButton>
        {isReplacing ? (
          <ButtonLink to="/account/second-factor" look="quiet">
            Back
          </ButtonLink>
        ) : null}
      </div>
    </Form>
  )
}
