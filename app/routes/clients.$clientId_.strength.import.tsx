/** A strength log of a client, from the app they used: the file is read here, and nothing is written. */
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { readClient, readFramedClient } from '~/data/client-door.server'
import { readStrengthFile } from '~/data/strength-file.server'
import { listOpenLogs, listStrengthImports } from '~/data/strength-import-page.server'
import { keepStrengthLog } from '~/data/strength-run.server'
import { ButtonLink } from '~/ui/button'
import { Card } from '~/ui/card'
import { ClientTabs } from '~/ui/client-tabs'
import { clientName, clientSub } from '~/ui/client-words'
import { formatInstant } from '~/ui/format'
import { Page } from '~/ui/page'
import { StrengthFileForm } from '~/ui/strength-file-form'
import { EarlierImports } from '~/ui/strength-import-outcome'
import { rowsWords } from '~/ui/strength-log-counts'

export const meta: MetaFunction = () => [{ title: 'Import a strength log · Clearway' }]

const pathKind = 'routes/clients.$clientId_.strength.import'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'strength:import')
  const asked = { clientId: params.clientId, pathKind, at: new Date(), action: 'strength:import' } as const
  return readFramedClient(member, asked, async (query, client, shell) => ({
    client,
    open: await listOpenLogs(query, client.id),
    earlier: await listStrengthImports(query, client.id),
    shell,
  }))
}

function fileForm() {
  return z.object({
    file: z.custom<Blob>((given) => given instanceof Blob && given.size > 0, 'Choose a file that is not empty.'),
  })
}

export async function action({ request, params: { clientId } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'strength:import')
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: fileForm() })
  // Whoever may not see the client learns nothing about the file either.
  const asked = { clientId, pathKind, at: new Date(), action: 'strength:import' } as const
  const { id } = await readClient(member, asked, async (_query, client) => client)
  if (submission.status !== 'success') return data({ errors: submission.error?.file ?? [] }, { status: 400 })
  const content = new Uint8Array(await submission.value.file.arrayBuffer())
  const reading = readStrengthFile(content, null)
  if (!reading.ok) return data({ errors: [reading.says] }, { status: 400 })
  const fileId = await keepStrengthLog(member, { clientId: id, content, file: reading.file })
  return redirect(`/clients/${id}/strength/import/${fileId}`, 303)
}

export default function StrengthFilePage() {
  const { client, open, earlier, shell } = useLoaderData<typeof loader>()
  const errors = useActionData<typeof action>()?.errors ?? []
  return (
    <Page
      shell={shell}
      title={clientName(client)}
      sub={clientSub(client)}
      actions={<ButtonLink to={`/clients/${client.id}/progress`}>See the charts</ButtonLink>}
    >
      <ClientTabs clientId={client.id} />
      <div className="columns">
        <div className="stack">
          <Card title="Import a strength log" sub="CSV, as Strong and Hevy export it">
            <StrengthFileForm errors={errors} />
          </Card>
          {open.length > 0 ? (
            <Card title="Not through" sub="seen by you alone, and forgotten a day after you last touched them">
              <ul className="grid gap-2">
                {open.map(({ id, rows, keptAt }) => (
                  <li key={id}>
                    <Link to={`/clients/${client.id}/strength/import/${id}`}>{rowsWords(rows, shell.formats)}</Link>,{' '}
                    {formatInstant(keptAt, shell.formats)}
                  </li>
                ))}
              </ul>
            </Card>
          ) : null}
        </div>
        <EarlierImports imports={earlier} clientId={client.id} format={shell.formats} />
      </div>
    </Page>
  )
}
