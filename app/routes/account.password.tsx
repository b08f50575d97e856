/** One's own password, replaced by giving it once more. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireMember } from '~/auth/guard.server'
import { changeOwnPassword } from '~/auth/new-own-password.server'
import { hiddenPasswords as hideFields, ownPasswordForm } from '~/auth/own-password-form.server'
import { noteAccess } from '~/data/access-events.server'
import { shellOf } from '~/data/shell.server'
import { fieldOfConfirmation } from '~/data/typed-text.server'
import { readClinic } from '~/database/door.server'
import { PasswordForm } from '~/ui/account/password-form'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'

export const meta: MetaFunction = () => [{ title: 'Change your password · Clearway' }]

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request)
  return readClinic(member, async (query) => {
    const occurredAt = new Date()
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind: 'routes/account.password', occurredAt })
    return { shell: await shellOf(member, query), email: member.email, commandKey: randomUUID() }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request)
  const { email, name, clinic } = member
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: ownPasswordForm({ email, name, clinicName: clinic.name }) })
  if (submission.status !== 'success') return data(submission.reply({ hideFields }), { status: 400 })
  const { key, password, currentPassword, code } = submission.value
  const outcome = await changeOwnPassword(request, member, { key, password, old: { password: currentPassword, code } })
  if (outcome.ok) return redirect('/account?done=password-changed', 303)

  const field = fieldOfConfirmation[outcome.why]
  const said = [sentenceOf(outcome.why)]
  if (!field) return data(submission.reply({ formErrors: said, hideFields }), { status: 409 })
  const fieldErrors = { [field === 'password' ? 'currentPassword' : field]: said }
  return data(submission.reply({ fieldErrors, hideFields }), { status: 409 })
}

export default function OwnPasswordPage() {
  const { shell, email, commandKey } = useLoaderData<typeof loader>()
  return (
    <Page shell={shell} title="Change your password" crumbs={[{ label: 'Your account', to: '/account' }]}>
      <div className="max-w-2xl">
        <div className="card p-5">
          <PasswordForm email={email} commandKey={commandKey} lastResult={useActionData<typeof action>()} />
        </div>
      </div>
    </Page>
  )
}
