/** Every login of one's own but this one, ended. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { loginHashOf, requireMember } from '~/auth/guard.server'
import { noteAccess } from '~/data/access-events.server'
import { endOtherLogins } from '~/data/own-logins.server'
import { shellOf } from '~/data/shell.server'
import { commandKey } from '~/data/typed-text.server'
import { readClinic } from '~/database/door.server'
import { EndLoginForm } from '~/ui/account/end-login-form'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'

export const meta: MetaFunction = () => [{ title: 'Sign out everywhere else · Clearway' }]

const pathKind = 'routes/account.logins_.others.end'

export async function loader({ request }: LoaderFunctionArgs) {
  const member = await requireMember(request)
  return readClinic(member, async (query) => {
    await noteAccess(query, { kind: 'reading', clientId: null, pathKind, occurredAt: new Date() })
    return { shell: await shellOf(member, query), commandKey: randomUUID() }
  })
}

export async function action({ request }: ActionFunctionArgs) {
  const member = await requireMember(request)
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: z.object({ key: commandKey }) })
  if (submission.status !== 'success') throw new Response(null, { status: 400 })
  const outcome = await endOtherLogins(member, loginHashOf(request) ?? '', submission.value)
  if (!outcome.ok) return data({ mistakes: [{ message: sentenceOf(outcome.why) }] }, { status: 409 })
  return redirect('/account/logins?done=logins-ended', 303)
}

export default function EndOtherLoginsPage() {
  const { shell, commandKey } = useLoaderData<typeof loader>()
  const mistakes = useActionData<typeof action>()?.mistakes ?? []
  return (
    <Page
      shell={shell}
      title="Sign out everywhere else"
      crumbs={[
        { label: 'Your account', to: '/account' },
        { label: 'Your logins', to: '/account/logins' },
      ]}
    >
      <EndLoginForm mistakes={mistakes} commandKey={commandKey} verb="Sign out everywhere else">
        <p>
          Every browser you are signed in with but this one has to sign in again. Sets that wait on a phone to be sent
          stay there for you.
        </p>
      </EndLoginForm>
    </Page>
  )
}
