/** Tested maxima from a spreadsheet or a study: the file is read here, and nothing is written. */
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { keepOneRmFile, listOneRmFiles, readOneRmSheet } from '~/data/one-rm-file.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { Card } from '~/ui/card'
import { formatInstant } from '~/ui/format'
import { OneRmFileForm } from '~/ui/one-rm-file-form'
import { Page } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: 'Import tested 1RM · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'one-rm:import')
  return readClinic(member, async (query) => ({
    files: await listOneRmFiles(query),
    shell: await shellOf(member, query),
  }))
}

function fileForm() {
  return z.object({
    file: z.custom<Blob>((given) => given instanceof Blob && given.size > 0, 'Choose a file that is not empty.'),
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request, 'one-rm:import')
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: fileForm() })
  if (submission.status !== 'success') return data({ errors: submission.error?.file ?? [] }, { status: 400 })
  const bytes = new Uint8Array(await submission.value.file.arrayBuffer())
  const reading = readOneRmSheet(bytes)
  if (!reading.ok) return data({ errors: [reading.says] }, { status: 400 })
  return redirect(`/clients/import/one-rm/${await keepOneRmFile(member, bytes, reading.file)}`, 303)
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
          <OneRmFileForm errors={errors} />
        </div>
        {files.length > 0 ? (
          <Card title="Files of yours" sub="seen by you alone, and forgotten a day after you last touched them">
            <ul className="grid gap-2">
              {files.map(({ id, rowCount, keptAt, isThrough }) => (
                <li key={id}>
                  <Link to={`/clients/import/one-rm/${id}`}>{rowCount === 1 ? '1 row' : `${rowCount} rows`}</Link>,{' '}
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
