/** The session on the gym floor: one exercise at a time, held in one hand. */
import { randomUUID } from 'node:crypto'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { type ClientLoaderFunctionArgs, useLoaderData, useNavigate, useRevalidator } from '@remix-run/react'
import { requireMemberOfSession } from '~/auth/floor-guard.server'
import { readOnFloor } from '~/data/floor-door.server'
import { coveredSession, liveSession } from '~/data/live-session.server'
import { findSessionDose } from '~/data/session-dose.server'
import { currentLine } from '~/domain/live-line'
import { FloorSession } from '~/ui/live/floor-session'

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
      const { locale, timeZone, units, idleMinutes, emergencyNumber, onCallNumber } = member.clinic
      return {
        session: {
          ...(isCovered ? coveredSession(session, member) : session),
          numbers: { emergency: emergencyNumber, onCall: onCallNumber },
        },
        lineId: line?.id ?? null,
        format: { locale, timeZone, units },
        keys: { set: randomUUID(), end: randomUUID() },
        owner: { memberId: member.memberId, memberName: member.name, idleMinutes },
      }
    },
  )
}

type Loaded = Awaited<ReturnType<typeof loader>>
let last: Loaded | null = null

/** Looked at anew after something was sent: where the connection is gone again by then, what was shown stays. */
export async function clientLoader({ serverLoader, params }: ClientLoaderFunctionArgs): Promise<Loaded> {
  try {
    const loaded = await serverLoader<Loaded>()
    last = loaded
    return loaded
  } catch (error) {
    if (error instanceof TypeError && last && last.session.id === params.sessionId) return last
    throw error
  }
}

export default function SessionPage() {
  const loaded = useLoaderData<Loaded>()
  const navigate = useNavigate()
  const { revalidate } = useRevalidator()
  return (
    <FloorSession
      loaded={loaded}
      onLine={(id) => history.replaceState(history.state, '', `?line=${id}`)}
      onSettled={(isEnded) => (isEnded ? navigate('/today') : revalidate())}
    />
  )
}
