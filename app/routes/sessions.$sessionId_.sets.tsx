/** A set of a session: logged at once when it is as cleared, asked for its reason when it goes beyond. */
import { randomUUID } from 'node:crypto'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { requireMemberOfSession } from '~/auth/floor-guard.server'
import { readOnFloor } from '~/data/floor-door.server'
import { isId } from '~/data/id.server'
import { coveredSession, liveSession } from '~/data/live-session.server'
import { findSessionDose } from '~/data/session-dose.server'
import { readSet } from '~/data/set-form.server'
import { logSet } from '~/data/sets.server'
import { setFacts, withBasis } from '~/domain/live-limits'
import { currentLine } from '~/domain/live-line'
import { BeyondList } from '~/ui/live/beyond-list'
import { CuffWatch } from '~/ui/live/cuff-watch'
import { lineTitle } from '~/ui/live/line-words'
import { DoseCard, LiveHead } from '~/ui/live/live-head'
import { SetAgain } from '~/ui/live/set-again'
import { ErrorSummary } from '~/ui/notice'
import { sentenceOf } from '~/ui/refusals'

export const meta: MetaFunction = () => [{ title: 'Set · Clearway' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { member, isCovered } = await requireMemberOfSession(request, params.sessionId, 'session:log')
  const at = new Date()
  const asked = {
    id: params.sessionId,
    pathKind: 'routes/sessions.$sessionId_.sets',
    action: 'session:log',
    at,
  } as const
  return readOnFloor(
    member,
    asked,
    (query, id) => findSessionDose(query, member, id),
    async (query, dose) => {
      const { locale, timeZone, units } = member.clinic
      const session = await liveSession(query, member, dose, at)
      return {
        session: isCovered ? coveredSession(session, member) : session,
        lineId: new URL(request.url).searchParams.get('line'),
        format: { locale, timeZone, units },
        key: randomUUID(),
      }
    },
  )
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { member } = await requireMemberOfSession(request, params.sessionId, 'session:log')
  const { sessionId = '' } = params
  if (!isId(sessionId)) throw new Response(null, { status: 404 })
  const form = await request.formData()
  const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
  const read = readSet(form, member.clinic.units)
  if (!read.ok) return data({ typed, beyond: [], mistakes: read.mistakes }, { status: 400 })
  const outcome = await logSet(member, { ...read.set, sessionId, at: new Date() })
  if (outcome.ok) return redirect(`/sessions/${sessionId}`, 303)
  return data({ typed, beyond: outcome.beyond, mistakes: [sentenceOf(outcome.why)] }, { status: 409 })
}

export default function SetPage() {
  const { session, lineId, format, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const line = currentLine(session.lines, answer?.typed.lineId ?? lineId)
  const isBeyond = answer !== undefined && answer.beyond.length > 0
  return (
    <main id="main" className="live">
      <LiveHead
        name={session.clientName}
        sub={line ? lineTitle(line) : session.programName}
        strip={session.strip}
        coveredAt={session.isCovered ? `/sessions/${session.id}` : undefined}
      />
      {answer ? (
        <ErrorSummary title="This set is not logged yet" mistakes={answer.mistakes.map((message) => ({ message }))} />
      ) : null}
      {line && isBeyond ? (
        <div className="beyond-box">
          <BeyondList beyond={withBasis(answer.beyond, setFacts(session, line), session.clearedOn)} format={format} />
        </div>
      ) : null}
      <CuffWatch session={session} />
      {line ? <DoseCard line={line} format={format} /> : null}
      {line && session.canLog ? (
        <SetAgain
          sessionId={session.id}
          line={line}
          typed={answer?.typed ?? {}}
          commandKey={answer?.typed.key ?? key}
          isReasonAsked={isBeyond}
          units={format.units}
        />
      ) : null}
      <p>
        <Link to={`/sessions/${session.id}`}>Back to the session</Link>
      </p>
    </main>
  )
}
