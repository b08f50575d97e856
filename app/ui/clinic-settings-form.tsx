/** What the clinic is called, where its days begin, and how it writes days, numbers and loads. */
import { useForm } from '@conform-to/react'
import { Link } from '@remix-run/react'
import { type ClinicFacts, clinicLocales } from '~/domain/clinic-settings'
import { RadioCards } from './choice'
import { Select, TextInput } from './form'
import { localeWords } from './setting-words'
import { SettingsForm, type SettingsFormProps } from './settings-form'

type Props = SettingsFormProps & { settings: ClinicFacts; timeZones: readonly string[] }

export function ClinicSettingsForm({ settings, timeZones, ...rest }: Props) {
  const [form, fields] = useForm<Record<keyof ClinicFacts, string>>({
    id: 'clinic-settings',
    lastResult: rest.answer?.form,
    defaultNoValidate: false,
    defaultValue: settings,
  })
  // What is set stays a choice, wherever it came from.
  const zones = [...new Set([...timeZones, settings.timeZone])]
  const locales = [...new Set<string>([...clinicLocales, settings.locale])]
  return (
    <SettingsForm form={form} saveWord="Save the clinic" {...rest}>
      <TextInput
        field={fields.name}
        label="Name"
        hint="Everybody sees it on each page, in each mail and on certificates. What is printed already keeps the old one."
        autoComplete="organization"
        maxLength={200}
        required
      />
      <Select
        field={fields.timeZone}
        label="Time zone"
        hint="Decides which day a session, a screening and a window count for, for all clients. Past days never move; from now on a day begins and ends by the new zone."
        options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        required
      />
      <Select
        field={fields.locale}
        label="Days and numbers as in"
        hint="For everybody who chose nothing else for themselves. The words stay English, and what is recorded stays as it is."
        options={locales.map((locale) => ({ value: locale, label: localeWords(locale) }))}
        required
      />
      <RadioCards
        field={fields.units}
        label="Loads in"
        hint="For everybody who chose nothing else for themselves. Loads are kept as they were typed, and shown in the new unit."
        options={[
          { value: 'kg', label: 'Kilograms' },
          { value: 'lb', label: 'Pounds' },
        ]}
        required
      />
      <p className="dim small">
        What a new clinic does first stands on <Link to="/first-steps">First steps</Link>.
      </p>
    </SettingsForm>
  )
}
