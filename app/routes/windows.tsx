/** Rehab windows: every running program by the day its three weeks end. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { noteAccess } from '~/data/access-events.server'
import { shellOf } from '~/data/shell.server'
import { boardPhases, listBoard } from '~/data/window-board.server'
import { readClinic } from '~/database/door.server'
import { severities } from '~/domain/window-flag'
import { Page } from '~/ui/page'
import { Pagination } from '~/ui/pagination'
import { WindowBoard, WindowFilters } from '~/ui/window-board'

export const meta: MetaFunction = () => [{ title: 'Rehab windows · Clearway' }]

const Asked = z.object({
  phase: z.enum(boardPhases).nullable().catch(null),
  severity: z.enum(severities).nullable().catch(null),
  after: z
    .string()
    .regex(/^[012]_\d{4}-\d\d-\d\d_[0-9a-f-]{36}_[a-z-]+$/)
    .nullable()
    .catch(null),
})

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'window:read')
  const params = new URL(request.url).searchParams
  const asked = Asked.parse({
    phase: params.get('phase'),
    severity: params.get('severity'),
    after: params.get('after'),
  })
  const now = new Date()
  return readClinic(member, async (query) => {
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind: 'routes/windows', occurredAt: now })
    const isTrainer = member.roles.includes('trainer') || member.roles.some((role) => role !== 'admin')
    return {
      asked,
      shell: await shellOf(member, query),
      canOpen: isTrainer,
      ...(await listBoard(query, member, asked, now)),
    }
  })
}

export default function WindowsPage() {
  const { shell, asked, rows, next, canOpen } = useLoaderData<typeof loader>()
  return (
    <Page
      shell={shell}
      title="Rehab windows"
      sub="21 days from the first session; high frequency past them may not go on"
    >
      <WindowBoard
        rows={rows}
        canOpen={canOpen}
        filters={<WindowFilters phase={asked.phase} severity={asked.severity} />}
      />
      <Pagination after={next} before={null} olderWord="Later ends" />
    </Page>
  )
}
