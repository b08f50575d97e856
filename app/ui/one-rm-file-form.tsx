/** The file of tested maxima, chosen and read. */
import { Form } from '@remix-run/react'
import { Field, useWiring } from './field'
import { SubmitButton } from './submit-button'

export function OneRmFileForm({ errors }: { errors: string[] }) {
  const words = {
    label: 'File',
    hint: 'CSV with one test a row and a first line that names the columns. 20,000 rows and 5 MB at most.',
  }
  const wiring = useWiring({ name: 'file', id: 'one-rm-file', errors }, words)
  return (
    <Form method="post" action="/clients/import/one-rm?index" encType="multipart/form-data" className="form">
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
        You see what would happen before anything is written. Clients must be here already, under the record numbers of
        the file: bring in their list first. Doses are worked out from tested 1RM, so only clinicians bring them in.
      </p>
      <div className="button-row">
        <SubmitButton pendingLabel="Reading …">Read the file</SubmitButton>
      </div>
    </Form>
  )
}
