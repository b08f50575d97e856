/** What the forms of measurements have in common: their names, the sides, and under which circumstances. */
import type { Formula } from '~/domain/strength'
import { RadioCards } from '../choice'
import type { FieldMeta } from '../field'
import { type Option, TextInput } from '../form'
import type { ClinicFormat } from '../format'

export type MeasurementFieldNames =
  | ('exercise' | 'side' | 'load' | 'isConfirmed' | 'reps' | 'isFailed' | 'rpe' | 'movement' | 'force' | 'forceUnit')
  | ('site' | 'girth' | 'moved' | 'degrees' | 'nrs' | 'points' | 'device' | 'position' | 'on')
  | ('instrument' | 'instrumentName' | 'scaleLow' | 'scaleHigh' | 'better')

/** `known` is the exercise, movement, site or instrument of an entry that is put right: it may be on no list. */
export type FieldsProps = {
  fields: Record<MeasurementFieldNames, FieldMeta>
  format: ClinicFormat
  formula: Formula
  isJump: boolean
  devices: readonly string[]
  positions: readonly string[]
  known: string | null
}

const left = { value: 'left', label: 'Left' }
const right = { value: 'right', label: 'Right' }
const both = { value: 'both', label: 'Both' }

export function SideFields({ field, isOneOnly = false }: { field: FieldMeta; isOneOnly?: boolean }) {
  return <RadioCards field={field} label="Side" options={isOneOnly ? [left, right] : [left, right, both]} required />
}

export function optionsOf(names: readonly string[], known: string | null): Option[] {
  const all = known === null || names.includes(known) ? names : [known, ...names]
  return all.map((name) => ({ value: name, label: name }))
}

type CircumstancesProps = Pick<FieldsProps, 'fields' | 'devices' | 'positions'> & { device: string; position: string }

/** What was used for this client before is offered again; `device` and `position` are examples. */
export function Circumstances({ fields, devices, positions, device, position }: CircumstancesProps) {
  return (
    <div className="form-row">
      <Remembered field={fields.device} label="Measured with" hint={`Such as: ${device}`} used={devices} />
      <Remembered field={fields.position} label="Position" hint={`Such as: ${position}`} used={positions} />
    </div>
  )
}

type RememberedProps = { field: FieldMeta; label: string; hint: string; used: readonly string[] }

function Remembered({ field, label, hint, used }: RememberedProps) {
  const id = `${field.id}-used`
  return (
    <div>
      <TextInput
        field={field}
        label={label}
        hint={hint}
        list={used.length > 0 ? id : undefined}
        maxLength={80}
        optional
      />
      {used.length > 0 ? (
        <datalist id={id}>
          {used.map((said) => (
            <option key={said} value={said} />
          ))}
        </datalist>
      ) : null}
    </div>
  )
}
