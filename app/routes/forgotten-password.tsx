/** A link to choose a new password by, sent to an address: one answer, whoever has it. */
import { useForm } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requestReset } from '~/auth/new-own-password.server'
import { readMailSettings } from '~/server/mail-settings.server'
import { Doorstep } from '~/ui/doorstep'
import { TextInput } from '~/ui/form'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Forgotten password · Clearway' }]

/** A link needs a server to be sent by, and an address to lead to. */
function canSendLinks(): boolean {
  const { server, url } = readMailSettings()
  return server !== null && url !== null
}

export function loader({ request }: LoaderFunctionArgs) {
  const isAsked = new URL(request.url).searchParams.has('asked')
  return { step: canSendLinks() ? (isAsked ? 'asked' : 'ask') : 'no-mail' } as const
}

export async function action({ request, context }: ActionFunctionArgs) {
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: forgottenForm() })
  if (submission.status !== 'success') return data(submission.reply(), { status: 400 })
  if (canSendLinks()) await requestReset(submission.value.email, context.clientAddress)
  return redirect('/forgotten-password?asked', 303)
}

function forgottenForm() {
  return z.object({
    email: z.string('Type your email address.').trim().max(320).pipe(z.email('That is not an email address.')),
  })
}

export default function ForgottenPasswordPage() {
  const { step } = useLoaderData<typeof loader>()
  if (step === 'ask') {
    return (
      <Doorstep title="Forgotten password" sub="A link to choose a new one comes by mail.">
        <ForgottenForm />
      </Doorstep>
    )
  }
  return (
    <Doorstep title={step === 'asked' ? 'Look into your mail' : 'Forgotten password'}>
      <div className="stack">
        <p>
          {step === 'asked'
            ? 'If your clinic knows you by that address, a link to choose a new password is on its way, within minutes. It works once, for an hour. Where nothing comes, ask an admin of your clinic.'
            : 'No mail goes out from here, so no link can reach you. Ask an admin of your clinic to have a mail server set up by whoever runs Clearway; then ask for a link here.'}
        </p>
        <BackToLogin />
      </div>
    </Doorstep>
  )
}

function ForgottenForm() {
  const lastResult = useActionData<typeof action>()
  const [form, fields] = useForm<{ email: string }>({ id: 'forgotten', lastResult, defaultNoValidate: false })
  return (
    <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
      <TextInput
        field={fields.email}
        label="Email"
        hint="The one your clinic knows you by"
        type="email"
        autoComplete="username"
        maxLength={320}
        required
      />
      <SubmitButton pendingLabel="Asking …">Send the link</SubmitButton>
      <BackToLogin />
    </Form>
  )
}

function BackToLogin() {
  return (
    <p>
      <Link to="/login">Back to signing in</Link>
    </p>
  )
}
