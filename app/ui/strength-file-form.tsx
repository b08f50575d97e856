/** The file of a strength log, chosen and read. */
import { Form } from '@remix-run/react'
import { Field, useWiring } from './field'
import { SubmitButton } from './submit-button'

export function StrengthFileForm({ errors }: { errors: string[] }) {
  const words = {
    label: 'File',
    hint: 'One row a set, as Strong and Hevy export it. 100,000 rows and 8 MB at most.',
  }
  const wiring = useWiring({ name: 'file', id: 'file', errors }, words)
  return (
    <Form method="post" encType="multipart/form-data" className="form">
      <Field wiring={wiring} {...words}>
        <input {...wiring.control} type="file" accept=".csv,text/csv" required className="control" />
      </Field>
      <p className="dim small">
        You see what would happen before anything is written. A row that cannot be a set is listed with its reason;
        nothing is guessed.
      </p>
      <div className="button-row">
        <SubmitButton pendingLabel="Reading …">Read the file</SubmitButton>
      </div>
    </Form>
  )
}
