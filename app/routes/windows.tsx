/** Rehab windows: every running program by where its window stands. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { shellOf } from '~/data/shell.server'
import { listBoard, listRaisers } from '~/data/window-board.server'
import { boardPhases, frequencies } from '~/data/window-keys.server'
import { readClinic } from '~/database/door.server'
import { can } from '~/domain/access'
import { limbs } from '~/domain/limb'
import { severities } from '~/domain/window-flag'
import { DoneNotice } from '~/ui/done-notice'
import { FilterForm } from '~/ui/filter-form'
import { Page } from '~/ui/page'
import { Pagination } from '~/ui/pagination'
import { WindowBoard } from '~/ui/window-board'
import { windowFilters } from '~/ui/window-filters'

export const meta: MetaFunction = () => [{ title: 'Rehab windows · Clearway' }]

const cursor = z
  .string()
  .regex(/^[012]_\d{4}-\d\d-\d\d_[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}_[a-z-]{1,20}$/)
  .nullable()
  .catch(null)
const Asked = z.object({
  phase: z.enum(boardPhases).nullable().catch(null),
  severity: z.enum(severities).nullable().catch(null),
  frequency: z.enum(frequencies).nullable().catch(null),
  trainerId: z.uuid().nullable().catch(null),
  limb: z.enum(limbs).nullable().catch(null),
})

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'window:read')
  const params = new URL(request.url).searchParams
  const asked = Asked.parse({
    phase: params.get('phase'),
    severity: params.get('severity'),
    frequency: params.get('frequency'),
    trainerId: params.get('trainer'),
    limb: params.get('limb'),
  })
  const cursors = { after: cursor.parse(params.get('after')), before: cursor.parse(params.get('before')) }
  const now = new Date()
  return readClinic(member, async (query) => {
    const access = { kind: 'reading', clientId: null, pathKind: 'routes/windows', occurredAt: now } as const
    return {
      asked,
      windowDays: member.clinic.windowDays,
      shell: await shellOf(member, query, access),
      raisers: await listRaisers(query),
      canOpen: can(member, 'program:read'),
      mayReview: can(member, 'window:continue'),
      ...(await listBoard(query, member, { ...asked, ...cursors }, now)),
    }
  })
}

export default function WindowsPage() {
  const { shell, asked, rows, raisers, after, before, canOpen, mayReview, windowDays } = useLoaderData<typeof loader>()
  return (
    <Page
      shell={shell}
      title="Rehab windows"
      sub={`${windowDays} days from the first session; high frequency past them may not go on`}
    >
      <DoneNotice />
      <WindowBoard
        rows={rows}
        canOpen={canOpen}
        mayReview={mayReview}
        filters={<FilterForm filters={windowFilters(asked, raisers)} />}
        isFiltered={Object.values(asked).some((value) => value !== null)}
        format={shell.formats}
      />
      <Pagination after={after} before={before} olderWord="Later ends" newerWord="Earlier ends" />
    </Page>
  )
}
