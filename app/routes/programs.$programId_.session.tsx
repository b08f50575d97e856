/** The start of a session: one touch when nothing is in the way, and everything that is when something is. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { readOnFloor } from '~/data/floor-door.server'
import { isId } from '~/data/id.server'
import { findSessionForm } from '~/data/session-form.server'
import { shellOf } from '~/data/shell.server'
import { startSession } from '~/data/training-sessions.server'
import { BlockerList } from '~/ui/blocker-list'
import { ButtonLink } from '~/ui/button'
import { ErrorSummary, Notice } from '~/ui/notice'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { StartForm } from '~/ui/start-form'

export const meta: MetaFunction = () => [{ title: 'Start a session · Clearway' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'session:start')
  const at = new Date()
  const asked = {
    id: params.programId,
    pathKind: 'routes/programs.$programId_.session',
    action: 'session:start',
    at,
  } as const
  return readOnFloor(
    member,
    asked,
    (query, id) => findSessionForm(query, member, id, at),
    async (query, program) => ({ program, shell: await shellOf(member, query), key: randomUUID() }),
  )
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, 'session:start')
  const { programId = '' } = params
  if (!isId(programId)) throw new Response(null, { status: 404 })
  const submission = parseWithZod(await request.formData(), { schema: startForm() })
  if (submission.status !== 'success')
    return data({ says: 'Pain is a number from 0 to 10.', key: null }, { status: 400 })
  const outcome = await startSession(member, { ...submission.value, programId, at: new Date() })
  if (outcome.ok) return redirect(`/sessions/${outcome.sessionId}`, 303)
  return data({ says: sentenceOf(outcome.why), key: submission.value.key }, { status: 409 })
}

function startForm() {
  return z.object({
    key: z.uuid(),
    place: z.enum(['clinic', 'home']).default('clinic'),
    painNrs: z.coerce
      .number()
      .int()
      .min(0)
      .max(10)
      .nullish()
      .transform((value) => value ?? null),
  })
}

export default function StartPage() {
  const { program, shell, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { id: programId, clientId, runningSessionId, blockers, lines, starts } = program
  return (
    <Page
      shell={shell}
      title="Start a session"
      sub={`${program.clientName} · ${program.programName}`}
      crumbs={[
        { label: 'My clients today', to: '/today' },
        { label: program.programName, to: `/programs/${programId}` },
      ]}
    >
      <div className="stack max-w-2xl">
        {answer ? <ErrorSummary title="No session was started" mistakes={[{ message: answer.says }]} /> : null}
        {blockers.length > 0 ? (
          <Notice
            tone={starts ? 'wait' : 'stop'}
            title={starts ? 'Not all of it may run now' : 'No session may start now'}
          >
            <BlockerList
              blockers={blockers}
              lines={lines}
              programId={programId}
              clientId={clientId}
              runningSessionId={runningSessionId}
            />
          </Notice>
        ) : null}
        {starts ? (
          <StartForm programId={programId} commandKey={answer?.key ?? key} isPlain={starts === 'plain'} lines={lines} />
        ) : null}
        <p>
          <ButtonLink look="quiet" to={`/programs/${programId}/report`}>
            Report a session that took place
          </ButtonLink>
        </p>
      </div>
    </Page>
  )
}
