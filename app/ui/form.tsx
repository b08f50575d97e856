/** The controls of a form: each with its label, hint and error beside it, and with what was typed kept. */
import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react'
import type { LoadUnit } from '~/domain/units'
import { Field, type FieldMeta, type FieldNaming, type FieldWords, typedValue, useWiring } from './field'
import { Notice } from './notice'

type Common = FieldNaming & FieldWords
type InputProps = Common & Omit<InputHTMLAttributes<HTMLInputElement>, keyof Common | 'children'>

function constraintsOf(field: FieldMeta | undefined) {
  if (!field) return {}
  const { minLength, maxLength, min, max, step, pattern } = field
  return { minLength, maxLength, min, max, step, pattern }
}

/** Splits what names and describes a field from what goes to its element. */
function split<Props extends Common>(props: Props) {
  const { field, name, id, errors, label, hint, optional, ...rest } = props
  return { naming: { field, name, id, errors }, words: { label, hint, optional }, rest }
}

function Input({ type, ...props }: InputProps) {
  const { naming, words, rest } = split(props)
  const wiring = useWiring(naming, words)
  return (
    <Field wiring={wiring} {...words}>
      <input
        defaultValue={typedValue(naming.field)}
        {...constraintsOf(naming.field)}
        {...rest}
        {...wiring.control}
        required={rest.required ?? wiring.control.required}
        type={type}
        className="control"
      />
    </Field>
  )
}

export function TextInput({ type = 'text', ...props }: InputProps) {
  return <Input {...props} type={type} />
}

/** A calendar day, as the browser's own date field. */
export function DateInput(props: Omit<InputProps, 'type'>) {
  return <Input {...props} type="date" />
}

/** Never given back to the page: what was typed is not kept. */
export function PasswordInput(props: Omit<InputProps, 'type' | 'defaultValue' | 'value'>) {
  return <Input autoComplete="current-password" {...props} type="password" defaultValue="" />
}

/** A number with its unit beside it; the unit is part of what a screen reader says. */
export function NumberInput({ unit, ...props }: Omit<InputProps, 'type'> & { unit?: string }) {
  const { naming, words, rest } = split(props)
  const unitId = useId()
  const wiring = useWiring(naming, words, unit ? unitId : undefined)
  const input = (
    <input
      inputMode="decimal"
      autoComplete="off"
      defaultValue={typedValue(naming.field)}
      {...constraintsOf(naming.field)}
      step={naming.field?.step ?? 'any'}
      {...rest}
      {...wiring.control}
      required={rest.required ?? wiring.control.required}
      type="number"
      className="control"
    />
  )
  return (
    <Field wiring={wiring} {...words}>
      {unit ? (
        <div className="control-unit">
          {input}
          <span id={unitId}>{unit}</span>
        </div>
      ) : (
        input
      )}
    </Field>
  )
}

type TextareaProps = Common & Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, keyof Common | 'children'>

export function Textarea(props: TextareaProps) {
  const { naming, words, rest } = split(props)
  const wiring = useWiring(naming, words)
  const { minLength, maxLength } = naming.field ?? {}
  return (
    <Field wiring={wiring} {...words}>
      <textarea
        rows={3}
        minLength={minLength}
        maxLength={maxLength}
        defaultValue={typedValue(naming.field)}
        {...rest}
        {...wiring.control}
        required={rest.required ?? wiring.control.required}
        className="control"
      />
    </Field>
  )
}

export type Option = { value: string; label: string; disabled?: boolean }

type SelectProps = Common & {
  options: readonly Option[]
  /** The words of the empty choice, which is then the first one. */
  placeholder?: string
} & Omit<SelectHTMLAttributes<HTMLSelectElement>, keyof Common | 'children'>

export function Select({ options, placeholder, ...props }: SelectProps) {
  const { naming, words, rest } = split(props)
  const wiring = useWiring(naming, words)
  return (
    <Field wiring={wiring} {...words}>
      <select
        defaultValue={typedValue(naming.field)}
        {...rest}
        {...wiring.control}
        required={rest.required ?? wiring.control.required}
        className="control"
      >
        {placeholder === undefined ? null : <option value="">{placeholder}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
}

/** What is wrong with the form as a whole, above its button; wired to the form by `id`. */
export function FormErrors({ id, errors, children }: { id?: string; errors?: string[]; children?: ReactNode }) {
  if (!errors?.length) return null
  return (
    <div id={id} role="alert">
      <Notice tone="stop">
        {errors.map((error) => (
          <p key={error}>{error}</p>
        ))}
        {children}
      </Notice>
    </div>
  )
}

/** The random key that lets a form sent twice have one effect. */
export function CommandKey({ value }: { value: string }) {
  return <input type="hidden" name="key" value={value} />
}

/** The unit a form's loads are typed in, so that they are read in it whatever its person chooses meanwhile. */
export function LoadUnitSaid({ unit }: { unit: LoadUnit }) {
  return <input type="hidden" name="loadUnit" value={unit} />
}
