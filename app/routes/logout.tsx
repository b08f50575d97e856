/** Signing out: the login ends in the database, and the browser forgets what it kept. */
import { type ActionFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { afterLogout } from '~/auth/device.server'
import { endLoginOf, farewell } from '~/auth/login.server'
import { Doorstep } from '~/ui/doorstep'
import { SignOut } from '~/ui/sign-out'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Sign out · Clearway' }]

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData().catch(() => new FormData())
  await endLoginOf(request)
  return redirect(afterLogout(request), { headers: farewell(request, { nothingWaits: form.get('kept') === 'none' }) })
}

export default function LogoutPage() {
  return (
    <Doorstep title="Sign out" sub="Whoever uses this browser next has to sign in.">
      <SignOut memberId={null}>
        <SubmitButton pendingLabel="Signing out …">Sign out</SubmitButton>
      </SignOut>
    </Doorstep>
  )
}
