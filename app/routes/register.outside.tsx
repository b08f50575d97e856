/** Beside the register: sessions outside clearance, by trainer; there should be none. */
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { isOutsideKey, listOutsideSessions, listTrainersOutside } from '~/data/outside-clearance.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { lookBacks } from '~/domain/look-back'
import { OutsideView } from '~/ui/oversight/outside-view'
import { Page } from '~/ui/page'
import { Pagination } from '~/ui/pagination'
import { RegisterTabs } from '~/ui/register-tabs'

export const meta: MetaFunction = () => [{ title: 'Outside clearance · Clearway' }]

const pathKind = 'routes/register.outside'
const Asked = z.object({
  period: z.enum(lookBacks).catch('all'),
  trainerId: z.uuid().nullable().catch(null),
  after: z.string().refine(isOutsideKey).nullable().catch(null),
})

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'register:read')
  const params = new URL(request.url).searchParams
  const asked = Asked.parse({
    period: params.get('period'),
    trainerId: params.get('trainer'),
    after: params.get('after'),
  })
  const at = new Date()
  return readClinic(member, async (query) => {
    const shell = await shellOf(member, query, { kind: 'reading', clientId: null, pathKind, occurredAt: at })
    const { rows, next } = await listOutsideSessions(query, { ...asked, at })
    const trainers = await listTrainersOutside(query, { ...asked, at })
    const { period, trainerId } = asked
    return { shell, shown: { period, trainerId, trainers, sessions: rows }, next }
  })
}

export default function OutsidePage() {
  const { shell, shown, next } = useLoaderData<typeof loader>()
  return (
    <Page shell={shell} title="Register" sub="sessions that took place outside clearance">
      <RegisterTabs member={shell.member} />
      <OutsideView {...shown} format={shell.formats} />
      <Pagination after={next} before={null} />
    </Page>
  )
}
