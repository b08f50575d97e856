/** One field: its label, hint and error wired to its control, from Conform's metadata or from plain names. */
import { type ReactNode, useId } from 'react'
import { Icon } from './icon'

/** The part of Conform's field metadata that a control needs; `fields.systolic` fits as it is. */
export type FieldMeta = {
  id: string
  name: string
  formId?: string
  errorId?: string
  errors?: string[] | undefined
  initialValue?: unknown
  required?: boolean
  minLength?: number
  maxLength?: number
  min?: string | number
  max?: string | number
  step?: string | number
  pattern?: string
}

/** How a control is named: by Conform's `field`, or by `name` with its `errors`. */
export type FieldNaming = {
  field?: FieldMeta
  name?: string
  id?: string
  errors?: string[] | undefined
}

export type FieldWords = {
  label: ReactNode
  hint?: ReactNode
  /** Says "optional" beside the label. */
  optional?: boolean
}

/** The attributes every control carries; `describedBy` lists what else describes it. */
export type ControlAttributes = {
  id: string
  name: string | undefined
  form: string | undefined
  required: boolean | undefined
  'aria-invalid': true | undefined
  'aria-describedby': string | undefined
}

export type Wiring = {
  control: ControlAttributes
  hintId: string
  errorId: string
  errors: string[]
}

export function useWiring(naming: FieldNaming, words: Pick<FieldWords, 'hint'>, unitId?: string): Wiring {
  const ownId = useId()
  const { field } = naming
  const id = naming.id ?? field?.id ?? ownId
  const errorId = field?.errorId ?? `${id}-error`
  const hintId = `${id}-hint`
  const errors = naming.errors ?? field?.errors ?? []
  const described = [errors.length > 0 && errorId, words.hint && hintId, unitId].filter(Boolean)
  return {
    hintId,
    errorId,
    errors,
    control: {
      id,
      name: naming.name ?? field?.name,
      form: field?.formId,
      required: field?.required || undefined,
      'aria-invalid': errors.length > 0 || undefined,
      'aria-describedby': described.join(' ') || undefined,
    },
  }
}

/** Conform keeps what was typed as text; anything else is not a control's value. */
export function typedValue(field: FieldMeta | undefined): string | undefined {
  return typeof field?.initialValue === 'string' ? field.initialValue : undefined
}

function Optional() {
  return <span className="field-optional"> (optional)</span>
}

export function FieldHint({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div className="field-hint" id={id}>
      {children}
    </div>
  )
}

export function FieldErrors({ id, errors }: { id: string; errors: readonly string[] }) {
  if (errors.length === 0) return null
  return (
    <div className="field-error" id={id}>
      <Icon name="octagon" />
      <div>
        {errors.map((error) => (
          <div key={error}>{error}</div>
        ))}
      </div>
    </div>
  )
}

/** Label above, control, hint and error; `children` gets the attributes that tie them together. */
export function Field({
  wiring,
  label,
  hint,
  optional,
  children,
}: FieldWords & { wiring: Wiring; children: ReactNode }) {
  return (
    <div className="field">
      <label className="field-label" htmlFor={wiring.control.id}>
        {label}
        {optional ? <Optional /> : null}
      </label>
      {hint ? <FieldHint id={wiring.hintId}>{hint}</FieldHint> : null}
      {children}
      <FieldErrors id={wiring.errorId} errors={wiring.errors} />
    </div>
  )
}

/** The same for a group of controls: a fieldset with its legend. */
export function FieldGroup({
  wiring,
  label,
  hint,
  optional,
  children,
}: FieldWords & { wiring: Wiring; children: ReactNode }) {
  return (
    <fieldset className="field" id={wiring.control.id} aria-describedby={wiring.control['aria-describedby']}>
      <legend>
        {label}
        {optional ? <Optional /> : null}
      </legend>
      {hint ? <FieldHint id={wiring.hintId}>{hint}</FieldHint> : null}
      {children}
      <FieldErrors id={wiring.errorId} errors={wiring.errors} />
    </fieldset>
  )
}
