/** One thing done to one's second factor: what it does, then the password and a code, always. */
import { type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { ButtonLink, type ButtonLook } from '../button'
import { IsCodeDue } from '../code-due'
import { ConfirmFields } from '../confirm-fields'
import { mistakesOf } from '../form-mistakes'
import { ErrorSummary } from '../notice'
import { SubmitButton } from '../submit-button'

type Props = {
  says: ReactNode
  words: string
  look?: ButtonLook['look']
  lastResult: SubmissionResult | undefined
}

export function FactorAct({ says, words, look, lastResult }: Props) {
  const [form, fields] = useForm<Record<'password' | 'code', string>>({
    id: 'second-factor',
    lastResult,
    defaultNoValidate: false,
  })
  return (
    <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
      <ErrorSummary mistakes={mistakesOf(form)} title="Nothing was changed" />
      <p>{says}</p>
      <IsCodeDue.Provider value={true}>
        <ConfirmFields fields={fields} />
      </IsCodeDue.Provider>
      <div className="button-row">
        <SubmitButton look={look}>{words}</SubmitButton>
        <ButtonLink to="/account/second-factor" look="quiet">
          Back
        </ButtonLink>
      </div>
    </Form>
  )
}
