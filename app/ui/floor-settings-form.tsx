/** What a clinic sets for its gym floor, with the limits that no clinic may loosen said beside each. */
import { useForm } from '@conform-to/react'
import { type FloorSettings, floorBounds } from '~/domain/floor-settings'
import { inUnit } from '~/domain/units'
import { LoadUnitSaid, NumberInput, TextInput } from './form'
import { SettingsForm, type SettingsFormProps } from './settings-form'

type Props = SettingsFormProps & { settings: FloorSettings }
type Typed = Record<
  'redFlagEscalationMinutes' | 'plateStep' | 'lopValidDays' | 'emergencyNumber' | 'onCallNumber',
  string
>

export function FloorSettingsForm({ settings, ...rest }: Props) {
  const { units } = rest
  const { redFlagEscalationMinutes: minutes, lopValidDays: days } = floorBounds
  const [form, fields] = useForm<Typed>({
    id: 'floor-settings',
    lastResult: rest.answer?.form,
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
    <SettingsForm form={form} saveWord="Save the floor" {...rest}>
      <LoadUnitSaid unit={units} />
      <p>What you save holds at once, and what it was before stays in the audit log.</p>
      <div className="form-row">
        <TextInput
          field={fields.emergencyNumber}
          label="Emergency number"
          type="tel"
          hint="Stands on every red flag, from now on."
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
        hint={`${minutes.least} to ${minutes.most}. First it goes to who cleared the client; unseen, to all clinicians and admins, in the inbox and by mail. Shorter holds for those that wait already.`}
        min={minutes.least}
        max={minutes.most}
        step={1}
        required
      />
      <NumberInput
        field={fields.lopValidDays}
        label="A measured LOP counts for"
        unit="days"
        hint={`${days.least} to ${days.most}, for the same limb, cuff and position. A clinic may ask for a newer one, never allow an older one. Shorter: a BFR line starts only once its LOP is measured anew; a session that runs goes on.`}
        min={days.least}
        max={days.most}
        step={1}
        required
      />
      <NumberInput
        field={fields.plateStep}
        label="Smallest step of your plates"
        unit={units}
        hint="For every session: loads are rounded down to it, never up. A bar with two plates of 1.25 goes up by 2.5. What is cleared stays cleared; what to put on the bar is worked out anew."
        min={0}
        required
      />
    </SettingsForm>
  )
}
