/** A list of clients from another system: the file is read here, and nothing is written. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readRoster } from '~/data/roster-file.server'
import { keepRoster, listRosters } from '~/data/rosters.server'
import { shellOf } from '~/data/shell.server'
import { uploadedFile } from '~/data/uploaded-file.server'
import { readClinic } from '~/database/door.server'
import { KeptFiles } from '~/ui/kept-files'
import { Page } from '~/ui/page'
import { RosterFileForm } from '~/ui/roster-file-form'

export const meta: MetaFunction = () => [{ title: 'Import a list of clients · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'roster:import')
  return readClinic(member, async (query) => ({
    rosters: await listRosters(query),
    shell: await shellOf(member, query),
  }))
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'roster:import')
  const uploaded = await uploadedFile(request)
  if (!uploaded.ok) return data({ errors: uploaded.errors }, { status: 400 })
  const reading = readRoster(uploaded.bytes)
  if (!reading.ok) return data({ errors: [reading.says] }, { status: 400 })
  return redirect(`/clients/import/list/${await keepRoster(member, reading.file)}`, 303)
}

export default function RosterFilePage() {
  const { rosters, shell } = useLoaderData<typeof loader>()
  const errors = useActionData<typeof action>()?.errors ?? []
  return (
    <Page
      shell={shell}
      title="Import a list of clients"
      sub="CSV, as other systems and spreadsheets export it"
      crumbs={[{ label: 'Import', to: '/clients/import' }, { label: 'A list' }]}
    >
      <div className="stack max-w-3xl">
        <div className="card p-5">
          <RosterFileForm errors={errors} />
        </div>
        <KeptFiles
          title="Lists of yours"
          files={rosters}
          to={(id) => `/clients/import/list/${id}`}
          format={shell.formats}
        />
      </div>
    </Page>
  )
}
