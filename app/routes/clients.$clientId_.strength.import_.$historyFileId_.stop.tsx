/** A strength log stopped after the rows that are being written; what is written stays. */
import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readClient, readFramedClient } from '~/data/client-door.server'
import { stopHistoryFile } from '~/data/history-files.server'
import { getKeptLog } from '~/data/strength-choices.server'
import { ButtonLink } from '~/ui/button'
import { clientName } from '~/ui/client-words'
import { Page } from '~/ui/page'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Import a strength log · Clearway' }]

const pathKind = 'routes/clients.$clientId_.strength.import_.$historyFileId_.stop'

export async function loader({ request, params: { clientId, historyFileId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'strength:import')
  const asked = { clientId, pathKind, at: new Date(), action: 'strength:import' } as const
  return readFramedClient(member, asked, async (query, client, shell) => {
    const { kept } = await getKeptLog(query, { clientId: client.id, fileId: historyFileId })
    return {
      name: clientName(client),
      done: kept.done,
      rows: kept.rowCount,
      to: `/clients/${client.id}/strength/import/${kept.id}`,
      shell,
    }
  })
}

export async function action({ request, params: { clientId, historyFileId } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'strength:import')
  const at = new Date()
  await readClient(member, { clientId, pathKind, at, action: 'strength:import' }, async (query, client) => {
    const { kept } = await getKeptLog(query, { clientId: client.id, fileId: historyFileId })
    await stopHistoryFile(query, kept, at)
  })
  return redirect(`/clients/${clientId}/strength/import/${historyFileId}`, 303)
}

export default function StopPage() {
  const { name, done, rows, to, shell } = useLoaderData<typeof loader>()
  return (
    <Page shell={shell} title="Stop the import" sub={`${name} · ${done} of ${rows} rows done`}>
      <Form method="post" className="card form max-w-2xl p-5">
        <p>What is written stays. You may go on later, or take it back for a day.</p>
        <div className="button-row">
          <SubmitButton pendingLabel="Stopping …">Stop</SubmitButton>
          <ButtonLink to={to} look="quiet">
            Go back
          </ButtonLink>
        </div>
      </Form>
    </Page>
  )
}
