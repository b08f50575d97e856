/** Signing in: one page, one answer whether or not the account exists. */
import { useForm } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { keptDevice } from '~/auth/device.server'
import { loginHashOf, memberOrNull } from '~/auth/guard.server'
import { type LoginRefusal, openLogin } from '~/auth/login.server'
import { longestPassword } from '~/auth/password-policy.server'
import { safeNext, withNext } from '~/auth/way-back.server'
import { DoneNotice } from '~/ui/done-notice'
import { Doorstep } from '~/ui/doorstep'
import { FormErrors, PasswordInput, TextInput } from '~/ui/form'
import { Notice } from '~/ui/notice'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Sign in · Clearway' }]

const sentences: Record<LoginRefusal, string> = {
  'wrong-password': 'That email and password do not belong together. Check both and try again.',
  'too-many-tries': 'There were too many wrong tries. Wait a quarter of an hour, then try again.',
}

export async function loader({ request }: LoaderFunctionArgs) {
  const kept = keptDevice(request)
  if (kept) throw redirect('/login', { headers: kept })
  const params = new URL(request.url).searchParams
  const next = safeNext(params.get('next'))
  if (await memberOrNull(request)) throw redirect(next)
  const isKept = next.startsWith('/interrupted-forms/')
  return { next, isOver: loginHashOf(request) !== null, isKept, isCodeLate: params.get('code') === 'late' }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema: loginForm() })
  const hideFields = ['password']
  if (submission.status !== 'success') return data(submission.reply({ hideFields }), { status: 400 })

  const { email, password, next } = submission.value
  const login = await openLogin(request, { email, password, address: context.clientAddress })
  if (login.ok) {
    const way = login.isCodeDue ? withNext('/login/second-factor', safeNext(next)) : safeNext(next)
    return redirect(way, { headers: login.headers })
  }
  const isThrottled = login.why === 'too-many-tries'
  return data(submission.reply({ formErrors: [sentences[login.why]], hideFields }), {
    status: isThrottled ? 429 : 400,
    headers: isThrottled ? { 'Retry-After': '900' } : {},
  })
}

function loginForm() {
  return z.object({
    email: z.string('Type your email address.').trim().max(320).pipe(z.email('That is not an email address.')),
    password: z.string('Type your password.').max(longestPassword, 'That is longer than any password here.'),
    next: z.string().optional(),
  })
}

export default function LoginPage() {
  const { next, isOver, isKept, isCodeLate } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const [form, fields] = useForm<{ email: string; password: string }>({
    id: 'login',
    lastResult,
    defaultNoValidate: false,
  })
  return (
    <Doorstep title="Sign in" sub="with the email your clinic knows you by">
      {lastResult ? null : <DoneNotice />}
      <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
        <FormErrors id={form.errorId} errors={form.errors} />
        {isCodeLate && !lastResult ? <Notice>No right code came in time. Type your password once more.</Notice> : null}
        {isOver && !isCodeLate && !lastResult ? (
          <Notice>
            {isKept
              ? 'Your last login was over when you sent this. What you typed is kept: sign in, then send it on.'
              : 'Your last login is over. Sign in to go on where you were.'}
          </Notice>
        ) : null}
        <input type="hidden" name="next" value={next} />
        <TextInput field={fields.email} label="Email" type="email" autoComplete="username" maxLength={320} required />
        <PasswordInput field={fields.password} label="Password" required />
        <SubmitButton pendingLabel="Signing in …">Sign in</SubmitButton>
        <p>
          <Link to="/forgotten-password">Forgotten your password?</Link>
        </p>
      </Form>
    </Doorstep>
  )
}
