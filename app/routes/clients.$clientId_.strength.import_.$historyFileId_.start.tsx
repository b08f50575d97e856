/** A strength log begun, or gone on with; its page shows how far it is. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readClient, readFramedClient } from '~/data/client-door.server'
import { getKeptLog } from '~/data/strength-choices.server'
import { startStrengthImport } from '~/data/strength-import.server'
import { runStrengthImport } from '~/data/strength-run.server'
import { errorFacts, log } from '~/server/log.server'
import { ButtonLink } from '~/ui/button'
import { clientName } from '~/ui/client-words'
import { ErrorSummary } from '~/ui/notice'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Import a strength log · Clearway' }]

const pathKind = 'routes/clients.$clientId_.strength.import_.$historyFileId_.start'

export async function loader({ request, params: { clientId, historyFileId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'strength:import')
  const asked = { clientId, pathKind, at: new Date(), action: 'strength:import' } as const
  return readFramedClient(member, asked, async (query, client, shell) => ({
    client,
    rows: (await getKeptLog(query, { clientId: client.id, fileId: historyFileId })).kept.rowCount,
    to: `/clients/${client.id}/strength/import/${historyFileId}`,
    shell,
  }))
}

export async function action({ request, params: { clientId, historyFileId } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'strength:import')
  const at = new Date()
  const asked = { clientId, pathKind, at, action: 'strength:import' } as const
  const which = await readClient(member, asked, async (_query, client) => ({
    clientId: client.id,
    fileId: historyFileId,
  }))
  const outcome = await startStrengthImport(member, { ...which, at })
  if (!outcome.ok) return data({ why: outcome.why }, { status: 409 })
  // Not waited for: what breaks it off leaves it where it is, and its page says that it does not move.
  runStrengthImport(member, which).catch((error: unknown) =>
    log({ level: 'error', kind: 'strength-log', ...errorFacts(error) }),
  )
  return redirect(`/clients/${clientId}/strength/import/${historyFileId}`, 303)
}

export default function StartPage() {
  const { client, rows, to, shell } = useLoaderData<typeof loader>()
  const why = useActionData<typeof action>()?.why
  return (
    <Page shell={shell} title="Import a strength log" sub={`${clientName(client)} · ${rows} rows`}>
      <Form method="post" className="card form max-w-2xl p-5">
        <ErrorSummary mistakes={why ? [{ message: sentenceOf(why) }] : []} title="Nothing was begun" />
        <p>Sets are added part by part. You may stop at any time, go on later, and take all of it back for a day.</p>
        <div className="button-row">
          {why ? null : <SubmitButton pendingLabel="Starting …">Go on</SubmitButton>}
          <ButtonLink to={to} look="quiet">
            Go back
          </ButtonLink>
        </div>
      </Form>
    </Page>
  )
}
