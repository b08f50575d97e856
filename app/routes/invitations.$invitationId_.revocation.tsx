/** Taking an invitation back: from then on its link lets nobody in. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { noteAccess } from '~/data/access-events.server'
import { isId } from '~/data/id.server'
import { getInvitation, revokeInvitation } from '~/data/invitations.server'
import { shellOf } from '~/data/shell.server'
import { commandKey } from '~/data/typed-text.server'
import { readClinic } from '~/database/door.server'
import { ButtonLink } from '~/ui/button'
import { CommandKey } from '~/ui/form'
import { ErrorSummary } from '~/ui/notice'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Take an invitation back · Clearway' }]

export async function loader({ request, params: { invitationId } }: LoaderFunctionArgs) {
  const admin = await requireMember(request, 'member:manage')
  if (!isId(invitationId)) throw new Response(null, { status: 404 })
  const at = new Date()
  return readClinic(admin, async (query) => {
    const pathKind = 'routes/invitations.$invitationId_.revocation'
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind, occurredAt: at })
    const { name, email, state } = await getInvitation(query, invitationId, at)
    const isOver = state === 'accepted' || state === 'revoked'
    const shell = await shellOf(admin, query)
    return { shell, name, email, isOver, to: `/invitations/${invitationId}`, commandKey: randomUUID() }
  })
}

export async function action({ request, params: { invitationId } }: ActionFunctionArgs) {
  const admin = await requireMember(request, 'member:manage')
  if (!isId(invitationId)) throw new Response(null, { status: 404 })
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: z.object({ key: commandKey }) })
  if (submission.status !== 'success') throw new Response(null, { status: 400 })
  const outcome = await revokeInvitation(admin, { ...submission.value, at: new Date(), invitationId })
  if (!outcome.ok) return data({ mistakes: [{ message: sentenceOf(outcome.why) }] }, { status: 409 })
  return redirect(`/invitations/${invitationId}?done=uninvited`, 303)
}

export default function RevokeInvitationPage() {
  const { shell, name, email, isOver, to, commandKey } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const over = isOver ? [{ message: sentenceOf('invitation-over') }] : []
  const crumbs = [
    { label: 'Members', to: '/members' },
    { label: name, to },
  ]
  return (
    <Page shell={shell} title="Take the invitation back" sub={name} crumbs={crumbs}>
      <div className="max-w-2xl">
        <div className="card p-5">
          <Form method="post" className="form">
            <ErrorSummary mistakes={answer?.mistakes ?? over} />
            <CommandKey value={commandKey} />
            <p>
              The link that went to <span className="break-all">{email}</span> then lets nobody in. You may invite them
              again.
            </p>
            <div className="button-row">
              {isOver ? null : <SubmitButton>Take it back</SubmitButton>}
              <ButtonLink to={to} look="quiet">
                Back
              </ButtonLink>
            </div>
          </Form>
        </div>
      </div>
    </Page>
  )
}
