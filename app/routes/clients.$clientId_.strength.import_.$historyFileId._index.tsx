/** A strength log between its file and its end: its unit, its names, what would happen, how far it is. */
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readClient, readFramedClient } from '~/data/client-door.server'
import { readNames } from '~/data/history-names-form.server'
import { getKeptLog } from '~/data/strength-choices.server'
import { chooseNames, strengthStep } from '~/data/strength-steps.server'
import { Card } from '~/ui/card'
import { clientName } from '~/ui/client-words'
import { HistoryNamesForm } from '~/ui/history-names'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { StrengthLogPreview } from '~/ui/strength-log-preview'
import { StrengthLogProgress } from '~/ui/strength-log-progress'
import { StrengthUnitForm } from '~/ui/strength-unit-form'

export const meta: MetaFunction = () => [{ title: 'Import a strength log · Clearway' }]

const pathKind = 'routes/clients.$clientId_.strength.import_.$historyFileId._index'

export async function loader({ request, params: { clientId, historyFileId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'strength:import')
  const at = new Date()
  const search = new URL(request.url).searchParams.get('again')
  const again = search === 'unit' || search === 'names' ? search : null
  const asked = { clientId, pathKind, at, action: 'strength:import' } as const
  const page = await readFramedClient(member, asked, async (query, client, shell) => ({
    client,
    log: await strengthStep(query, { clientId: client.id, fileId: historyFileId, again, at }),
    shell,
  }))
  const { client, log } = page
  if (log.step === 'progress' && (log.state === 'through' || log.isTakenBack)) {
    throw redirect(`/clients/${client.id}/imports/${log.importId}`)
  }
  return page
}

export async function action({ request, params: { clientId, historyFileId } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'strength:import')
  const read = readNames(await request.formData().catch(() => new FormData()))
  const asked = { clientId, pathKind, at: new Date(), action: 'strength:import' } as const
  const outcome = await readClient(member, asked, async (query, client) => {
    const which = { clientId: client.id, fileId: historyFileId }
    return read.ok ? chooseNames(query, which, read.chosen) : getKeptLog(query, which).then(() => null)
  })
  if (!read.ok) return data({ typed: read.typed, mistakes: read.mistakes, errors: [] }, { status: 400 })
  if (outcome?.ok) return redirect(`/clients/${clientId}/strength/import/${historyFileId}`, 303)
  const errors = outcome ? [sentenceOf(outcome.why)] : []
  return data({ typed: read.chosen, mistakes: [], errors }, { status: 409 })
}

export default function StrengthLogPage() {
  const { client, log, shell } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const to = `/clients/${client.id}/strength/import/${log.fileId}`
  return (
    <Page
      shell={shell}
      title="Import a strength log"
      sub={clientName(client)}
      crumbs={[
        { label: clientName(client), to: `/clients/${client.id}` },
        { label: 'A strength log', to: `/clients/${client.id}/strength/import` },
        { label: 'Its rows' },
      ]}
    >
      <div className="stack max-w-3xl">
        {log.step === 'unit' ? (
          <Card title="Kilograms or pounds?">
            <StrengthUnitForm to={to} examples={log.examples} />
          </Card>
        ) : null}
        {log.step === 'names' ? (
          <Card title="What do you call these exercises?">
            <HistoryNamesForm {...log} {...answer} format={shell.formats} />
          </Card>
        ) : null}
        {log.step === 'preview' ? <StrengthLogPreview to={to} {...log} format={shell.formats} /> : null}
        {log.step === 'progress' ? (
          <StrengthLogProgress to={to} clientId={client.id} {...log} format={shell.formats} />
        ) : null}
      </div>
    </Page>
  )
}
