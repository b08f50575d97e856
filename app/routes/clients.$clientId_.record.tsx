/** The imported record of a client: shown as it came, and nothing decided by it. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readFramedClient } from '~/data/client-door.server'
import { findRecord } from '~/data/record.server'
import { can } from '~/domain/access'
import { ButtonLink } from '~/ui/button'
import { ClientTabs } from '~/ui/client-tabs'
import { clientName, clientSub } from '~/ui/client-words'
import { Empty } from '~/ui/empty'
import { Page } from '~/ui/page'
import { NotTaken } from '~/ui/record-not-taken'
import { RecordBody, RecordConditions, RecordMedications, RecordPressures } from '~/ui/record-view'

export const meta: MetaFunction = () => [{ title: 'Record · Clearway' }]

const pathKind = 'routes/clients.$clientId_.record'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'client:read')
  const asked = { clientId: params.clientId, pathKind, at: new Date() }
  return readFramedClient(member, asked, async (query, client, shell) => ({
    client,
    record: await findRecord(query, client.id),
    shell,
    mayHandOut: can(member, 'client:export'),
  }))
}

export default function RecordPage() {
  const { client, record, shell, mayHandOut } = useLoaderData<typeof loader>()
  const { entries, total, files } = record
  const format = shell.formats
  const of = (...kinds: string[]) => entries.filter(({ kind }) => kinds.includes(kind))
  const kind = (name: string) => ({ entries: of(name), total: total[name] ?? 0, format })
  return (
    <Page
      shell={shell}
      title={clientName(client)}
      sub={clientSub(client)}
      crumbs={[{ label: 'Clients', to: '/clients' }]}
      actions={
        <>
          {files.length > 0 ? (
            <ButtonLink to={`/clients/${client.id}/screening/new`}>Screen from this record</ButtonLink>
          ) : null}
          {mayHandOut ? (
            <ButtonLink to={`/clients/${client.id}/record-export`}>Hand out the whole record</ButtonLink>
          ) : null}
        </>
      }
    >
      <ClientTabs clientId={client.id} />
      {files.length === 0 ? (
        <div className="card">
          <Empty
            title="No record imported"
            says="This client was added by hand. What is known of them stands in their screenings."
          />
        </div>
      ) : (
        <div className="columns">
          <div className="stack">
            <RecordConditions {...kind('condition')} />
            <RecordMedications {...kind('medication')} />
            <NotTaken {...kind('not-understood')} files={files} />
          </div>
          <div className="stack">
            <RecordPressures {...kind('blood-pressure')} />
            <RecordBody entries={of('weight', 'height', 'bmi')} format={format} />
          </div>
        </div>
      )}
    </Page>
  )
}
