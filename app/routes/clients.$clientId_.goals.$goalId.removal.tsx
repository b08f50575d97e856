/** A goal taken back: it holds no more, and stays to be read. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { readClient, readFramedClient } from '~/data/client-door.server'
import { getGoal, takeBackGoal } from '~/data/goals.server'
import { isId } from '~/data/id.server'
import { commandKey } from '~/data/typed-text.server'
import { mayTakeBackGoal } from '~/domain/goal'
import { ButtonLink } from '~/ui/button'
import { clientName } from '~/ui/client-words'
import { CommandKey } from '~/ui/form'
import { formatInstant } from '~/ui/format'
import { aimAmount, aimName } from '~/ui/goals/goal-words'
import { ErrorSummary } from '~/ui/notice'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { alsoAfterConflict } from '~/ui/revalidation'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Take a goal back · Clearway' }]
export const shouldRevalidate = alsoAfterConflict

const pathKind = 'routes/clients.$clientId_.goals.$goalId.removal'

export async function loader({ request, params: { clientId, goalId = '' } }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'goal:set')
  const page = { clientId, pathKind, at: new Date(), action: 'goal:set' } as const
  return readFramedClient(member, page, async (query, client, shell) => {
    const goal = await getGoal(query, client.id, goalId)
    const may = mayTakeBackGoal(goal)
    return { client, goal, whyNot: may.ok ? null : may.why, shell, key: randomUUID() }
  })
}

export async function action({ request, params: { clientId = '', goalId = '' } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'goal:set')
  const at = new Date()
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: z.object({ key: commandKey }) })
  if (!isId(goalId) || submission.status !== 'success') {
    await readClient(member, { clientId, pathKind, at, action: 'goal:set' }, async () => null)
    throw new Response(null, { status: isId(goalId) ? 400 : 404 })
  }
  const outcome = await takeBackGoal(member, { ...submission.value, at, clientId, goalId })
  if (outcome.ok) return redirect(`/clients/${clientId}/goals?done=goal-taken-back`, 303)
  return data({ mistakes: [{ message: sentenceOf(outcome.why) }] }, { status: 409 })
}

export default function TakeBackGoalPage() {
  const { client, goal, whyNot, shell, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { formats: format } = shell
  const to = `/clients/${client.id}/goals`
  const refused = whyNot ? [{ message: sentenceOf(whyNot) }] : []
  return (
    <Page shell={shell} title="Take a goal back" sub={clientName(client)} crumbs={[{ label: 'Goals', to }]}>
      <div className="card max-w-2xl p-5">
        <Form method="post" className="form">
          <ErrorSummary mistakes={answer?.mistakes ?? refused} />
          <CommandKey value={key} />
          <p>
            <b>{aimName(goal)}</b>
            {goal.amount === null ? null : `: ${aimAmount({ ...goal, amount: goal.amount }, format)}`}
            <span className="small dim block">
              {goal.setBy}, {formatInstant(goal.at, format)}
            </span>
          </p>
          {whyNot ? null : <p>Charts show it no more. That it was set, and taken back by you, stays on record.</p>}
          <div className="button-row">
            {whyNot ? null : <SubmitButton>Take it back</SubmitButton>}
            <ButtonLink to={to} look="quiet">
              Go back
            </ButtonLink>
          </div>
        </Form>
      </div>
    </Page>
  )
}
