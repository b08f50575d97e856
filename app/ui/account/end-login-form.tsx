/** Signing out a browser that is not this one, asked once more. */
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { ButtonLink } from '../button'
import { CommandKey } from '../form'
import { ErrorSummary, type Mistake } from '../notice'
import { SubmitButton } from '../submit-button'

type Props = { mistakes: readonly Mistake[]; commandKey: string; verb: string; children: ReactNode }

export function EndLoginForm({ mistakes, commandKey, verb, children }: Props) {
  return (
    <div className="max-w-2xl">
      <div className="card p-5">
        <Form method="post" className="form">
          <ErrorSummary mistakes={mistakes} />
          <CommandKey value={commandKey} />
          {children}
          <div className="button-row">
            <SubmitButton pendingLabel="Signing out …">{verb}</SubmitButton>
            <ButtonLink to="/account/logins" look="quiet">
              Back
            </ButtonLink>
          </div>
        </Form>
      </div>
    </div>
  )
}
