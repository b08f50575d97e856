/** What went beyond in a session, looked at by a clinician. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { findSessionDeviations, reviewDeviations } from '~/data/deviations.server'
import { readOnFloor } from '~/data/floor-door.server'
import { isId } from '~/data/id.server'
import { shellOf } from '~/data/shell.server'
import { DeviationReview } from '~/ui/deviation-review'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'

export const meta: MetaFunction = () => [{ title: 'Deviations · Clearway' }]

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'deviation:review')
  const pathKind = 'routes/sessions.$sessionId_.deviation-review'
  return readOnFloor(
    member,
    { id: params.sessionId, pathKind, action: 'deviation:review', at: new Date() },
    (query, id) => findSessionDeviations(query, member, id),
    async (query, session) => ({ session, shell: await shellOf(member, query), key: randomUUID() }),
  )
}

export async function action({ request, params }: ActionFunctionArgs) {
  const member = await requireMember(request, 'deviation:review')
  const { sessionId = '' } = params
  if (!isId(sessionId)) throw new Response(null, { status: 404 })
  const form = await request.formData()
  const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]))
  const submission = parseWithZod(form, { schema: reviewForm() })
  if (submission.status !== 'success') {
    const mistakes = Object.values(submission.error ?? {}).flatMap((messages) => messages ?? [])
    return data({ typed, mistakes }, { status: 400 })
  }
  const outcome = await reviewDeviations(member, { ...submission.value, sessionId, at: new Date() })
  if (outcome.ok) return redirect('/worklist#deviations', 303)
  return data({ typed, mistakes: [sentenceOf(outcome.why)] }, { status: 409 })
}

function reviewForm() {
  return z.object({
    key: z.uuid(),
    seen: z.coerce.number('Load the page again and send it once more.').int().min(0),
    note: z.string().trim().max(500, 'Keep the note under 500 characters.').default(''),
  })
}

export default function DeviationReviewPage() {
  const { session, shell, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <Page
      shell={shell}
      title="What went beyond"
      sub={`${session.clientName} · ${session.programName}`}
      crumbs={[
        { label: 'Needs your decision', to: '/worklist' },
        { label: session.clientName, to: `/clients/${session.clientId}` },
      ]}
    >
      <DeviationReview
        session={session}
        format={shell.formats}
        commandKey={answer?.typed.key ?? key}
        note={answer?.typed.note}
        mistakes={answer?.mistakes ?? []}
      />
    </Page>
  )
}
