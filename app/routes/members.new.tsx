/** Inviting somebody: who, in which roles, on which licence; the link is shown once, on the invitation's page. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { inviteAsConfirmed } from '~/auth/invitation.server'
import { fieldOfMember, invitationForm } from '~/data/member-forms.server'
import { shellOf } from '~/data/shell.server'
import { readClinic } from '~/database/door.server'
import { readMailSettings } from '~/server/mail-settings.server'
import { InvitationForm } from '~/ui/members/invitation-form'
import { Page } from '~/ui/page'
import { refusedForm } from '~/ui/refused-form'

export const meta: MetaFunction = () => [{ title: 'Invite somebody · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const admin = await requireMember(request, 'member:manage')
  const { server, url } = readMailSettings()
  const shell = await readClinic(admin, (query) => shellOf(admin, query))
  return { shell, sendsMail: server !== null && url !== null, commandKey: randomUUID() }
}

export async function action({ request }: ActionFunctionArgs) {
  const admin = await requireMember(request, 'member:manage')
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: invitationForm() })
  if (submission.status !== 'success')
    return data(submission.reply({ hideFields: ['password', 'code'] }), { status: 400 })

  const { key, password, code, ...invited } = submission.value
  const outcome = await inviteAsConfirmed(request, admin, { key, password, code, replaces: null }, invited)
  if (!outcome.ok) return data(refusedForm(submission, outcome.why, fieldOfMember), { status: outcome.status })
  return redirect(`/invitations/${outcome.invitationId}?done=invited`, 303)
}

export default function InvitePage() {
  const { shell, ...form } = useLoaderData<typeof loader>()
  return (
    <Page shell={shell} title="Invite somebody" crumbs={[{ label: 'Members', to: '/members' }]}>
      <div className="max-w-3xl">
        <div className="card p-5">
          <InvitationForm {...form} lastResult={useActionData<typeof action>()} />
        </div>
      </div>
    </Page>
  )
}
