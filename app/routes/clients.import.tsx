/** Clients brought in: by a list of who they are, or by FHIR records, each of which is taken whole or refused. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { type FileReport, importFiles } from '~/data/client-import-report.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { can } from '~/domain/access'
import { ButtonLink } from '~/ui/button'
import { Card } from '~/ui/card'
import { Checkbox } from '~/ui/choice'
import { Field, useWiring } from '~/ui/field'
import { CommandKey } from '~/ui/form'
import { ImportReport } from '~/ui/import-report'
import { Page } from '~/ui/page'
import { RosterFileForm } from '~/ui/roster-file-form'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Import clients · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'roster:import')
  const shell = await readClinic(member, (query) => shellOf(member, query))
  return {
    shell,
    mayImportRecords: can(member, 'client:import'),
    mayImportTests: can(member, 'one-rm:import'),
    key: randomUUID(),
  }
}

const mostFiles = 20

function importForm() {
  const file = z.custom<File>((given) => given instanceof Blob && given.size > 0, 'Choose a file that is not empty.')
  return z.object({
    key: z.uuid(),
    isSomebodyElse: z.boolean().optional(),
    files: z.array(file).min(1, 'Choose one or more files.').max(mostFiles, `At most ${mostFiles} files at once.`),
  })
}

type Answer = { errors: string[]; reports: FileReport[] }

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'client:import')
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: importForm() })
  if (submission.status !== 'success') {
    const errors = Object.values(submission.error ?? {}).flatMap((error) => error ?? [])
    return data<Answer>({ errors: [...new Set(errors)], reports: [] }, { status: 400 })
  }
  const { key, isSomebodyElse = false } = submission.value
  const files = []
  for (const file of submission.value.files) {
    files.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
  }
  const reports = await importFiles(member, { key, at: new Date(), files, isSomebodyElse })
  return data<Answer>({ errors: [], reports }, { status: reports.some(({ ok }) => ok) ? 200 : 409 })
}

export default function ImportPage() {
  const { shell, mayImportRecords, mayImportTests, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Page
      shell={shell}
      title="Import clients"
      crumbs={mayImportRecords ? [{ label: 'Clients', to: '/clients' }] : []}
      actions={mayImportRecords ? <ButtonLink to="/clients/new">Add a client by hand</ButtonLink> : null}
    >
      <div className="stack max-w-3xl">
        {answer && answer.reports.length > 0 ? <ImportReport reports={answer.reports} format={shell.formats} /> : null}
        <Card title="A list of clients" sub="CSV: who they are, one a row">
          <RosterFileForm errors={[]} />
        </Card>
        {mayImportTests ? (
          <Card title="Tested 1RM" sub="CSV: what clients who are here lifted, one test a row">
            <div className="form">
              <p>For clients who are here already, under the record numbers of the file.</p>
              <div className="button-row">
                <ButtonLink to="/clients/import/one-rm">Bring in tests</ButtonLink>
              </div>
            </div>
          </Card>
        ) : null}
        {mayImportRecords ? <RecordsCard commandKey={key} errors={answer?.errors ?? []} /> : null}
      </div>
    </Page>
  )
}

function RecordsCard({ commandKey, errors }: { commandKey: string; errors: string[] }) {
  return (
    <Card title="Records" sub="FHIR R4, one patient a file">
      <Form method="post" encType="multipart/form-data" className="form" key={commandKey}>
        <CommandKey value={commandKey} />
        <FilesField errors={errors} />
        <p className="dim small">
          Conditions with their status and days, past blood pressures, body measures and current medication are taken.
          Whatever is not understood is listed, and nothing is guessed.
        </p>
        <Checkbox
          name="isSomebodyElse"
          label="Take people too who are like somebody here: they are other people"
          hint="Left unticked, such a record is refused, and you see whom it is like."
        />
        <div className="button-row">
          <SubmitButton look="plain" pendingLabel="Reading …">
            Import
          </SubmitButton>
        </div>
      </Form>
    </Card>
  )
}

function FilesField({ errors }: { errors: string[] }) {
  const words = { label: 'Files', hint: 'JSON, at most 10 MB each and 25 MB together. One or several.' }
  const wiring = useWiring({ name: 'files', id: 'files', errors }, words)
  return (
    <Field wiring={wiring} {...words}>
      <input
        {...wiring.control}
        type="file"
        accept=".json,application/json,application/fhir+json"
        className="control"
        multiple
        required
      />
    </Field>
  )
}
