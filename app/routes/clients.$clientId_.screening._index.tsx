/** The screenings of a client, the newest first, each with why it came out as it did. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readFramedClient } from '~/data/client-door.server'
import { listScreenings } from '~/data/screening-history.server'
import { ButtonLink } from '~/ui/button'
import { ClientTabs } from '~/ui/client-tabs'
import { clientName, clientSub } from '~/ui/client-words'
import { Page } from '~/ui/page'
import { Pagination } from '~/ui/pagination'
import { ScreeningHistory } from '~/ui/screening/screening-history'

export const meta: MetaFunction = () => [{ title: 'Screenings · Clearway' }]

const pathKind = 'routes/clients.$clientId_.screening._index'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'client:read')
  const given = new URL(request.url).searchParams.get('after') ?? ''
  const before = /^\d{1,15}$/.test(given) ? Number(given) : null
  const asked = { clientId: params.clientId, pathKind, at: new Date() }
  return readFramedClient(member, asked, async (query, client, shell) => ({
    client,
    page: await listScreenings(query, client.id, before),
    isFirst: before === null,
    shell,
  }))
}

export default function ScreeningsPage() {
  const { client, page, isFirst, shell } = useLoaderData<typeof loader>()
  return (
    <Page
      shell={shell}
      title={clientName(client)}
      sub={clientSub(client)}
      crumbs={[{ label: 'Clients', to: '/clients' }]}
      actions={
        <ButtonLink to={`/clients/${client.id}/screening/new`} look="primary">
          Screen
        </ButtonLink>
      }
    >
      <ClientTabs clientId={client.id} />
      <ScreeningHistory
        clientId={client.id}
        rows={page.rows}
        isOutdated={isFirst && page.isOutdated}
        today={client.today}
        format={shell.formats}
      />
      <Pagination after={page.before === null ? null : String(page.before)} before={null} />
    </Page>
  )
}
