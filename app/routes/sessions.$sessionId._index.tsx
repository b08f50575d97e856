/** The session on the gym floor: one exercise at a time, held in one hand. */
import { randomUUID } from 'node:crypto'
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readOnFloor } from '~/data/floor-door.server'
import { liveSession } from '~/data/live-session.server'
import { findSessionDose } from '~/data/session-dose.server'
import { currentLine } from '~/domain/live-line'
import { ButtonLink } from '~/ui/button'
import { CommandKey } from '~/ui/form'
import { formatInstant } from '~/ui/format'
import { DoneSets } from '~/ui/live/done-sets'
import { lineTitle } from '~/ui/live/line-words'
import { DoseCard, LiveHead } from '~/ui/live/live-head'
import { LiveLines } from '~/ui/live/live-lines'
import { SessionNotices } from '~/ui/live/session-notices'
import { SetForm } from '~/ui/live/set-form'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Session · Clearway' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'client:read')
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
        session,
        lineId: line?.id ?? null,
        format: { locale, timeZone, units },
        keys: { set: randomUUID(), end: randomUUID() },
      }
    },
  )
}

export default function SessionPage() {
  const { session, lineId, format, keys } = useLoaderData<typeof loader>()
  const line = session.lines.find(({ id }) => id === lineId)
  const inSession = session.lines.filter(({ isLeftOut }) => !isLeftOut)
  const isReported = session.kind === 'reported'
  const isHeld = session.openHolds.length > 0
  const place = `${line ? lineTitle(line) : session.programName} · ${line ? inSession.indexOf(line) + 1 : 0} of ${inSession.length}`
  return (
    <main id="main" className="live">
      <LiveHead name={session.clientName} sub={line ? place : session.programName} strip={session.strip} />
      <SessionNotices session={session} format={format} />
      {line && session.canLog ? <DoseCard line={line} format={format} /> : null}
      {line && session.canLog ? (
        <SetForm
          sessionId={session.id}
          isReported={isReported}
          isHeld={isHeld}
          line={line}
          commandKey={keys.set}
          serverNow={session.now}
          format={format}
          beside={<RedFlagLink clientId={session.clientId} />}
        />
      ) : null}
      <LiveLines sessionId={session.id} lines={inSession} currentId={lineId} isOpen={session.canLog} />
      {inSession.map((one) => (
        <section key={one.id} hidden={one.done.length === 0}>
          <h2 className="small dim">{lineTitle(one)}</h2>
          <DoneSets sets={one.done} format={format} />
        </section>
      ))}
      <footer className="live-foot">
        {session.canLog && !isReported ? (
          <EndForm sessionId={session.id} commandKey={keys.end} isHeld={isHeld} />
        ) : null}
        {session.endedAt ? <p className="small dim">Ended {formatInstant(session.endedAt, format)}.</p> : null}
        {session.canLog ? null : <RedFlagLink clientId={session.clientId} />}
        <p className="button-row small">
          <Link to="/today">My clients today</Link>
          <Link to={`/programs/${session.programId}`}>{session.programName}</Link>
        </p>
      </footer>
    </main>
  )
}

function RedFlagLink({ clientId }: { clientId: string }) {
  return (
    <ButtonLink to={`/clients/${clientId}/red-flag`} look="danger" size="large">
      Red flag
    </ButtonLink>
  )
}

function EndForm({ sessionId, commandKey, isHeld }: { sessionId: string; commandKey: string; isHeld: boolean }) {
  return (
    <Form method="post" action={`/sessions/${sessionId}/end`}>
      <CommandKey value={commandKey} />
      <SubmitButton look={isHeld ? 'primary' : 'quiet'} size="large" pendingLabel="Ending …">
        End session
      </SubmitButton>
    </Form>
  )
}
