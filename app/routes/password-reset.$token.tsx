/** A new password, for whoever holds the link that was sent to an account's address. It signs nobody in. */
import { type SubmissionResult, useForm } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { resetByLink, resetFor } from '~/auth/new-own-password.server'
import { hiddenPasswords as hideFields, resetForm } from '~/auth/own-password-form.server'
import { Username } from '~/ui/account/username'
import { Doorstep } from '~/ui/doorstep'
import { FormErrors } from '~/ui/form'
import { NewPasswordFields } from '~/ui/new-password-fields'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Choose a new password · Clearway' }]

export async function loader({ params }: LoaderFunctionArgs) {
  const found = await resetFor(params.token ?? '')
  return found ? { email: found.email } : data({ email: null }, { status: 404 })
}

export async function action({ request, params }: ActionFunctionArgs) {
  const token = params.token ?? ''
  const samePage = `/password-reset/${encodeURIComponent(token)}`
  const found = await resetFor(token)
  if (!found) throw redirect(samePage)
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: resetForm(found) })
  if (submission.status !== 'success') return data(submission.reply({ hideFields }), { status: 400 })
  const isReset = await resetByLink(token, submission.value.password)
  return redirect(isReset ? '/login?done=password-reset' : samePage, 303)
}

export default function PasswordResetPage() {
  const { email } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  if (email !== null) {
    return (
      <Doorstep title="Choose a new password" sub={`for ${email}`}>
        <ResetForm email={email} lastResult={lastResult} />
      </Doorstep>
    )
  }
  return (
    <Doorstep title="This link is over">
      <div className="stack">
        <p>
          It was used already, is older than an hour, was not copied whole, or a newer one was sent to the same address.
        </p>
        <p>
          <Link to="/forgotten-password">Ask for another</Link>
        </p>
      </div>
    </Doorstep>
  )
}

function ResetForm({ email, lastResult }: { email: string; lastResult: SubmissionResult | undefined }) {
  const [form, fields] = useForm<{ password: string; passwordAgain: string }>({
    id: 'password-reset',
    lastResult,
    defaultNoValidate: false,
  })
  return (
    <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
      <FormErrors id={form.errorId} errors={form.errors} />
      <Username email={email} />
      <NewPasswordFields fields={fields} label="New password" />
      <p className="dim">Wherever you are signed in, you are signed out, and sign in with the new one.</p>
      <SubmitButton>Set the password</SubmitButton>
    </Form>
  )
}
