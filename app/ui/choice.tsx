/** Choices one sees all at once: a box to tick, and cards of which one is picked. */
import type { InputHTMLAttributes, ReactNode } from 'react'
import { FieldErrors, FieldGroup, FieldHint, type FieldNaming, type FieldWords, typedValue, useWiring } from './field'

type CheckboxProps = FieldNaming &
  Pick<FieldWords, 'label' | 'hint'> &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'name' | 'id' | 'children'>

/** One box; sends `value` ("on" where none is given) when ticked, nothing when not. */
export function Checkbox({ field, name, id, errors, label, hint, value = 'on', ...rest }: CheckboxProps) {
  const wiring = useWiring({ field, name, id, errors }, { hint })
  return (
    <div className="field">
      <label className="check">
        <input
          defaultChecked={field ? isPicked(field.initialValue, String(value)) : undefined}
          {...rest}
          {...wiring.control}
          required={rest.required ?? wiring.control.required}
          type="checkbox"
          value={value}
        />
        <span>{label}</span>
        {hint ? <FieldHint id={wiring.hintId}>{hint}</FieldHint> : null}
      </label>
      <FieldErrors id={wiring.errorId} errors={wiring.errors} />
    </div>
  )
}

export type Card = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean }

type CardsProps = FieldNaming &
  FieldWords & {
    options: readonly Card[]
    defaultValue?: string
    required?: boolean
    onChange?: InputHTMLAttributes<HTMLInputElement>['onChange']
  }

/** One of a few, each with a line of explanation. */
export function RadioCards({ field, name, id, errors, label, hint, optional, ...rest }: CardsProps) {
  const wiring = useWiring({ field, name, id, errors }, { hint })
  const picked = rest.defaultValue ?? typedValue(field)
  return (
    <FieldGroup wiring={wiring} label={label} hint={hint} optional={optional}>
      <div className="choices">
        {rest.options.map((option) => (
          <ChoiceCard
            key={option.value}
            option={option}
            type="radio"
            name={wiring.control.name}
            form={wiring.control.form}
            defaultChecked={option.value === picked}
            aria-invalid={wiring.control['aria-invalid']}
            required={rest.required ?? wiring.control.required}
            onChange={rest.onChange}
          />
        ))}
      </div>
    </FieldGroup>
  )
}

function ChoiceCard({ option, ...input }: { option: Card } & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <label className="choice">
      <input {...input} value={option.value} disabled={option.disabled} />
      <span>{option.label}</span>
      {option.hint ? <span className="choice-hint">{option.hint}</span> : null}
    </label>
  )
}

function isPicked(initial: unknown, value: string): boolean {
  return Array.isArray(initial) ? initial.includes(value) : initial === value
}
