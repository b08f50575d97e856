/** The session on the gym floor: one exercise at a time, held in one hand. */
import { randomUUID } from 'node:crypto'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { requireMemberOfSession } from '~/auth/floor-guard.server'
import { readOnFloor } from '~/data/floor-door.server'
import { coveredSession, liveSession } from '~/data/live-session.server'
import { findSessionDose } from '~/data/session-dose.server'
import { currentLine } from '~/domain/live-line'
import { LivePage } from '~/ui/live/live-page'

export const meta: MetaFunction = () => [{ title: 'Session · Clearway' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { member, isCovered } = await requireMemberOfSession(request, params.sessionId, 'client:read')
  const at = new Date()
  const asked = { id: params.sessionId, pathKind: 'sessions.$sessionId', action: 'client:read', at } as const
  return readOnFloor(
    member,
    asked,
    (query, id) => findSessionDose(query, member, id),
    async (query, dose) => {
      const session = await liveSession(query, member, dose, at)
      const line = currentLine(session.lines, new URL(request.url).searchParams.get('line'))
      const { locale, timeZone, units } = member.clinic
      return {
        session: isCovered ? coveredSession(session, member) : session,
        lineId: line?.id ?? null,
        format: { locale, timeZone, units },
        keys: { set: randomUUID(), end: randomUUID() },
      }
    },
  )
}

export default function SessionPage() {
  return <LivePage {...useLoaderData<typeof loader>()} />
}
