/** One sample of clearances: each with its proof and what was found in it. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { noteAccess } from '~/data/access-events.server'
import { findAudit } from '~/data/clearance-audits.server'
import { isId } from '~/data/id.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { ProgressBadge, periodWords } from '~/ui/oversight/audit-list'
import { AuditView } from '~/ui/oversight/audit-view'
import { DoneNotice } from '~/ui/done-notice'
import { Page } from '~/ui/page'

export const meta: MetaFunction = () => [{ title: 'A sample of clearances · Clearway' }]

const pathKind = 'routes/register.audits.$auditId._index'

export async function loader({ request, params: { auditId } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'clearance:audit')
  if (!isId(auditId)) throw new Response(null, { status: 404 })
  return readClinic(member, async (query) => {
    const found = await findAudit(query, auditId)
    if (!found) throw new Response(null, { status: 404 })
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind, occurredAt: new Date() })
    const items = found.items.map(({ signedBy, ...item }) => ({ ...item, isOwn: signedBy === member.memberId }))
    return { shell: await shellOf(member, query), audit: { ...found, items } }
  })
}

export default function AuditPage() {
  const { shell, audit } = useLoaderData<typeof loader>()
  return (
    <Page
      shell={shell}
      title="A sample of clearances"
      badge={<ProgressBadge {...audit} />}
      sub={periodWords(audit, shell.formats)}
      crumbs={[
        { label: 'Register', to: '/register' },
        { label: 'Audits', to: '/register/audits' },
      ]}
    >
      <DoneNotice />
      <AuditView audit={audit} format={shell.formats} />
    </Page>
  )
}
