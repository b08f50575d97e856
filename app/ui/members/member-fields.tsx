/** The fields of a member: roles, a licence, a BFR credential. */
import { type Role, roles } from '~/domain/member'
import { FieldGroup, type FieldMeta, useWiring } from '../field'
import { DateInput, TextInput } from '../form'
import { roleWords } from '../words'

const hints: Record<Role, string> = {
  trainer: 'sees and serves the clients of their care teams; raises programs',
  'physical-therapist': 'reads all in the clinic; clears standard programs and those with a precaution',
  doctor: 'as the physical therapist, and alone clears where only a doctor may',
  admin: 'members, settings, register and audit log; decides nothing clinical by it',
}

export function RolesField({ field }: { field: FieldMeta | undefined }) {
  const wiring = useWiring({ field }, {})
  const picked = field?.initialValue
  return (
    <FieldGroup wiring={wiring} label="Roles">
      {roles.map((role) => (
        <label className="check" key={role}>
          <input
            type="checkbox"
            name={wiring.control.name}
            form={wiring.control.form}
            value={role}
            aria-invalid={wiring.control['aria-invalid']}
            defaultChecked={Array.isArray(picked) ? picked.includes(role) : picked === role}
          />
          <span>
            {roleWords[role]} <span className="dim small">{hints[role]}</span>
          </span>
        </label>
      ))}
    </FieldGroup>
  )
}

type LicenceProps = {
  fields: { licenceNumber?: FieldMeta; licenceState?: FieldMeta; licenceValidUntil?: FieldMeta }
  hint?: string
}

export function LicenceFields({ fields, hint }: LicenceProps) {
  return (
    <fieldset className="field">
      <legend>Licence</legend>
      {hint ? <p className="field-hint">{hint}</p> : null}
      <div className="grid gap-4 sm:grid-cols-3">
        <TextInput field={fields.licenceNumber} label="Number" maxLength={60} autoComplete="off" />
        <TextInput field={fields.licenceState} label="State or board" maxLength={60} autoComplete="off" />
        <DateInput field={fields.licenceValidUntil} label="Its last day" min="2000-01-01" max="2199-12-31" />
      </div>
    </fieldset>
  )
}

export function CredentialField({ field }: { field: FieldMeta | undefined }) {
  return (
    <DateInput
      field={field}
      label="BFR credential, its last day"
      hint="Of the training in blood-flow restriction; leave it empty where there is none."
      min="2000-01-01"
      max="2199-12-31"
    />
  )
}
