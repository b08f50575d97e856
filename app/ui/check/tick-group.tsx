/** Boxes of which any may be ticked, sent under one name; what was ticked comes back with the form. */
import { FieldErrors, type FieldMeta } from '../field'

type Props = { field: FieldMeta; label: string; options: readonly { value: string; label: string }[] }

export function TickGroup({ field, label, options }: Props) {
  const ticked = [field.initialValue].flat()
  return (
    <fieldset className="field">
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className="check">
          <input
            type="checkbox"
            name={field.name}
            form={field.formId}
            value={option.value}
            defaultChecked={ticked.includes(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** The same with its own complaint: only where one group has the name. */
export function TickField({ field, ...rest }: Props) {
  return (
    <div id={field.id}>
      <TickGroup field={field} {...rest} />
      <FieldErrors id={`${field.id}-error`} errors={field.errors ?? []} />
    </div>
  )
}
