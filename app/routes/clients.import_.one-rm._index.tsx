/** Tested maxima from a spreadsheet or a study: the file is read here, and nothing is written. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { keepOneRmFile, listOneRmFiles, readOneRmSheet } from '~/data/one-rm-file.server'
import { shellOf } from '~/data/shell.server'
import { uploadedFile } from '~/data/uploaded-file.server'
import { readClinic } from '~/database/door.server'
import { CsvFileForm } from '~/ui/csv-file-form'
import { KeptFiles } from '~/ui/kept-files'
import { Page } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: 'Import tested 1RM · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'one-rm:import')
  return readClinic(member, async (query) => ({
    files: await listOneRmFiles(query),
    shell: await shellOf(member, query),
  }))
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'one-rm:import')
  const uploaded = await uploadedFile(request)
  if (!uploaded.ok) return data({ errors: uploaded.errors }, { status: 400 })
  const reading = readOneRmSheet(uploaded.bytes)
  if (!reading.ok) return data({ errors: [reading.says] }, { status: 400 })
  return redirect(`/clients/import/one-rm/${await keepOneRmFile(member, uploaded.bytes, reading.file)}`, 303)
}

export default function OneRmFilePage() {
  const { files, shell } = useLoaderData<typeof loader>()
  const errors = useActionData<typeof action>()?.errors ?? []
  return (
    <Page
      shell={shell}
      title="Import tested 1RM"
      sub="CSV, of many clients at once"
      crumbs={[{ label: 'Import', to: '/clients/import' }, { label: 'Tested 1RM' }]}
    >
      <div className="stack max-w-3xl">
        <div className="card p-5">
          <CsvFileForm action="/clients/import/one-rm?index" thing="test" errors={errors}>
            You see what would happen before anything is written. Clients must be here already, under the record numbers
            of the file: bring in their list first. Doses are worked out from tested 1RM, so only clinicians bring them
            in.
          </CsvFileForm>
        </div>
        <KeptFiles
          title="Files of yours"
          files={files}
          to={(id) => `/clients/import/one-rm/${id}`}
          format={shell.formats}
        />
      </div>
    </Page>
  )
}
