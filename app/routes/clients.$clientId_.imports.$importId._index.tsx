/** What a strength log came to, and for a day the way to take it back. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readFramedClient } from '~/data/client-door.server'
import { isUndoable } from '~/data/import-undo.server'
import { getStrengthImport } from '~/data/strength-import-page.server'
import { clientName } from '~/ui/client-words'
import { Page } from '~/ui/page'
import { StrengthImportOutcome } from '~/ui/strength-import-outcome'

export const meta: MetaFunction = () => [{ title: 'An imported strength log · Clearway' }]

const pathKind = 'routes/clients.$clientId_.imports.$importId._index'

export async function loader({ request, params: { clientId, importId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'strength:import')
  const at = new Date()
  return readFramedClient(
    member,
    { clientId, pathKind, at, action: 'strength:import' },
    async (query, client, shell) => {
      const outcome = await getStrengthImport(query, client.id, importId)
      const entry = { ...outcome, importedBy: outcome.importedById, isStruck: outcome.takenBack !== null }
      return {
        client,
        outcome,
        isUndoable: isUndoable(entry, member.memberId, at),
        shell,
      }
    },
  )
}

export default function StrengthImportPage() {
  const { client, outcome, isUndoable, shell } = useLoaderData<typeof loader>()
  return (
    <Page
      shell={shell}
      title="An imported strength log"
      sub={clientName(client)}
      crumbs={[
        { label: clientName(client), to: `/clients/${client.id}` },
        { label: 'A strength log', to: `/clients/${client.id}/strength/import` },
        { label: 'What became of it' },
      ]}
    >
      <div className="stack max-w-3xl">
        <StrengthImportOutcome outcome={outcome} clientId={client.id} isUndoable={isUndoable} format={shell.formats} />
      </div>
    </Page>
  )
}
