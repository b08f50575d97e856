/** What a clinic sets for its gym floor, with the limits that no clinic may loosen said beside each. */
import { type SubmissionResult, useForm } from '@conform-to/react'
import { Form } from '@remix-run/react'
import { type FloorSettings, floorBounds } from '~/domain/floor-settings'
import { inUnit, type LoadUnit } from '~/domain/units'
import { CommandKey, FormErrors, NumberInput, TextInput } from './form'
import { SubmitButton } from './submit-button'

type Props = {
  settings: FloorSettings
  units: LoadUnit
  commandKey: string
  lastResult: SubmissionResult | undefined
}
type Typed = Record<
  'redFlagEscalationMinutes' | 'plateStep' | 'lopValidDays' | 'emergencyNumber' | 'onCallNumber',
  string
>

export function FloorSettingsForm({ settings, units, commandKey, lastResult }: Props) {
  const { redFlagEscalationMinutes: minutes, lopValidDays: days } = floorBounds
  const [form, fields] = useForm<Typed>({
    id: 'floor-settings',
    lastResult,
    defaultNoValidate: false,
    defaultValue: {
      redFlagEscalationMinutes: String(settings.redFlagEscalationMinutes),
      plateStep: String(inUnit(settings.plateStepG, units)),
      lopValidDays: String(settings.lopValidDays),
      emergencyNumber: settings.emergencyNumber,
      onCallNumber: settings.onCallNumber,
    },
  })
  return (
    <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
      <FormErrors id={form.errorId} errors={form.errors} />
      <CommandKey value={commandKey} />
      <p>What you save holds at once, and what it was before stays in the audit log.</p>
      <div className="form-row">
        <TextInput
          field={fields.emergencyNumber}
          label="Emergency number"
          type="tel"
          hint="Stands on every red flag."
          maxLength={40}
          autoComplete="off"
          required
        />
        <TextInput
          field={fields.onCallNumber}
          label="On-call number"
          type="tel"
          hint="Answers while the clinic is open."
          maxLength={40}
          autoComplete="off"
          required
        />
      </div>
      <NumberInput
        field={fields.redFlagEscalationMinutes}
        label="An unseen red flag goes to everybody after"
        unit="minutes"
        hint={`${minutes.least} to ${minutes.most}. First it goes to who cleared the client; unseen, to all clinicians and admins, in the inbox and by mail.`}
        min={minutes.least}
        max={minutes.most}
        step={1}
        required
      />
      <NumberInput
        field={fields.lopValidDays}
        label="A measured LOP counts for"
        unit="days"
        hint={`${days.least} to ${days.most}, for the same limb, cuff and position. A clinic may ask for a newer one, never allow an older one.`}
        min={days.least}
        max={days.most}
        step={1}
        required
      />
      <NumberInput
        field={fields.plateStep}
        label="Smallest step of your plates"
        unit={units}
        hint="Loads are rounded down to it, never up: a bar with two plates of 1.25 goes up by 2.5."
        min={0}
        required
      />
      <div className="button-row">
        <SubmitButton>Save the floor</SubmitButton>
      </div>
    </Form>
  )
}
