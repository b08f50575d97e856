/** Drawing a sample: how many clearances, of which days. */
import { type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import type { CalendarDay } from '~/domain/calendar-day'
import { largestSample } from '~/domain/clearance-audit'
import { ButtonLink } from '../button'
import { CommandKey, DateInput, NumberInput } from '../form'
import { mistakesOf } from '../form-mistakes'
import { ErrorSummary } from '../notice'
import { SubmitButton } from '../submit-button'

type Typed = { from?: string; until?: string; sampleSize?: string }
type Props = { usual: Typed; today: CalendarDay; commandKey: string; lastResult: SubmissionResult | undefined }

export function DrawForm({ usual, today, commandKey, lastResult }: Props) {
  const [form, fields] = useForm<Typed>({ id: 'draw', lastResult, defaultValue: usual, defaultNoValidate: false })
  return (
    <Form method="post" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate} className="form">
      <ErrorSummary mistakes={mistakesOf(form)} title="Nothing was drawn" />
      <p>
        The database draws at random from everything cleared in these days, and keeps how it did. Once drawn, a sample
        stays.
      </p>
      <CommandKey value={commandKey} />
      <div className="form-row">
        <DateInput field={fields.from} label="Cleared from" max={today} required />
        <DateInput field={fields.until} label="Cleared until" max={today} required />
        <NumberInput field={fields.sampleSize} label="How many" min={1} max={largestSample} step={1} required />
      </div>
      <div className="button-row">
        <SubmitButton pendingLabel="Drawing …">Draw</SubmitButton>
        <ButtonLink to="/register/audits" look="quiet">
          Back
        </ButtonLink>
      </div>
    </Form>
  )
}
