/** FHIR records brought in by the file: each is taken whole or refused with a sentence. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { type FileReport, importFiles } from '~/data/client-import-report.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { ButtonLink } from '~/ui/button'
import { Field, useWiring } from '~/ui/field'
import { CommandKey } from '~/ui/form'
import { ImportReport } from '~/ui/import-report'
import { Page } from '~/ui/page'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Import records · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'client:import')
  return { shell: await readClinic(member, (query) => shellOf(member, query)), key: randomUUID() }
}

const mostFiles = 20

function importForm() {
  const file = z.custom<File>((given) => given instanceof Blob && given.size > 0, 'Choose a file that is not empty.')
  return z.object({
    key: z.uuid(),
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
  const { key } = submission.value
  const files = []
  for (const file of submission.value.files) {
    files.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
  }
  const reports = await importFiles(member, { key, at: new Date(), files })
  return data<Answer>({ errors: [], reports }, { status: reports.some(({ ok }) => ok) ? 200 : 409 })
}

export default function ImportPage() {
  const { shell, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Page
      shell={shell}
      title="Import records"
      sub="FHIR R4, one patient a file"
      crumbs={[{ label: 'Clients', to: '/clients' }]}
      actions={<ButtonLink to="/clients/new">Add a client by hand</ButtonLink>}
    >
      <div className="stack max-w-3xl">
        {answer && answer.reports.length > 0 ? <ImportReport reports={answer.reports} /> : null}
        <div className="card p-5">
          <Form method="post" encType="multipart/form-data" className="form" key={key}>
            <CommandKey value={key} />
            <FilesField errors={answer?.errors ?? []} />
            <p className="dim small">
              Conditions with their status and days, past blood pressures, body measures and current medication are
              taken. Whatever is not understood is listed, and nothing is guessed.
            </p>
            <div className="button-row">
              <SubmitButton pendingLabel="Reading …">Import</SubmitButton>
            </div>
          </Form>
        </div>
      </div>
    </Page>
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
