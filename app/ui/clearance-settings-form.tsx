/** How long a clearance and a screening count, how soon a decision is due, and who decides on precautions. */
import { useForm } from '@conform-to/react'
import { Link } from '@remix-run/react'
import { type ClearanceRules, settingBounds } from '~/domain/clinic-settings'
import { Checkbox } from './choice'
import { NumberInput } from './form'
import { SettingsForm, type SettingsFormProps } from './settings-form'

type Props = SettingsFormProps & { settings: ClearanceRules }

const numbers = [
  {
    name: 'clearanceValidDays',
    label: 'A clearance waits for its first session',
    unit: 'days',
    hint: '1 to 30, never longer: after that it expires and is decided anew. It holds for what is cleared from now on; a clearance that was signed keeps its last day.',
  },
  {
    name: 'screeningValidDays',
    label: 'A screening counts for',
    unit: 'days',
    hint: 'For every client. An older one blocks submission, decision and a first session, and warns once a program runs. Shorter makes screenings stale at once; how many is said before it is saved.',
  },
  {
    name: 'decisionTargetHours',
    label: 'A decision is due after',
    unit: 'hours',
    hint: 'For clinicians: what waits longer stands marked on the worklist. Nothing is decided or blocked by it.',
  },
] as const

export function ClearanceSettingsForm({ settings, ...rest }: Props) {
  const [form, fields] = useForm<Record<keyof ClearanceRules, string>>({
    id: 'clearance-settings',
    lastResult: rest.answer?.form,
    defaultNoValidate: false,
    defaultValue: {
      clearanceValidDays: String(settings.clearanceValidDays),
      screeningValidDays: String(settings.screeningValidDays),
      decisionTargetHours: String(settings.decisionTargetHours),
      doctorForPrecautions: settings.doctorForPrecautions ? 'on' : '',
    },
  })
  return (
    <SettingsForm form={form} saveWord="Save the clearance rules" {...rest}>
      {numbers.map(({ name, ...words }) => (
        <NumberInput
          key={name}
          field={fields[name]}
          {...words}
          min={settingBounds[name].least}
          max={settingBounds[name].most}
          step={1}
          required
        />
      ))}
      <Checkbox
        field={fields.doctorForPrecautions}
        label="Only a doctor decides where the screening says precaution"
        hint="Otherwise a physical therapist may, with a written reason. What waits is decided by the new rule; what was cleared stays cleared."
      />
      <p className="dim small">
        How old a measured LOP may be stands with the <Link to="/settings/floor">floor</Link>.
      </p>
    </SettingsForm>
  )
}
