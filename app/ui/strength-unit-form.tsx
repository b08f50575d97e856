/** In which unit the loads of a strength log are, where its file does not say: asked, with loads to know it by. */
import { Form } from '@remix-run/react'
import { ButtonLink } from './button'
import { RadioCards } from './choice'
import { SubmitButton } from './submit-button'

type Props = {
  /** The file's page. */
  to: string
  examples: readonly { exercise: string; load: string }[]
  errors?: string[] | undefined
}

export function StrengthUnitForm({ to, examples, errors }: Props) {
  return (
    <Form method="post" action={`${to}/unit`} className="form">
      <p>
        This file names no unit, and nothing is guessed. Look into the app, or ask your client. The heaviest loads of
        its first exercises:
      </p>
      <ul className="grid gap-1">
        {examples.map(({ exercise, load }) => (
          <li key={exercise} className="wrap-anywhere">
            {exercise}: <b className="tabular-nums">{load}</b>
          </li>
        ))}
      </ul>
      <RadioCards
        name="unit"
        id="unit"
        label="Loads are in"
        errors={errors}
        options={[
          { value: 'kg', label: 'kg', hint: 'Kilograms' },
          { value: 'lb', label: 'lb', hint: 'Pounds' },
        ]}
        required
      />
      <div className="button-row">
        <SubmitButton pendingLabel="Reading …">Go on</SubmitButton>
        <ButtonLink to={to} look="quiet">
          Back
        </ButtonLink>
      </div>
    </Form>
  )
}
