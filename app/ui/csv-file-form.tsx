/** A file with a row for each thing, chosen and read; what it is for stands below the field. */
import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Field, useWiring } from './field'
import { SubmitButton } from './submit-button'

/** `thing`: "client", of which a row tells one. */
type Props = { action: string; thing: string; errors: string[]; children: ReactNode }

export function CsvFileForm({ action, thing, errors, children }: Props) {
  const words = {
    label: 'File',
    hint: `CSV with one ${thing} a row and a first line that names the columns. 20,000 rows and 5 MB at most.`,
  }
  const wiring = useWiring({ name: 'file', id: 'file', errors }, words)
  return (
    <Form method="post" action={action} encType="multipart/form-data" className="form">
      <Field wiring={wiring} {...words}>
        <input
          {...wiring.control}
          type="file"
          accept=".csv,.txt,.tsv,text/csv,text/plain"
          className="control"
          required
        />
      </Field>
      <p className="dim small">{children}</p>
      <div className="button-row">
        <SubmitButton pendingLabel="Reading …">Read the file</SubmitButton>
      </div>
    </Form>
  )
}
