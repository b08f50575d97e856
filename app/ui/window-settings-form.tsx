/** How long a window lasts here, when it begins to close, and when admins hear of a breach: each tightened at most. */
import { useForm } from '@conform-to/react'
import { tightestWindow, type WindowSettings, widestWindow } from '~/domain/rehab-window'
import { NumberInput } from './form'
import { SettingsForm, type SettingsFormProps } from './settings-form'

type Props = SettingsFormProps & { settings: WindowSettings }

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

export function WindowSettingsForm({ settings, ...rest }: Props) {
  const [form, fields] = useForm<Record<keyof WindowSettings, string>>({
    id: 'window-settings',
    lastResult: rest.answer?.form,
    defaultNoValidate: false,
    defaultValue: {
      windowDays: String(settings.windowDays),
      closingFromDay: String(settings.closingFromDay),
      breachEscalationDays: String(settings.breachEscalationDays),
    },
  })
  return (
    <SettingsForm form={form} saveWord="Save the window" {...rest}>
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
    </SettingsForm>
  )
}
