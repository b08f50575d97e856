/** Another login of one's own, ended: that browser has to sign in again. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { deviceName } from '~/auth/device-name.server'
import { loginHashOf, requireMember } from '~/auth/guard.server'
import { noteAccess } from '~/data/access-events.server'
import { isId } from '~/data/id.server'
import { endOwnLogin, findOwnLogin } from '~/data/own-logins.server'
import { shellOf } from '~/data/shell.server'
import { commandKey } from '~/data/typed-text.server'
import { readClinic } from '~/database/door.server'
import { EndLoginForm } from '~/ui/account/end-login-form'
import { placeOf } from '~/ui/account/login-list'
import { formatInstant } from '~/ui/format'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'

export const meta: MetaFunction = () => [{ title: 'Sign out a browser · Clearway' }]

const pathKind = 'routes/account.logins_.$loginId.end'

export async function loader({ request, params: { loginId } }: LoaderFunctionArgs) {
  const member = await requireMember(request)
  if (!isId(loginId)) throw new Response(null, { status: 404 })
  return readClinic(member, async (query) => {
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind, occurredAt: new Date() })
    const login = await findOwnLogin(query, loginHashOf(request) ?? '', loginId)
    if (!login) throw new Response(null, { status: 404 })
    const { userAgent, address, createdAt } = login
    return {
      shell: await shellOf(member, query),
      login: { device: deviceName(userAgent), address, createdAt },
      commandKey: randomUUID(),
    }
  })
}

export async function action({ request, params: { loginId } }: ActionFunctionArgs) {
  const member = await requireMember(request)
  if (!isId(loginId)) throw new Response(null, { status: 404 })
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: z.object({ key: commandKey }) })
  if (submission.status !== 'success') throw new Response(null, { status: 400 })
  const outcome = await endOwnLogin(member, loginHashOf(request) ?? '', { ...submission.value, loginId })
  if (!outcome.ok) return data({ mistakes: [{ message: sentenceOf(outcome.why) }] }, { status: 409 })
  if (!outcome.isThere) throw new Response(null, { status: 404 })
  return redirect('/account/logins?done=login-ended', 303)
}

export default function EndLoginPage() {
  const { shell, login, commandKey } = useLoaderData<typeof loader>()
  const mistakes = useActionData<typeof action>()?.mistakes ?? []
  return (
    <Page
      shell={shell}
      title={`Sign out ${login.device}`}
      crumbs={[
        { label: 'Your account', to: '/account' },
        { label: 'Your logins', to: '/account/logins' },
      ]}
    >
      <EndLoginForm mistakes={mistakes} commandKey={commandKey} verb="Sign out">
        <p>
          Signed in {placeOf(login)}, {formatInstant(login.createdAt, shell.formats)}. Whoever uses it has to sign in
          again, for a session that runs there as well; nothing that was saved is lost.
        </p>
      </EndLoginForm>
    </Page>
  )
}
