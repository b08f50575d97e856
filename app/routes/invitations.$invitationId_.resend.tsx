/** An invitation sent once more: a new link, and the old one lets nobody in any more. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { inviteAsConfirmed } from '~/auth/invitation.server'
import { noteAccess } from '~/data/access-events.server'
import { isId } from '~/data/id.server'
import { getInvitation } from '~/data/invitations.server'
import { resendForm } from '~/data/member-forms.server'
import { shellOf } from '~/data/shell.server'
import { fieldOfConfirmation } from '~/data/typed-text.server'
import { readClinic } from '~/database/door.server'
import { Page } from '~/ui/page'
import { readMailSettings } from '~/server/mail-settings.server'
import { ResendForm } from '~/ui/members/resend-form'
import { refusedForm } from '~/ui/refused-form'

export const meta: MetaFunction = () => [{ title: 'Invite again · Clearway' }]

export async function loader({ request, params: { invitationId } }: LoaderFunctionArgs) {
  const admin = await requireMember(request, 'member:manage')
  if (!isId(invitationId)) throw new Response(null, { status: 404 })
  const at = new Date()
  return readClinic(admin, async (query) => {
    const pathKind = 'routes/invitations.$invitationId_.resend'
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind, occurredAt: at })
    const { id, name, email } = await getInvitation(query, invitationId, at)
    const { server, url } = readMailSettings()
    const sendsMail = server !== null && url !== null
    return { shell: await shellOf(admin, query), invitation: { id, name, email }, sendsMail, commandKey: randomUUID() }
  })
}

export async function action({ request, params: { invitationId } }: ActionFunctionArgs) {
  const admin = await requireMember(request, 'member:manage')
  if (!isId(invitationId)) throw new Response(null, { status: 404 })
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: resendForm() })
  if (submission.status !== 'success')
    return data(submission.reply({ hideFields: ['password', 'code'] }), { status: 400 })

  const before = await readClinic(admin, (query) => getInvitation(query, invitationId, new Date()))
  const asked = { ...submission.value, replaces: invitationId }
  const outcome = await inviteAsConfirmed(request, admin, asked, before)
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfConfirmation), { status: outcome.status })
  return redirect(`/invitations/${outcome.invitationId}?done=invited`, 303)
}

export default function ResendInvitationPage() {
  const { shell, ...form } = useLoaderData<typeof loader>()
  const crumbs = [
    { label: 'Members', to: '/members' },
    { label: form.invitation.name, to: `/invitations/${form.invitation.id}` },
  ]
  return (
    <Page shell={shell} title="Invite again" sub={form.invitation.name} crumbs={crumbs}>
      <div className="max-w-2xl">
        <div className="card p-5">
          <ResendForm {...form} lastResult={useActionData<typeof action>()} />
        </div>
      </div>
    </Page>
  )
}
