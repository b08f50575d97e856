/** Beside the register: clients that were opened in an emergency, and whether an admin looked at it. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { accessStates, listEmergencyAccesses } from '~/data/emergency-reviews.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { DoneNotice } from '~/ui/done-notice'
import { EmergencyList } from '~/ui/oversight/emergency-list'
import { Page } from '~/ui/page'
import { Pagination } from '~/ui/pagination'
import { RegisterTabs } from '~/ui/register-tabs'

export const meta: MetaFunction = () => [{ title: 'Emergency access · Clearway' }]

const pathKind = 'routes/register.emergency-access._index'
const Asked = z.object({
  state: z.enum(accessStates).nullable().catch(null),
  after: z.uuid().nullable().catch(null),
})

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'emergency:review')
  const params = new URL(request.url).searchParams
  const asked = Asked.parse({ state: params.get('state'), after: params.get('after') })
  return readClinic(member, async (query) => {
    const shell = await shellOf(member, query, { kind: 'reading', clientId: null, pathKind, occurredAt: new Date() })
    return {
      state: asked.state,
      ...(await listEmergencyAccesses(query, member, asked)),
      shell,
    }
  })
}

export default function EmergencyAccessesPage() {
  const { shell, state, rows, next } = useLoaderData<typeof loader>()
  return (
    <Page shell={shell} title="Register" sub="clients that were opened in an emergency">
      <RegisterTabs member={shell.member} />
      <DoneNotice />
      <EmergencyList rows={rows} state={state} format={shell.formats} />
      <Pagination after={next} before={null} />
    </Page>
  )
}
