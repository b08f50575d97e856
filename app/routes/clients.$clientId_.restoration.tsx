/** A client brought back among the others. */
import { randomUUID } from 'node:crypto'
import { parseWithZod } from '@conform-to/zod/v4'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { requireMember } from '~/auth/guard.server'
import { restoreClient } from '~/data/client-archives.server'
import { readClient, readFramedClient } from '~/data/client-door.server'
import { commandKey } from '~/data/typed-text.server'
import { ButtonLink } from '~/ui/button'
import { clientName } from '~/ui/client-words'
import { CommandKey } from '~/ui/form'
import { ErrorSummary } from '~/ui/notice'
import { Page } from '~/ui/page'
import { sentenceOf } from '~/ui/refusals'
import { SubmitButton } from '~/ui/submit-button'

export const meta: MetaFunction = () => [{ title: 'Restore a client · Clearway' }]

const pathKind = 'routes/clients.$clientId_.restoration'

export async function loader({ request, params }: LoaderFunctionArgs) {
  const member = await requireMember(request, 'client:archive')
  const asked = { clientId: params.clientId, pathKind, at: new Date(), action: 'client:archive' } as const
  return readFramedClient(member, asked, async (_query, client, shell) => ({
    client,
    shell,
    key: randomUUID(),
  }))
}

export async function action({ request, params: { clientId = '' } }: ActionFunctionArgs) {
  const member = await requireMember(request, 'client:archive')
  const at = new Date()
  const form = await request.formData().catch(() => new FormData())
  const submission = parseWithZod(form, { schema: z.object({ key: commandKey }) })
  if (submission.status !== 'success') {
    await readClient(member, { clientId, pathKind, at, action: 'client:archive' }, async () => null)
    throw new Response(null, { status: 400 })
  }
  const outcome = await restoreClient(member, { ...submission.value, clientId, at })
  if (outcome.ok) return redirect(`/clients/${clientId}?done=restored`, 303)
  return data({ why: outcome.why }, { status: 409 })
}

export default function RestorationPage() {
  const { client, shell, key } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()?.why
  const why = refused ?? (client.archive ? null : 'client-not-archived')
  const to = `/clients/${client.id}`
  const crumbs = [
    { label: 'Clients', to: '/clients' },
    { label: clientName(client), to },
  ]
  return (
    <Page shell={shell} title="Restore" sub={clientName(client)} crumbs={crumbs}>
      <div className="card max-w-2xl p-5">
        <Form method="post" className="form">
          <ErrorSummary mistakes={why ? [{ message: sentenceOf(why) }] : []} title="Nothing was done" />
          <CommandKey value={key} />
          <p>They are among your clients again, in the care of whom they were.</p>
          <div className="button-row">
            {why ? null : <SubmitButton>Restore them</SubmitButton>}
            <ButtonLink to={to} look="quiet">
              Go back
            </ButtonLink>
          </div>
        </Form>
      </div>
    </Page>
  )
}
