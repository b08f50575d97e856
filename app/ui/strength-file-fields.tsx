/** The file of a strength log, and the unit where the file names none. */
import { RadioCards } from './choice'
import { Field, type FieldMeta, useWiring } from './field'

export function StrengthFileFields({ file, unit }: { file: FieldMeta; unit: FieldMeta }) {
  const hint = 'One row a set. A row that cannot be a set is listed with its reason; nothing is guessed.'
  const wiring = useWiring({ field: file }, { hint })
  return (
    <>
      <Field wiring={wiring} label="File" hint={hint}>
        <input {...wiring.control} type="file" accept=".csv,text/csv" required className="control" />
      </Field>
      <RadioCards
        field={unit}
        label="Loads are in"
        hint="A unit in the file always counts. Some files of Strong name none: look into the app before you choose."
        defaultValue=""
        options={[
          { value: '', label: 'What the file says', hint: 'Asks you again if it says nothing' },
          { value: 'kg', label: 'kg', hint: 'Kilograms' },
          { value: 'lb', label: 'lb', hint: 'Pounds' },
        ]}
      />
    </>
  )
}
