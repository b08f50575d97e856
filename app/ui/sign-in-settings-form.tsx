/** How people sign in: how long a login may rest, and whether clinicians and admins need a second factor. */
import { useForm } from '@conform-to/react'
import { Link } from '@remix-run/react'
import { type SignInRules, settingBounds } from '~/domain/clinic-settings'
import { Checkbox } from './choice'
import { NumberInput } from './form'
import { SettingsForm, type SettingsFormProps } from './settings-form'

type Props = SettingsFormProps & { settings: SignInRules; hasSecondFactor: boolean; countWithout: number }

export function SignInSettingsForm({ settings, hasSecondFactor, countWithout, ...rest }: Props) {
  const { least, most } = settingBounds.idleMinutes
  const [form, fields] = useForm<Record<keyof SignInRules | 'password' | 'code', string>>({
    id: 'sign-in-settings',
    lastResult: rest.answer?.form,
    defaultNoValidate: false,
    defaultValue: {
      idleMinutes: String(settings.idleMinutes),
      secondFactorDemanded: settings.secondFactorDemanded ? 'on' : '',
    },
  })
  return (
    <SettingsForm form={form} confirming={fields} saveWord="Save how people sign in" {...rest}>
      <NumberInput
        field={fields.idleMinutes}
        label="Idle time"
        unit="minutes"
        hint={`${least} to ${most}. Whoever does nothing for so long signs in again; a session that runs goes on for three hours. Shorter applies at once, to logins that rest already. Longer takes your password.`}
        min={least}
        max={most}
        step={1}
        required
      />
      <Checkbox
        field={fields.secondFactorDemanded}
        label="Clinicians and admins need a second factor"
        hint={
          settings.secondFactorDemanded
            ? 'A code from an app when they sign in and when they sign. To demand it no longer takes your password.'
            : `A code from an app when they sign in and when they sign. ${withoutWords(countWithout)}`
        }
      />
      {hasSecondFactor || settings.secondFactorDemanded ? null : (
        <p className="small">
          You have none yourself. <Link to="/account/second-factor">Set up your second factor</Link> before you demand
          one of others.
        </p>
      )}
    </SettingsForm>
  )
}

function withoutWords(count: number): string {
  if (count === 0) return 'All of them have one.'
  const who = count === 1 ? '1 of them has none and is' : `${count} of them have none and are`
  return `${who} asked to set one up with the next page.`
}
