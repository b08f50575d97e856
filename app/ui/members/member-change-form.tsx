/** The frame of every change of a member: what changes, and the admin's password for exactly that. */
import { type FormMetadata, type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { ButtonLink } from '../button'
import { ConfirmFields } from '../confirm-fields'
import type { FieldMeta } from '../field'
import { CommandKey } from '../form'
import { mistakesOf } from '../form-mistakes'
import { ErrorSummary } from '../notice'
import { SubmitButton } from '../submit-button'

export type Changing = { person: { id: string; standing: string }; commandKey: string }
type Values = Record<string, string | string[]>
type Fields = Record<string, FieldMeta>

type Props = Changing & {
  lastResult: SubmissionResult | undefined
  defaultValue?: Values
  submit: string
  children: (fields: Fields) => ReactNode
}

export function MemberChangeForm({ person, commandKey, lastResult, defaultValue = {}, submit, children }: Props) {
  const [form, fields]: [FormMetadata<Values>, Fields] = useForm<Values>({
    id: 'member',
    lastResult,
    defaultNoValidate: false,
    defaultValue,
  })
  return (
    <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
      <ErrorSummary mistakes={mistakesOf(form)} />
      <CommandKey value={commandKey} />
      <input type="hidden" name="standing" value={person.standing} />
      {children(fields)}
      <ConfirmFields fields={fields} />
      <div className="button-row">
        <SubmitButton>{submit}</SubmitButton>
        <ButtonLink to={`/members/${person.id}`} look="quiet">
          Back
        </ButtonLink>
      </div>
    </Form>
  )
}
