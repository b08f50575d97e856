/** An invitation, for whoever holds its link: whose clinic, as what, and a password of one's own. */
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { acceptanceForm } from '~/auth/acceptance-form.server'
import { acceptAs, findInvitation } from '~/auth/invitation.server'
import { AcceptanceForm } from '~/ui/members/acceptance-form'
import { Doorstep } from '~/ui/doorstep'

export const meta: MetaFunction = () => [{ title: 'Invitation · Clearway' }]

export async function loader({ params: { token = '' } }: LoaderFunctionArgs) {
  const invitation = await findInvitation(token)
  return data({ invitation }, { status: invitation ? 200 : 404 })
}

export async function action({ request, params: { token = '' } }: ActionFunctionArgs) {
  const again = `/invitation/${encodeURIComponent(token)}`
  const invitation = await findInvitation(token)
  if (!invitation || invitation.hasAccount) throw redirect(again)
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: acceptanceForm([invitation.email, invitation.clinicName]) })
  const hideFields = ['password', 'passwordAgain']
  if (submission.status !== 'success') return data(submission.reply({ hideFields }), { status: 400 })

  const { name, password } = submission.value
  const outcome = await acceptAs(token, { name, password })
  // Taken, taken back or spent elsewhere meanwhile: its page says which way to go from there.
  return redirect(outcome === 'accepted' ? '/login?done=joined' : again, 303)
}

export default function InvitationPage() {
  const { invitation } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  if (!invitation) return <LinkOver />
  if (invitation.hasAccount) return <AccountThere {...invitation} />
  return (
    <Doorstep title={`Welcome to ${invitation.clinicName}`} sub="Choose a password, then sign in with it." isWide>
      <AcceptanceForm invitation={invitation} lastResult={lastResult} />
    </Doorstep>
  )
}

function LinkOver() {
  return (
    <Doorstep title="This link is over">
      <p>
        It was used already, was taken back, is older than a week, or was not copied whole. If you chose a password with
        it, <Link to="/login">sign in</Link>. Else ask the admin of your clinic to invite you again.
      </p>
    </Doorstep>
  )
}

function AccountThere({ email, clinicName, invitedBy }: { email: string; clinicName: string; invitedBy: string }) {
  return (
    <Doorstep title="There is an account already">
      <p>
        <b className="break-all">{email}</b> has an account with Clearway, and an address has one. If it is that of{' '}
        {clinicName}, <Link to="/login">sign in</Link>. If you work in another clinic with it, ask {invitedBy} to invite
        another address of yours. Nothing was used up.
      </p>
    </Doorstep>
  )
}
