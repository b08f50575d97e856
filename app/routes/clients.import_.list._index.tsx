/** A list of clients from another system: the file is read here, and nothing is written. */
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { readRoster } from '~/data/roster-file.server'
import { keepRoster, listRosters } from '~/data/rosters.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { Card } from '~/ui/card'
import { formatInstant } from '~/ui/format'
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

function fileForm() {
  return z.object({
    file: z.custom<Blob>((given) => given instanceof Blob && given.size > 0, 'Choose a file that is not empty.'),
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'roster:import')
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: fileForm() })
  if (submission.status !== 'success') return data({ errors: submission.error?.file ?? [] }, { status: 400 })
  const reading = readRoster(new Uint8Array(await submission.value.file.arrayBuffer()))
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
        {rosters.length > 0 ? (
          <Card title="Lists of yours" sub="seen by you alone, and forgotten a day after you last touched them">
            <ul className="grid gap-2">
              {rosters.map(({ id, rowCount, keptAt, isThrough }) => (
                <li key={id}>
                  <Link to={`/clients/import/list/${id}`}>{rowCount === 1 ? '1 row' : `${rowCount} rows`}</Link>,{' '}
                  {formatInstant(keptAt, shell.formats)}, {isThrough ? 'through' : 'not through'}
                </li>
              ))}
            </ul>
          </Card>
        ) : null}
      </div>
    </Page>
  )
}
