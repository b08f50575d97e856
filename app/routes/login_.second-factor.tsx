/** The second half of signing in: the code of the second factor, after the right password. */
import { useForm } from '@conform-to/react'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, Link, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { type CodeRefusal, isLoginPending, passLogin } from '~/auth/pending-login.server'
import { safeNext, withNext } from '~/auth/way-back.server'
import { Doorstep } from '~/ui/doorstep'
import { FormErrors, TextInput } from '~/ui/form'
import { refusalSentences } from '~/ui/refusals'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Code · Clearway' }]

const sentences: Record<Exclude<CodeRefusal, 'login-over'>, string> = {
  'code-wrong': refusalSentences['code-wrong'],
  'too-many-tries': 'There were too many wrong codes. Wait a quarter of an hour, then try again.',
}

const typedCode = z.string().trim().max(40, 'That is longer than any code.').optional()

export async function loader({ request }: LoaderFunctionArgs) {
  const next = safeNext(new URL(request.url).searchParams.get('next'))
  if (!(await isLoginPending(request))) throw redirect(lateAt(next))
  return { next }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const schema = z
    .object({ code: typedCode, recovery: typedCode, next: z.string().optional() })
    .refine(({ code, recovery }) => code || recovery, { path: ['code'], message: refusalSentences['code-missing'] })
  const submission = parseWithZod(await request.formData().catch(() => new FormData()), { schema })
  const hideFields = ['code', 'recovery']
  if (submission.status !== 'success') return data(submission.reply({ hideFields }), { status: 400 })

  const { code, recovery = '', next } = submission.value
  const login = await passLogin(request, { code: code ?? recovery, address: context.clientAddress })
  if (login.ok) return redirect(safeNext(next), { headers: login.headers })
  if (login.why === 'login-over') return redirect(lateAt(safeNext(next)))
  const isThrottled = login.why === 'too-many-tries'
  const says = [sentences[login.why]]
  const beside = isThrottled ? { formErrors: says } : { fieldErrors: { [code ? 'code' : 'recovery']: says } }
  return data(submission.reply({ ...beside, hideFields }), {
    status: isThrottled ? 429 : 400,
    headers: isThrottled ? { 'Retry-After': '900' } : {},
  })
}

function lateAt(next: string): string {
  const way = withNext('/login', next)
  return `${way}${way.includes('?') ? '&' : '?'}code=late`
}

export default function LoginCodePage() {
  const { next } = useLoaderData<typeof loader>()
  const lastResult = useActionData<typeof action>()
  const [form, fields] = useForm<{ code: string; recovery: string }>({
    id: 'code',
    lastResult,
    defaultNoValidate: false,
  })
  return (
    <Doorstep title="And now the code" sub="that your authenticator shows for Clearway">
      <Form method="post" className="form" id={form.id} onSubmit={form.onSubmit} noValidate={form.noValidate}>
        <FormErrors id={form.errorId} errors={form.errors} />
        <input type="hidden" name="next" value={next} />
        <TextInput
          field={fields.code}
          label="Code"
          hint="6 digits, new every half minute"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={40}
        />
        <details open={Boolean(fields.recovery.errors)}>
          <summary>No authenticator at hand?</summary>
          <div className="mt-3">
            <TextInput
              field={fields.recovery}
              label="Recovery code"
              hint="One of the ten you kept; each works once. With none left, ask the admin of your clinic."
              autoComplete="off"
              autoCapitalize="characters"
              maxLength={40}
            />
          </div>
        </details>
        <SubmitButton pendingLabel="Signing in …">Sign in</SubmitButton>
        <p className="small">
          <Link to={withLogin(next)}>Sign in as somebody else</Link>
        </p>
      </Form>
    </Doorstep>
  )
}

const withLogin = (next: string) => (next === '/' ? '/login' : `/login?${new URLSearchParams({ next })}`)
