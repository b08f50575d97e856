/** What each step of the first run asks. */
import { clinicLocales, usualSettings } from '~/domain/clinic-settings'
import type { SetupField } from '~/domain/setup-steps'
import type { LoadUnit } from '~/domain/units'
import { Checkbox, RadioCards } from '../choice'
import { Select, TextInput } from '../form'
import { KeyValue } from '../key-value'
import { NewPasswordFields } from '../new-password-fields'
import { Notice } from '../notice'
import { localeWords, unitWords } from '../setting-words'
import { RedFlagAdvice } from './red-flag-advice'

export type StepProps = {
  /** As it was typed, but the passwords. */
  typed: Partial<Record<SetupField, string>>
  errors: Partial<Record<SetupField, string[]>>
  timeZones: readonly string[]
}

/** What names a field and gives back what was typed into it. */
function fieldOf({ typed, errors }: StepProps, name: SetupField, usual?: string) {
  return { name, id: name, errors: errors[name], defaultValue: typed[name] ?? usual }
}

const unitOf = ({ typed }: StepProps): LoadUnit => (typed.units === 'lb' ? 'lb' : 'kg')

export function ClinicStep(props: StepProps) {
  return (
    <>
      <TextInput
        {...fieldOf(props, 'name')}
        label="Name"
        hint="As it stands on your door"
        autoComplete="organization"
        maxLength={200}
        required
      />
      <div className="form-row">
        <Select
          {...fieldOf(props, 'timeZone')}
          label="Time zone"
          hint="Decides which day a session counts for"
          options={props.timeZones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
          placeholder="Choose"
          required
        />
        <Select
          {...fieldOf(props, 'locale', 'en-GB')}
          label="Days and numbers as in"
          hint="The words stay English"
          options={clinicLocales.map((locale) => ({ value: locale, label: localeWords(locale) }))}
          required
        />
      </div>
      <RadioCards
        {...fieldOf(props, 'units')}
        defaultValue={unitOf(props)}
        label="Loads in"
        options={[
          { value: 'kg', label: 'Kilograms' },
          { value: 'lb', label: 'Pounds' },
        ]}
        required
      />
    </>
  )
}

export function FloorStep(props: StepProps) {
  const unit = unitOf(props)
  return (
    <>
      <div className="form-row">
        <TextInput
          {...fieldOf(props, 'emergencyNumber')}
          label="Emergency number"
          hint="Shown with every red flag"
          type="tel"
          maxLength={40}
          autoComplete="off"
          required
        />
        <TextInput
          {...fieldOf(props, 'onCallNumber')}
          label="On-call number"
          hint="The clinician to ring while the clinic is open"
          type="tel"
          maxLength={40}
          autoComplete="off"
          required
        />
      </div>
      <TextInput
        {...fieldOf(props, 'plateStep', unit === 'kg' ? '1' : '2.5')}
        label={`Smallest step of your plates, in ${unitWords[unit]}`}
        hint="Sessions round loads down to it, never up: a bar with two plates of 1.25 goes up by 2.5."
        inputMode="decimal"
        autoComplete="off"
        maxLength={12}
        required
      />
    </>
  )
}

const rules = [
  {
    term: 'A clearance waits',
    value: `${usualSettings.clearanceValidDays} days for its first session, then it expires`,
  },
  { term: 'A screening counts', value: `${usualSettings.screeningValidDays} days` },
  { term: 'A measured LOP counts', value: `${usualSettings.lopValidDays} days` },
  {
    term: 'A rehab window lasts',
    value: `${usualSettings.windowDays} days, and is closing from day ${usualSettings.closingFromDay}`,
  },
  {
    term: 'An unseen red flag',
    value: `goes to all clinicians and admins after ${usualSettings.redFlagEscalationMinutes} minutes`,
  },
  { term: 'A decision is due', value: `after ${usualSettings.decisionTargetHours} hours` },
  { term: 'A login rests', value: `${usualSettings.idleMinutes} minutes at most` },
]

export function RulesStep(props: StepProps) {
  const { typed } = props
  return (
    <>
      <KeyValue
        facts={[
          { term: 'Clinic', value: typed.name },
          { term: 'Time zone', value: typed.timeZone?.replaceAll('_', ' ') },
          { term: 'Emergency', value: typed.emergencyNumber },
          { term: 'On call', value: typed.onCallNumber },
          { term: 'Plates', value: `${typed.plateStep} ${unitOf(props)}` },
        ]}
      />
      <h2>What holds from the first day</h2>
      <KeyValue facts={rules} />
      <p className="dim small">
        Nothing uncleared ever starts, and that is no setting. The rest is under Settings; what guards a client may be
        made stricter there, never laxer.
      </p>
      <Notice tone="wait" title="The red-flag advice">
        Its wording was not taken from a source. Have a clinician of yours read and approve it before clients come in.
        <RedFlagAdvice />
      </Notice>
      <Checkbox
        name="adviceWillBeRead"
        id="adviceWillBeRead"
        errors={props.errors.adviceWillBeRead}
        defaultChecked={typed.adviceWillBeRead === 'on'}
        label="A clinician of ours reads and approves it before clients come in"
        required
      />
    </>
  )
}

export function YouStep(props: StepProps) {
  const { errors } = props
  return (
    <>
      <p>
        An admin runs the clinic: its people, settings, register and audit log. Everybody else is invited later, and
        your second factor comes right after you sign in.
      </p>
      <div className="form-row">
        <TextInput {...fieldOf(props, 'adminName')} label="Your name" autoComplete="name" maxLength={200} required />
        <TextInput
          {...fieldOf(props, 'email')}
          label="Email"
          hint="You sign in with it"
          type="email"
          autoComplete="username"
          maxLength={320}
          required
        />
      </div>
      <NewPasswordFields
        fields={{
          password: { id: 'password', name: 'password', errors: errors.password },
          passwordAgain: { id: 'passwordAgain', name: 'passwordAgain', errors: errors.passwordAgain },
        }}
      />
    </>
  )
}
