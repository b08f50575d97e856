/** The inbox: what this member should know, newest first. */
import { randomUUID } from 'node:crypto'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { listNotices } from '~/data/notifications.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { can } from '~/domain/access'
import { Inbox } from '~/ui/inbox'
import { Page } from '~/ui/page'
import { Pagination } from '~/ui/pagination'

export const meta: MetaFunction = () => [{ title: 'Inbox · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request)
  const before = z.uuid().nullable().catch(null).parse(new URL(request.url).searchParams.get('after'))
  return readClinic(member, async (query) => {
    const shell = await shellOf(member, query, {
      kind: 'reading',
      clientId: null,
      pathKind: 'routes/inbox._index',
      occurredAt: new Date(),
    })
    const { notices, next } = await listNotices(query, member, before)
    return {
      shell,
      notices,
      next,
      canOpen: can(member, 'program:read'),
      canManage: can(member, 'member:manage'),
      canReview: can(member, 'emergency:review'),
      commandKey: randomUUID(),
    }
  })
}

export default function InboxPage() {
  const { shell, next, ...inbox } = useLoaderData<typeof loader>()
  return (
    <Page shell={shell} title="Inbox" sub="what changed without you">
      <Inbox {...inbox} format={shell.formats} />
      <Pagination after={next} before={null} />
    </Page>
  )
}
