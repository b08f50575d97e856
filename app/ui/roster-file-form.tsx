/** The file of a list of clients, chosen and read. */
import { Form } from '@remix-run/react'
import { Field, useWiring } from './field'
import { SubmitButton } from './submit-button'

export function RosterFileForm({ errors }: { errors: string[] }) {
  const words = {
    label: 'File',
    hint: 'CSV with one client a row and a first line that names the columns. 20,000 rows and 5 MB at most.',
  }
  const wiring = useWiring({ name: 'file', id: 'file', errors }, words)
  return (
    <Form method="post" action="/clients/import/list?index" encType="multipart/form-data" className="form">
      <Field wiring={wiring} {...words}>
        <input
          {...wiring.control}
          type="file"
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          className="control"
          required
        />
      </Field>
      <p className="dim small">
        You see what would happen before anything is written. Names, birthdays, numbers and sex are taken, nothing else.
      </p>
      <div className="button-row">
        <SubmitButton pendingLabel="Reading …">Read the file</SubmitButton>
      </div>
    </Form>
  )
}
