/** The end of a session. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMemberOfSession } from '~/auth/floor-guard.server'
import { readOnFloor } from '~/data/floor-door.server'
import { isId } from '~/data/id.server'
import { findSessionDose } from '~/data/session-dose.server'
import { shellOf } from '~/data/shell.server'
import { endSession } from '~/data/training-sessions.server'
import { CommandKey } from '~/ui/form'
import { formatInstant } from '~/ui/format'
import { FloorPage } from '~/ui/live/floor-page'
import { setsWords } from '~/ui/live/line-words'
import { ErrorSummary } from '~/ui/notice'
import { sentenceOf } from '~/ui/refusals'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'End the session · Clearway' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { member, isCovered } = await requireMemberOfSession(request, params.sessionId, 'session:log')
  const at = new Date()
  const asked = {
    id: params.sessionId,
    pathKind: 'routes/sessions.$sessionId_.end',
    action: 'session:log',
    at,
  } as const
  return readOnFloor(
    member,
    asked,
    (query, id) => findSessionDose(query, member, id),
    async (query, { id, clientName, programName, occurredAt, endedAt, sets }) => {
      const { locale, timeZone, units } = member.clinic
      return {
        session: { id, occurredAt, endedAt, setCount: sets.length },
        sub: isCovered ? null : `${clientName} · ${programName}`,
        format: { locale, timeZone, units },
        shell: isCovered ? null : await shellOf(member, query),
        key: randomUUID(),
      }
    },
  )
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { member } = await requireMemberOfSession(request, params.sessionId, 'session:log')
  const { sessionId = '' } = params
  if (!isId(sessionId)) throw new Response(null, { status: 404 })
  const submission = parseWithZod(await request.formData(), { schema: endForm() })
  if (submission.status !== 'success')
    return data({ says: 'Load the page again and send it once more.' }, { status: 400 })
  const outcome = await endSession(member, { key: submission.value.key, sessionId, at: new Date() })
  return outcome.ok ? redirect('/today', 303) : data({ says: sentenceOf(outcome.why) }, { status: 409 })
}

function endForm() {
  return z.object({ key: z.uuid() })
}

export default function EndPage() {
  const { session, sub, format, shell, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const path = `/sessions/${session.id}`
  const crumbs = [{ label: 'My clients today', to: '/today' }]
  return (
    <FloorPage shell={shell} path={path} title="End the session" sub={sub} crumbs={crumbs}>
      <div className="stack">
        {answer ? <ErrorSummary title="The session was not ended" mistakes={[{ message: answer.says }]} /> : null}
        <p>
          Began {formatInstant(session.occurredAt, format)}, {setsWords(session.setCount)} logged.
          {session.endedAt ? ` It was ended ${formatInstant(session.endedAt, format)}.` : null}
        </p>
        <Form method="post" className="button-row">
          <CommandKey value={key} />
          {session.endedAt ? null : <SubmitButton pendingLabel="Ending …">End session</SubmitButton>}
          <Link to={path}>Back to the session</Link>
        </Form>
      </div>
    </FloorPage>
  )
}
