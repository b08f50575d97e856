/** The time of a cuff: logged at once when it is as cleared, asked for its reason when it goes beyond, typed where no phone counted it. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { requireMemberOfSession } from '~/auth/floor-guard.server'
import { clockOfClinic, instantInClinic } from '~/data/clinic-clock.server'
import { readOnFloor } from '~/data/floor-door.server'
import { isId } from '~/data/id.server'
import { inflationForm, typedInflationForm } from '~/data/inflation-form.server'
import { logInflation } from '~/data/inflations.server'
import { coveredSession, liveSession } from '~/data/live-session.server'
import { findSessionDose } from '~/data/session-dose.server'
import { currentLine } from '~/domain/live-line'
import { CuffAgain } from '~/ui/live/cuff-again'
import { CuffWatch } from '~/ui/live/cuff-watch'
import { deviationWords } from '~/ui/live/line-words'
import { LiveHead } from '~/ui/live/live-head'
import { ErrorSummary } from '~/ui/notice'
import { sentenceOf } from '~/ui/refusals'

export const meta: MetaFunction = () => [{ title: 'Time of the cuff · Clearway' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { member, isCovered } = await requireMemberOfSession(request, params.sessionId, 'session:log')
  const at = new Date()
  const asked = {
    id: params.sessionId,
    pathKind: 'routes/sessions.$sessionId_.inflations',
    action: 'session:log',
    at,
  } as const
  const query = new URL(request.url).searchParams
  const on = new Date(query.get('on') ?? '')
  return readOnFloor(
    member,
    asked,
    (read, id) => findSessionDose(read, member, id),
    async (read, dose) => {
      const { locale, timeZone, units } = member.clinic
      const session = await liveSession(read, member, dose, at)
      const isGiven = !Number.isNaN(on.getTime())
      const { day, time } = await clockOfClinic(read, isGiven ? on : new Date(session.occurredAt))
      const begun = { lineId: query.get('line') ?? '', day, onTime: isGiven ? time : '' }
      return {
        session: isCovered ? coveredSession(session, member) : session,
        format: { locale, timeZone, units },
        begun,
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
  const submission = parseWithZod(form, { schema: form.has('onAt') ? inflationForm() : typedInflationForm() })
  if (submission.status !== 'success') {
    const mistakes = Object.entries(submission.error ?? {}).flatMap(([name, says]) =>
      (says ?? []).map((message) => ({ message, fieldId: name })),
    )
    return data({ typed, isBeyond: false, mistakes }, { status: 400 })
  }
  const { key, lineId, pressureMmhg, reason, ...times } = submission.value
  const onAt = 'onAt' in times ? times.onAt : await instantInClinic(member, times.day, times.onTime)
  const offAt = 'onAt' in times ? times.offAt : await instantInClinic(member, times.day, times.offTime)
  const at = new Date()
  const outcome = await logInflation(member, { key, at, sessionId, lineId, onAt, offAt, pressureMmhg, reason })
  if (outcome.ok) return redirect(`/sessions/${sessionId}`, 303)
  const { locale, timeZone, units } = member.clinic
  const isBeyond = outcome.beyond.length > 0
  const beyond = outcome.beyond.map((one) => deviationWords(one, { locale, timeZone, units }))
  const mistakes = (isBeyond ? beyond : [sentenceOf(outcome.why)]).map((message) => ({ message }))
  return data({ typed, isBeyond, mistakes }, { status: 409 })
}

export default function InflationPage() {
  const { session, format, begun, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const isBeyond = answer?.isBeyond ?? false
  const cuffed = session.lines.filter(({ cuff }) => cuff !== null)
  const typed = { ...begun, ...answer?.typed }
  const line = currentLine(cuffed, typed.lineId)
  return (
    <main id="main" className="live">
      <LiveHead
        name={session.clientName}
        sub={session.programName}
        strip={session.strip}
        coveredAt={session.isCovered ? `/sessions/${session.id}` : undefined}
      />
      {answer ? (
        <ErrorSummary
          title={isBeyond ? sentenceOf('deviation-needs-reason') : 'The time of the cuff is not logged yet'}
          mistakes={answer.mistakes}
        />
      ) : null}
      <CuffWatch session={session} />
      {line ? (
        <CuffAgain
          sessionId={session.id}
          lines={cuffed}
          lineId={line.id}
          typed={typed}
          commandKey={answer?.typed.key ?? key}
          isReasonAsked={isBeyond}
          mistakes={answer?.mistakes ?? []}
          format={format}
        />
      ) : (
        <p>No exercise of this session wears a cuff.</p>
      )}
      <p>
        <Link to={`/sessions/${session.id}`}>Back to the session</Link>
      </p>
    </main>
  )
}
