/** Beside the register: the samples of clearances that were drawn to be audited. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { listAudits } from '~/data/clearance-audits.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { AuditList } from '~/ui/oversight/audit-list'
import { Page } from '~/ui/page'
import { Pagination } from '~/ui/pagination'
import { RegisterTabs } from '~/ui/register-tabs'

export const meta: MetaFunction = () => [{ title: 'Audits of clearances · Clearway' }]

const pathKind = 'routes/register.audits._index'
const Before = z.coerce.number().int().positive().nullable().catch(null)

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'clearance:audit')
  const before = Before.parse(new URL(request.url).searchParams.get('after'))
  return readClinic(member, async (query) => {
    const shell = await shellOf(member, query, { kind: 'reading', clientId: null, pathKind, occurredAt: new Date() })
    return { shell, ...(await listAudits(query, before)) }
  })
}

export default function AuditsPage() {
  const { shell, rows, next } = useLoaderData<typeof loader>()
  return (
    <Page shell={shell} title="Register" sub="clearances drawn at random, and what was found in them">
      <RegisterTabs member={shell.member} />
      <AuditList rows={rows} format={shell.formats} />
      <Pagination after={next === null ? null : String(next)} before={null} />
    </Page>
  )
}
