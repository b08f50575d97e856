/** A check-in some hours after a session: call the client, and write down how they are. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { checkInForm, signsFirst } from '~/data/check-form.server'
import { answerCheckIn, findCheckIn } from '~/data/check-ins.server'
import { readOnFloor } from '~/data/floor-door.server'
import { shellOf } from '~/data/shell.server'
import { can } from '~/domain/access'
import { ButtonLink } from '~/ui/button'
import { CheckInForm } from '~/ui/check/check-in-form'
import { followedWords } from '~/ui/check/check-words'
import { Notice } from '~/ui/notice'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'

export const meta: MetaFunction = () => [{ title: 'Check-in · Clearway' }]

const answering = 'check-in:answer'
const pathKind = 'routes/sessions.$sessionId_.check-in'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, answering)
  const at = new Date()
  return readOnFloor(
    member,
    { id: params.sessionId, pathKind, action: answering, at },
    (query, id) => findCheckIn(query, member, id, at),
    async (query, session) => ({
      session,
      // Where it stood, for who stands there.
      back: can(member, 'session:start')
        ? { label: 'My clients today', to: '/today' }
        : { label: 'Needs your decision', to: '/worklist' },
      shell: await shellOf(member, query),
      key: randomUUID(),
    }),
  )
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, answering)
  const at = new Date()
  const form = await request.formData().catch(() => new FormData())
  const session = await readOnFloor(
    member,
    { id: params.sessionId, pathKind, action: answering, at },
    (query, id) => findCheckIn(query, member, id, at),
    async (_query, found) => found,
  )
  const submission = parseWithZod(signsFirst(form), { schema: checkInForm() })
  if (submission.status !== 'success') return data(submission.reply(), { status: 400 })
  const outcome = await answerCheckIn(member, { ...submission.value, sessionId: session.sessionId, at })
  if (!outcome.ok) return data(submission.reply({ formErrors: [sentenceOf(outcome.why)] }), { status: 409 })
  if (outcome.redFlagId) return redirect(`/clients/${session.clientId}/red-flag?raised=${outcome.redFlagId}`, 303)
  return redirect(`${can(member, 'session:start') ? '/today' : '/worklist'}?done=checked-in`, 303)
}

export default function CheckInPage() {
  const { session, back, shell, key } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const { open, clientId, clientName, programId, programName } = session
  return (
    <Page
      shell={shell}
      title="Check-in"
      sub={`${clientName} · ${programName}`}
      crumbs={[back, { label: programName, to: `/programs/${programId}` }]}
    >
      <div className="stack max-w-3xl">
        {open || lastResult ? (
          <CheckInForm
            sessionId={session.sessionId}
            since={open?.sessionAt ?? null}
            hour={open?.hour ?? null}
            missed={open?.missed ?? []}
            after={followedWords(session.isFirst)}
            commandKey={key}
            lastResult={lastResult}
            format={shell.formats}
          />
        ) : (
          <Notice
            tone="ok"
            title="Nothing is asked for now"
            action={<ButtonLink to={`/clients/${clientId}`}>Open the client</ButtonLink>}
          >
            The check-in that was due was answered, or the next one is not due yet.
          </Notice>
        )}
      </div>
    </Page>
  )
}
