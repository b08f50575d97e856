/** The audit log: who changed, decided or read what, straight from the clinic's chain. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { listAccessEvents, noteAccess } from '~/data/access-events.server'
import { findAuditHead, listAuditEvents } from '~/data/audit.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { AuditView } from '~/ui/audit-log'
import { Page } from '~/ui/page'
import { Pagination } from '~/ui/pagination'

export const meta: MetaFunction = () => [{ title: 'Audit log · Clearway' }]

const pageSize = 50
const Asked = z.object({
  view: z.enum(['changes', 'readings']).catch('changes'),
  kind: z
    .string()
    .regex(/^[a-z_.-]{1,60}$/)
    .optional()
    .catch(undefined),
  before: z.coerce.number().int().positive().optional().catch(undefined),
})

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'audit:read')
  const params = new URL(request.url).searchParams
  const asked = Asked.parse({
    view: params.get('view') ?? undefined,
    kind: params.get('kind') ?? undefined,
    before: params.get('after') ?? undefined,
  })
  return readClinic(member, async (query) => {
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind: 'routes/audit', occurredAt: new Date() })
    const { kind, before } = asked
    const isChanges = asked.view === 'changes'
    const changes = isChanges ? await listAuditEvents(query, { kind, beforeSeq: before }, pageSize + 1) : []
    const readings = isChanges ? [] : await listAccessEvents(query, { beforeId: before }, pageSize + 1)
    return {
      shell: await shellOf(member, query),
      view: asked.view,
      head: await findAuditHead(query),
      changes: changes.slice(0, pageSize),
      readings: readings.slice(0, pageSize),
      next:
        (changes.length > pageSize
          ? changes[pageSize - 1]?.seq
          : readings.length > pageSize
            ? readings[pageSize - 1]?.id
            : null) ?? null,
    }
  })
}

export default function AuditPage() {
  const { shell, view, head, changes, readings, next } = useLoaderData<typeof loader>()
  return (
    <Page shell={shell} title="Audit log" sub={head ? `event ${head.seq} is the newest of the chain` : 'nothing yet'}>
      <AuditView view={view} head={head} changes={changes} readings={readings} format={shell.formats} />
      <Pagination after={next === null ? null : String(next)} before={null} />
    </Page>
  )
}
