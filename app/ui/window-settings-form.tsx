/** How long a window lasts here, when it begins to close, and when admins hear of a breach: each tightened at most. */
import { type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { tightestWindow, type WindowSettings, widestWindow } from '~/domain/rehab-window'
import { ButtonLink } from './button'
import { CommandKey, FormErrors, NumberInput } from './form'
import { SubmitButton } from './submit-button'

type Props = { settings: WindowSettings; commandKey: string; lastResult: SubmissionResult | undefined }

const fieldWords: Record<keyof WindowSettings, { label: string; unit: string; hint: string }> = {
  windowDays: {
    label: 'Length of a window',
    unit: 'days',
    hint: `From the first session on, ${tightestWindow.windowDays} to ${widestWindow.windowDays} days. The literature knows frequent BFR for three weeks, so no clinic may make it longer; a single program goes past it by a cleared extension.`,
  },
  closingFromDay: {
    label: 'It is closing from',
    unit: 'day of the window',
    hint: `Day ${tightestWindow.closingFromDay} to ${widestWindow.closingFromDay}, before the last one. A later warning would leave too little time to plan the end.`,
  },
  breachEscalationDays: {
    label: 'Admins hear of a breach after',
    unit: 'days unresolved',
    hint: `${tightestWindow.breachEscalationDays} to ${widestWindow.breachEscalationDays} days. A breach may reach them earlier, never later.`,
  },
}

export function WindowSettingsForm({ settings, commandKey, lastResult }: Props) {
  const [form, fields] = useForm<Record<keyof WindowSettings, string>>({
    id: 'window-settings',
    lastResult,
    defaultNoValidate: false,
    defaultValue: {
      windowDays: String(settings.windowDays),
      closingFromDay: String(settings.closingFromDay),
      breachEscalationDays: String(settings.breachEscalationDays),
    },
  })
  return (
    <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
      <FormErrors id={form.errorId} errors={form.errors} />
      <CommandKey value={commandKey} />
      <p>
        A clinic may be stricter than the literature and never laxer. What you save holds at once for every program that
        runs, and what it was before stays in the audit log.
      </p>
      {(['windowDays', 'closingFromDay', 'breachEscalationDays'] as const).map((name) => (
        <NumberInput
          key={name}
          field={fields[name]}
          {...fieldWords[name]}
          min={tightestWindow[name]}
          max={widestWindow[name]}
          step={1}
          required
        />
      ))}
      <div className="button-row">
        <SubmitButton>Save the window</SubmitButton>
        <ButtonLink to="/windows" look="quiet">
          Back
        </ButtonLink>
      </div>
    </Form>
  )
}
