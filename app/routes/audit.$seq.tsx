/** One event of the audit, and whether its link of the chain still holds. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { noteAccess } from '~/data/access-events.server'
import { findAuditEvent } from '~/data/audit-event.server'
import { listMembers } from '~/data/audit-filter.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { deedWords } from '~/ui/audit-words'
import { Page } from '~/ui/page'
import { still } from '~/ui/still'

const AuditEventView = still('audit-event', () => import('~/ui/audit-event').then((part) => part.AuditEventView))

export const meta: MetaFunction = () => [{ title: 'An event of the audit · Clearway' }]

const Seq = z
  .string()
  .regex(/^[1-9]\d{0,14}$/)
  .transform(Number)

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'audit:read')
  const seq = Seq.safeParse(params.seq)
  if (!seq.success) throw new Response(null, { status: 404 })
  return readClinic(member, async (query) => {
    const event = await findAuditEvent(query, member.clinicId, seq.data)
    if (!event) throw new Response(null, { status: 404 })
    const occurredAt = new Date()
    await noteAccess(query, { kind: 'reading', clientId: event.clientId, pathKind: 'routes/audit.$seq', occurredAt })
    const shell = await shellOf(member, query)
    const title = `${event.actorName ?? 'The system'} ${deedWords(event.kind)}`
    return { shell, event, title, words: { format: shell.formats, members: await listMembers(query) } }
  })
}

export default function AuditEventPage() {
  const { shell, event, title, words } = useLoaderData<typeof loader>()
  return (
    <Page shell={shell} title={title} crumbs={[{ label: 'Audit log', to: '/audit' }, { label: `Event ${event.seq}` }]}>
      <AuditEventView event={event} words={words} />
    </Page>
  )
}
