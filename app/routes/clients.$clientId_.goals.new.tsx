/** A goal of a client is set, or another in its place. */
import { randomUUID } from 'node:crypto'
import { useForm } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { readClient, readFramedClient } from '~/data/client-door.server'
import { askedGoal, fieldOfGoal, goalForm } from '~/data/goal-form.server'
import { findGoalForm } from '~/data/goal-subjects.server'
import { listGoals, setGoal } from '~/data/goals.server'
import { unitOfForm } from '~/domain/units'
import { ButtonLink } from '~/ui/button'
import { Card } from '~/ui/card'
import { ClientTabs } from '~/ui/client-tabs'
import { clientName, clientSub } from '~/ui/client-words'
import { CommandKey, FormErrors } from '~/ui/form'
import { GoalFields, type GoalFieldNames } from '~/ui/goals/goal-fields'
import { GoalKinds } from '~/ui/goals/goal-kinds'
import { HoldingGoals } from '~/ui/goals/goal-list'
import { aimWords } from '~/ui/goals/goal-words'
import { Page } from '~/ui/page'
import { refusedForm } from '~/ui/refused-form'
import { alsoAfterConflict } from '~/ui/revalidation'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Set a goal · Clearway' }]
export const shouldRevalidate = alsoAfterConflict

const pathKind = 'routes/clients.$clientId_.goals.new'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'goal:set')
  const asked = askedGoal(new URL(request.url).searchParams)
  const page = { clientId: params.clientId, pathKind, at: new Date(), action: 'goal:set' } as const
  return readFramedClient(member, page, async (query, client, shell) => ({
    client,
    asked,
    choices: await findGoalForm(query, client.id, asked.kind, asked.subject),
    holding: (await listGoals(query, client.id, null)).holding.filter(({ kind }) => kind === asked.kind),
    shell,
    key: randomUUID(),
  }))
}

export async function action({ request, params: { clientId = '' } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'goal:set')
  const at = new Date()
  const form = await request.formData().catch(() => new FormData())
  const schema = goalForm(unitOfForm(form.get('loadUnit'), member.clinic.units))
  const submission = parseWithZod(form, { schema })
  if (submission.status !== 'success') {
    // A client who is not theirs answers alike, whatever was typed.
    await readClient(member, { clientId, pathKind, at, action: 'goal:set' }, async () => null)
    return data(submission.reply(), { status: 400 })
  }
  const outcome = await setGoal(member, { ...submission.value, at, clientId })
  if (outcome.ok) return redirect(`/clients/${clientId}/goals?done=goal-set`, 303)
  return data(refusedForm(submission, outcome.why, fieldOfGoal), { status: 409 })
}

export default function NewGoalPage() {
  const { client, asked, choices, holding, shell, key } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const { kind } = asked
  const [form, fields] = useForm<Record<GoalFieldNames, string>>({
    id: `goal-${kind}`,
    lastResult,
    defaultNoValidate: false,
    defaultValue: { subject: asked.subject ?? '', side: asked.side ?? '' },
  })
  const { title, sub } = aimWords[kind]
  return (
    <Page shell={shell} title={clientName(client)} sub={clientSub(client)}>
      <ClientTabs clientId={client.id} />
      <div className="stack max-w-2xl">
        <GoalKinds kind={kind} />
        <Card title={title} sub={sub}>
          <Form
            key={kind}
            method="post"
            className="form"
            id={form.id}
            onSubmit={form.onSubmit}
            noValidate={form.noValidate}
          >
            <FormErrors id={form.errorId} errors={form.errors} />
            <CommandKey value={key} />
            <input type="hidden" name="kind" value={kind} />
            <input type="hidden" name="seen" value={choices.seen} />
            <GoalFields kind={kind} fields={fields} choices={choices} format={shell.formats} />
            <div className="button-row">
              <SubmitButton>Set the goal</SubmitButton>
              <ButtonLink to={`/clients/${client.id}/goals`} look="quiet">
                Go back
              </ButtonLink>
            </div>
          </Form>
        </Card>
        {holding.length > 0 ? (
          <Card title="What holds now?">
            <HoldingGoals goals={holding} clientId={client.id} format={shell.formats} maySet={false} />
          </Card>
        ) : null}
      </div>
    </Page>
  )
}
