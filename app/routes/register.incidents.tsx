/** Beside the register: incidents by their time. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { isIncidentKey, listIncidents } from '~/data/incidents.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { can } from '~/domain/access'
import { incidentKinds } from '~/domain/incident'
import { IncidentList } from '~/ui/oversight/incident-list'
import { Page } from '~/ui/page'
import { Pagination } from '~/ui/pagination'
import { RegisterTabs } from '~/ui/register-tabs'

export const meta: MetaFunction = () => [{ title: 'Incidents · Clearway' }]

const pathKind = 'routes/register.incidents'
const Asked = z.object({
  kind: z.enum(incidentKinds).nullable().catch(null),
  after: z.string().refine(isIncidentKey).nullable().catch(null),
})

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'register:read')
  const params = new URL(request.url).searchParams
  const asked = Asked.parse({ kind: params.get('kind'), after: params.get('after') })
  return readClinic(member, async (query) => {
    const shell = await shellOf(member, query, { kind: 'reading', clientId: null, pathKind, occurredAt: new Date() })
    const mayOpen = can(member, 'client:read')
    return { shell, kind: asked.kind, mayOpen, ...(await listIncidents(query, asked)) }
  })
}

export default function IncidentsPage() {
  const { shell, kind, rows, next, mayOpen } = useLoaderData<typeof loader>()
  return (
    <Page shell={shell} title="Register" sub="what should not have happened">
      <RegisterTabs member={shell.member} />
      <IncidentList rows={rows} kind={kind} mayOpen={mayOpen} format={shell.formats} />
      <Pagination after={next} before={null} />
    </Page>
  )
}
